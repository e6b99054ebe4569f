import type { ViolationCase } from "../../generator/emitters/contract/case.js";

/** A group of violations that Prism lets pass, and why. */
export interface LedgerEntry {
  readonly keyword: string;
  /** Part of the request: `body`, `query`, `path`, `header`. */
  readonly in: string;
  /** Names of the operations; absent: any. */
  readonly operations?: readonly string[];
  readonly reason: string;
}

/**
 * Keeps the ledger honest both ways: a violation that Prism lets pass needs an entry, and an entry
 * needs a violation that Prism lets pass.
 */
export class Ledger {
  readonly #used = new Set<LedgerEntry>();

  constructor(readonly entries: readonly LedgerEntry[]) {}

  /** Notes that Prism let a violation pass. False: no entry expects it. */
  excuses(operation: string, violation: ViolationCase): boolean {
    const entry = this.entries.find(
      ({ keyword, in: place, operations }) =>
        keyword === violation.keyword &&
        place === placeOf(violation) &&
        (operations?.includes(operation) ?? true),
    );
    if (entry !== undefined) this.#used.add(entry);
    return entry !== undefined;
  }

  /** Entries that no violation needed. */
  idle(): LedgerEntry[] {
    return this.entries.filter((entry) => !this.#used.has(entry));
  }
}

/** The part of the request that is wrong. */
export function placeOf(violation: ViolationCase): string {
  return violation.edit.at.split("/")[1] ?? "";
}
