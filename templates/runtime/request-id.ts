import type { CallContext } from "./call-error.js";

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
  for (const name of [
    requestIdHeader,
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
  ]) {
    const id = name && headers.get(name);
    if (id) return id;
  }
  return requestId;
}
