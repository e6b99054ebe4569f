import type { MutantOutcome } from "./mutant.js";

/** Lines between two reports where nobody watches a terminal. */
const STEP = 100;

/** Says on standard error how far a run is: over and over on one line of a terminal, else now and then. */
export class Progress {
  #done: number;
  #survived = 0;

  /** `done` of `all` were known before. */
  constructor(
    readonly all: number,
    done: number,
  ) {
    this.#done = done;
  }

  tell({ id, outcome }: MutantOutcome): void {
    this.#done += 1;
    if (outcome.fate === "survived") this.#survived += 1;
    const far = `${String(this.#done)} of ${String(this.all)}, ${String(this.#survived)} survived`;
    if (process.stderr.isTTY) process.stderr.write(`\u001b[2K\r${far}: ${id}`.slice(0, 110));
    else if (this.#done % STEP === 0) process.stderr.write(`… ${far}\n`);
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write("\u001b[2K\r");
  }
}
