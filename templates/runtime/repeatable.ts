import type { OperationDescriptor } from "./descriptor.js";

/** True for a status that may be another one next time: 408, 429, and all of 5xx but 501 and 505. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/**
 * Whether sending an operation's request twice does what sending it once does: what the document
 * says, else by the method. Of those whose answer is all there is to a request, `rereadable`, the
 * answer can be had again, too.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
 */
export function isRepeatable(
  operation: Pick<OperationDescriptor, "method" | "retry">,
  rereadable = false,
): boolean {
  const { method, retry } = operation;
  return (
    retry ??
    (/^(?:get|head|options|trace|query)$/.test(method) ||
      (!rereadable && /^(?:put|delete)$/.test(method)))
  );
}
