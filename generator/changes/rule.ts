import type { Severity } from "../diagnostics/diagnostic.js";
import type { Bump } from "./change.js";

/** A kind of change: how grave it is, how it is worded, and why. */
export interface Rule<P> {
  readonly severity: Severity;
  /** Default: major of an error, minor of anything else. */
  readonly bump?: Bump;
  readonly message: (params: P) => string;
  readonly reason: string;
  readonly advice?: string;
}

/** Keeps each rule's parameters, so that wrong ones do not compile. */
export function defineRules<P>(rules: { readonly [C in keyof P]: Rule<P[C]> }): {
  readonly [C in keyof P]: Rule<P[C]>;
} {
  return rules;
}

export type None = Record<never, never>;

export interface Named {
  readonly name: string;
}

export interface Moved extends Named {
  readonly from: string;
  readonly to: string;
}

export const ADDED = "what worked goes on working";
