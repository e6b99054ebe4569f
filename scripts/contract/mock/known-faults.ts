import type { Operation, SuiteCase } from "../../../generator/index.js";

/** A fault of Prism that its own threads know, and how it shows. */
export interface KnownFault {
  readonly id: string;
  readonly thread: string;
  readonly says: string;
  /** Whether it explains that Prism is to blame for a case; `words` is what went wrong. */
  explains(one: SuiteCase, operation: Operation, words: string): boolean;
}

/** @see https://github.com/stoplightio/prism/issues */
export const KNOWN_FAULTS: readonly KnownFault[] = [];

export function faultOf(
  one: SuiteCase,
  operation: Operation,
  words: string,
): KnownFault | undefined {
  return KNOWN_FAULTS.find((fault) => fault.explains(one, operation, words));
}
