import type { Severity } from "./diagnostic.js";

/** One code of the catalogue: how grave it is and how it is worded. */
export interface Entry<P> {
  readonly severity: Severity;
  /** What its pointer means of a member: `key`, where the name is at fault; default: its value. */
  readonly points?: "key";
  readonly message: (params: P) => string;
  /** What the author can do; undefined when the message says it all. */
  readonly hint?: (params: P) => string | undefined;
}

/** Checks the form of a catalogue and keeps each code's parameters, so that wrong ones do not compile. */
export function defineDiagnostics<P>(catalog: { readonly [C in keyof P]: Entry<P[C]> }): {
  readonly [C in keyof P]: Entry<P[C]>;
} {
  return catalog;
}

/** For messages that take no parameters. */
export type None = Record<never, never>;
