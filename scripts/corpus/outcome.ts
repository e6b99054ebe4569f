/** What a document goes through, in this order; a stage is reached when those it builds on have passed. */
export const STAGES = ["generate", "strict", "exact", "import", "agree", "docs"] as const;

export type Stage = (typeof STAGES)[number];

/** One thing that is wrong, and where. */
export interface Fault {
  /** A pointer into the document, or a place in what was generated: `src/types.ts:12`. */
  readonly at: string;
  readonly reason: string;
}

/**
 * How a document left a stage. `checked` counts what was looked at: files, modules, verdicts, links.
 * A stage that was not reached, or not asked for, is absent from an outcome.
 */
export interface StageOutcome {
  readonly checked: number;
  readonly faults: readonly Fault[];
  /** What a reader should know of a stage that passed. */
  readonly notes: readonly string[];
}

export interface Outcome {
  /** As it was named. */
  readonly document: string;
  readonly stages: { readonly [S in Stage]?: StageOutcome };
}

export function passed(outcome: Outcome, wanted: readonly Stage[]): boolean {
  return wanted.every((stage) => outcome.stages[stage]?.faults.length === 0);
}
