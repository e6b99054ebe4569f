/** Shows the stage at work on a terminal, and nothing anywhere else. */
export function stageProgress(): { stage(name: string): void; done(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { stage: () => undefined, done: () => undefined };
  return {
    stage: (name) => void stderr.write(`\r\u001b[2K… ${name}`),
    done: () => void stderr.write("\r\u001b[2K"),
  };
}
