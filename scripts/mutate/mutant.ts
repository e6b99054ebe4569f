import type { Sources } from "../contract/modules.js";

/** One change of a package, alone. */
export interface Mutant {
  /** The same for the same package: `client src/client/feeds.ts:120:3 breaks a path`. */
  readonly id: string;
  readonly of: "document" | "client";
  /** What is done, by the operator's name. */
  readonly operator: string;
  /** Words of the cases that are likeliest to notice: an operation, a component, a pointer. */
  readonly near: readonly string[];
  /** The package as the mutant has it; undefined where it generates none. */
  readonly sources: () => Promise<Sources | undefined>;
}

export type Fate =
  | { readonly fate: "killed"; readonly by: string; readonly words: string }
  /** Nothing noticed: the suite does not bite there. */
  | { readonly fate: "survived" }
  /** Nothing can notice it: it behaves as the original does, and counts for nothing. */
  | { readonly fate: "equivalent"; readonly reason: string };

export interface MutantOutcome extends Pick<Mutant, "id" | "of" | "operator"> {
  readonly outcome: Fate;
}
