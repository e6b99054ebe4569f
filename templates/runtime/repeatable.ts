import type { OperationDescriptor } from "./descriptor.js";

/** True for a status that may be another one next time: 408, 429, and all of 5xx but 501 and 505. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/** What sending a request again does. */
export interface Repetition {
  /** Nothing twice. */
  readonly repeatable: boolean;
  /** Nothing twice, and its answer comes again: that is all there is to the request. */
  readonly rereadable: boolean;
}

/**
 * What the document says of sending an operation's request again, else by the method; one with a `key`
 * is known to the server when it comes again.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
 */
export function repetition(
  { method, retry }: Pick<OperationDescriptor, "method" | "retry">,
  key?: string,
): Repetition {
  const [known, changes] = /^(?:get|head|options|trace|query|(put|delete))$/.exec(method) ?? [];
  const told = key ? true : retry;
  return { repeatable: told ?? !!known, rereadable: told ?? (!!known && !changes) };
}
