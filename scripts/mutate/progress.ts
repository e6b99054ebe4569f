import type { MutantOutcome } from "./mutant.js";

/** Lines between two reports where nobody watches a terminal. */
const STEP = 100;

/** Mutants that have to be judged before it is said how long the others take. */
const TELLING = 20;

/** Says on standard error how far a run is: over and over on one line of a terminal, else now and then. */
export class Progress {
  #done: number;
  #survived = 0;
  #begin = performance.now();

  /** `known` of `all` were judged before. */
  constructor(
    readonly all: number,
    readonly known: number,
  ) {
    this.#done = known;
  }

  /** What is done before the first is judged. */
  begin(what: string): void {
    if (process.stderr.isTTY) process.stderr.write(`\u001b[2K\r… ${what}`);
  }

  tell({ id, outcome }: MutantOutcome): void {
    if (this.#done === this.known) this.#begin = performance.now();
    this.#done += 1;
    if (outcome.fate === "survived") this.#survived += 1;
    const far = `${String(this.#done)} of ${String(this.all)}, ${String(this.#survived)} survived${this.#left()}`;
    if (process.stderr.isTTY) process.stderr.write(`\u001b[2K\r${far}: ${id}`.slice(0, 110));
    else if (this.#done % STEP === 0) process.stderr.write(`… ${far}\n`);
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write("\u001b[2K\r");
  }

  /** About how long the others take. */
  #left(): string {
    const judged = this.#done - this.known;
    if (judged < TELLING || this.#done === this.all) return "";
    const each = (performance.now() - this.#begin) / judged;
    const seconds = (each * (this.all - this.#done)) / 1000;
    return seconds < 60
      ? `, about ${seconds.toFixed(0)} s left`
      : `, about ${(seconds / 60).toFixed(0)} min left`;
  }
}
