import type { MutantOutcome } from "./mutant.js";

/** Mutants of our document that the suite does not notice, and why it need not. */
export interface Excuse {
  /** What the mutants' ids match, all of which survive. */
  readonly id: RegExp;
  readonly reason: string;
}

export const EXCUSES: readonly Excuse[] = [];

/** Why a survivor need not be noticed; undefined for one that nobody has looked at. */
export function reasonOf(id: string): string | undefined {
  return EXCUSES.find((one) => one.id.test(id))?.reason;
}

/** Excuses that some mutant was killed in spite of: they are to be narrowed or struck off. */
export function refuted(outcomes: readonly MutantOutcome[]): readonly Excuse[] {
  const killed = outcomes.filter(({ outcome }) => outcome.fate === "killed");
  return EXCUSES.filter((excuse) => killed.some(({ id }) => excuse.id.test(id)));
}

/** Excuses that no mutant asks for. */
export function idle(ids: readonly string[]): readonly Excuse[] {
  return EXCUSES.filter((excuse) => !ids.some((id) => excuse.id.test(id)));
}
