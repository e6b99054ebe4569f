import { updateOutput } from "../../scripts/output.js";
import { outputOf } from "./folders.js";

/** Writes two outputs into a folder by turns, until it is killed. */
const [folder = ""] = process.argv.slice(2);
const outputs = ["one", "two"].map((word) => outputOf(textsOf(word)));
for (let turn = 0; ; turn += 1) {
  await updateOutput(folder, outputs[turn % 2] ?? new Map(), false);
  if (turn === 0) process.stdout.write("begun\n");
}

/** Files that differ in all their bytes, and a few that only one of the outputs has. */
function textsOf(word: string): Record<string, string> {
  const names = Array.from({ length: 20 }, (_, index) => `src/file-${String(index)}.ts`);
  return Object.fromEntries([
    ...names.map((name) => [name, `${word}\n`.repeat(2000)] as const),
    ...["a", "b"].map((name) => [`${word}/${name}.ts`, word] as const),
  ]);
}
