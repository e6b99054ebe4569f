import { createHash } from "node:crypto";
import { appendFileSync, writeFileSync } from "node:fs";
import type { Suite } from "../../generator/index.js";
import type { Sources } from "../contract/modules.js";
import { readable } from "../disk.js";
import { CommandLineFault } from "../fault.js";
import { parsedJson } from "../json-text.js";
import type { MutantOutcome } from "./mutant.js";

/** Of a suite and the package that it is run through: all that decides what becomes of a mutant but the judges. */
export function digestOf(suite: Suite, sources: Sources): string {
  return createHash("sha256")
    .update(JSON.stringify([suite, [...sources]]))
    .digest("hex");
}

/**
 * What became of mutants, in a file that a later run goes on from: JSON Lines, the first of which
 * says of what document, package and suite. Those of another are forgotten.
 */
export class Journal {
  readonly #outcomes = new Map<string, MutantOutcome>();

  private constructor(readonly file: string | undefined) {}

  /** `head` says of what the outcomes are; without a file nothing is kept. */
  static at(file: string | undefined, head: string): Journal {
    const journal = new Journal(file);
    if (file === undefined) return journal;
    const [first = "", ...lines] = (readable(file) ?? "").split("\n");
    if (parsedJson(first) === head)
      // A run that was killed may have left half a line.
      for (const line of lines) journal.#note(parsedJson(line) as MutantOutcome | undefined);
    const known = [...journal.#outcomes.values()].map((one) => `${JSON.stringify(one)}\n`);
    journal.#write(() => {
      writeFileSync(file, `${JSON.stringify(head)}\n${known.join("")}`);
    });
    return journal;
  }

  get(id: string): MutantOutcome | undefined {
    return this.#outcomes.get(id);
  }

  add(outcome: MutantOutcome): void {
    this.#note(outcome);
    const { file } = this;
    if (file !== undefined)
      this.#write(() => {
        appendFileSync(file, `${JSON.stringify(outcome)}\n`);
      });
  }

  #note(outcome: MutantOutcome | undefined): void {
    if (outcome !== undefined) this.#outcomes.set(outcome.id, outcome);
  }

  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      throw new CommandLineFault("option/invalid", {
        option: "--log",
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }
}
