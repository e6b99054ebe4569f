/** One line of a ledger: a group, and how many of its verdicts are wrong. */
export interface Entry {
  readonly file: string;
  readonly group: string;
  readonly wrong: number;
}

/**
 * Reads a ledger: paragraphs of `#` lines give a reason, the lines below them, `3 file › group`, are
 * what it explains. Throws where a line has no reason above it or is none of these.
 */
export function readLedger(text: string): Entry[] {
  const entries: Entry[] = [];
  let reason = false;
  for (const line of text.split("\n")) {
    if (line.trim() === "") reason = false;
    else if (line.startsWith("#")) reason = true;
    else {
      const [, wrong, file, group] = /^(\d+) (.+?) › (.+)$/.exec(line) ?? [];
      if (file === undefined || group === undefined) throw new Error(`no entry: ${line}`);
      if (!reason) throw new Error(`no reason for: ${line}`);
      entries.push({ file, group, wrong: Number(wrong) });
    }
  }
  return entries;
}

export function lineOf({ file, group, wrong }: Entry): string {
  return `${String(wrong)} ${file} › ${group}`;
}
