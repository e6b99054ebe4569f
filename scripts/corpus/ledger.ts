import type { Fault, Outcome, Stage } from "./outcome.js";

/** A disagreement that is not ours, why it is not, and where it occurs. */
export interface Excuse {
  readonly stage: Stage;
  readonly construct: string;
  readonly reason: string;
  readonly places: readonly {
    /** The end of the document's path: `corpus/github.json`. */
    readonly document: string;
    /** Where the fault is, as the run prints it. */
    readonly at: readonly string[];
  }[];
}

/** What is known. An entry whose place has no fault fails the run like a fault that has no entry. */
export const ledger: readonly Excuse[] = [];

/** The outcome with what the ledger excuses told as a note, and what it need not excuse as a fault. */
export function excused(outcome: Outcome, excuses: readonly Excuse[] = ledger): Outcome {
  const stages = Object.entries(outcome.stages).map(([stage, one]) => {
    const own = excuses.filter((excuse) => excuse.stage === stage);
    const known = own.flatMap(({ reason, places }) =>
      places
        .filter(({ document }) => outcome.document.endsWith(document))
        .flatMap(({ at }) => at.map((place) => ({ place, reason }))),
    );
    const isKnown = (fault: Fault): boolean => known.some(({ place }) => place === fault.at);
    const needless = known.filter(({ place }) => !one.faults.some(({ at }) => at === place));
    return [
      stage,
      {
        ...one,
        faults: [
          ...one.faults.filter((fault) => !isKnown(fault)),
          ...needless.map(({ place }) => ({
            at: place,
            reason: "nothing is wrong here: strike it off the ledger (scripts/corpus/ledger.ts)",
          })),
        ],
        notes: [
          ...one.notes,
          ...known
            .filter((entry) => !needless.includes(entry))
            .map(({ place, reason }) => `in the ledger: ${place}: ${reason}`),
        ],
      },
    ] as const;
  });
  return { ...outcome, stages: Object.fromEntries(stages) };
}
