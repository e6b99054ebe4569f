import type { MutantOutcome } from "./mutant.js";
import { reasonOf } from "./survivors.js";

/** How many of the mutants that anything could notice were noticed. */
export interface Score {
  readonly killed: number;
  readonly judged: number;
  /** Rounded down to tenths; 100 where nothing was judged. */
  readonly percent: number;
}

/** Mutants that behave as the original count for nothing. */
export function scoreOf(outcomes: readonly MutantOutcome[]): Score {
  const judged = outcomes.filter(({ outcome }) => outcome.fate !== "equivalent").length;
  const killed = outcomes.filter(isKilled).length;
  const percent = judged === 0 ? 100 : Math.floor((killed / judged) * 1000) / 10;
  return { killed, judged, percent };
}

/** What became of the mutants: by operator, then each that lives, then the score. `all` is how many there are. */
export function linesOf(outcomes: readonly MutantOutcome[], all: number): string[] {
  const { killed, judged, percent } = scoreOf(outcomes);
  const inOrder = [...outcomes].sort((one, other) => (one.id < other.id ? -1 : 1));
  const survivors = inOrder.filter(({ outcome }) => outcome.fate === "survived");
  const alike = inOrder.filter(({ outcome }) => outcome.fate === "equivalent");
  return [
    ...byOperator(outcomes),
    ...alike.map(({ id }) => `= ${id}`),
    ...survivors.map(({ id }) => {
      const reason = reasonOf(id);
      return reason === undefined ? `✗ ${id}` : `* ${id}\n    ${reason}`;
    }),
    `${String(killed)} of ${String(judged)} mutants killed, ${percent.toFixed(1)} %` +
      (alike.length > 0 ? `; ${String(alike.length)} more (=) generate the same code` : "") +
      (outcomes.length < all ? `; a sample of ${String(all)}` : ""),
  ];
}

function byOperator(outcomes: readonly MutantOutcome[]): string[] {
  const named = new Map<string, MutantOutcome[]>();
  for (const one of outcomes) {
    const name = `${one.of}: ${one.operator}`;
    named.set(name, [...(named.get(name) ?? []), one]);
  }
  return [...named]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, own]) => {
      const { killed, judged } = scoreOf(own);
      return `${String(killed).padStart(5)} of ${String(judged).padEnd(5)} ${name}`;
    });
}

function isKilled({ outcome }: MutantOutcome): boolean {
  return outcome.fate === "killed";
}
