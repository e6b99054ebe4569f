import type { Outcome } from "./matrix.js";

/** A cell that is known to fail, with the reason. One that no longer does must be struck off. */
export interface LedgerEntry {
  readonly position: string;
  readonly payload: string;
  readonly reason: string;
}

export const ledger: readonly LedgerEntry[] = [];

/** An outcome in the light of the ledger: what it explains is no fault, and what it explains in vain is one. */
export function inLedger(outcome: Outcome, entries: readonly LedgerEntry[] = ledger): Outcome {
  const { position, payload } = outcome.trial;
  const entry = entries.find((it) => it.position === position && it.payload === payload);
  if (entry === undefined) return outcome;
  return outcome.faults.length === 0
    ? { ...outcome, faults: ["the ledger knows a fault that is not there: strike it off"] }
    : { ...outcome, faults: [], known: entry.reason };
}
