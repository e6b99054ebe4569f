import type { CallContext } from "./call-error.js";

const USUAL = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

/** How calls are told apart in the logs of both sides. */
export interface RequestIdOptions {
  /** The header it is sent in, and read from; answers are searched for the usual ones too. */
  readonly header: string;
  /** Makes one for each call; a random UUID by default. */
  readonly make?: () => string;
}

/** What an answer calls its request; else what the request called itself. */
export function requestIdOf(
  { requestId, requestIdHeader }: CallContext,
  { headers }: Response,
): string | undefined {
  const names = requestIdHeader === undefined ? USUAL : [requestIdHeader, ...USUAL];
  return names.map((name) => headers.get(name)).find((id) => id !== null) ?? requestId;
}
