/** One thing a program tried with the package, and what came of it. */
export interface Trial {
  readonly name: string;
  /** Undefined: as it should be. */
  readonly fault?: string;
}

/** What one consumer made of a package. */
export interface Verdict {
  readonly verdict: "works" | "fails" | "skipped";
  /** What was tried, of one that works; why, of one that does not. */
  readonly details: readonly string[];
}

export const KINDS = ["runtimes", "typescript", "linters"] as const;

export type Kind = (typeof KINDS)[number];

/** A consumer that waits for its turn. */
export interface Examination {
  readonly kind: Kind;
  /** `Node 20.20.2, CommonJS`, `TypeScript 5.4.5, node16`. */
  readonly consumer: string;
  readonly run: () => Promise<Verdict>;
}

/** What a program's trials come to. */
export function judged(trials: readonly Trial[], note?: string): Verdict {
  const faults = trials.flatMap(({ name, fault }) =>
    fault === undefined ? [] : [`${name}: ${fault}`],
  );
  if (faults.length > 0) return { verdict: "fails", details: faults };
  const count = `${String(trials.length)} trials`;
  return { verdict: "works", details: [note === undefined ? count : `${count}, ${note}`] };
}
