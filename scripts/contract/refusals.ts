import type { Outcome } from "./call.js";
import { wordsOf } from "./judgement.js";

/** Why the client did not send a request; undefined where it did. */
export function requestRefusal({ error, sent }: Outcome): string | undefined {
  const { name, target } = (error ?? {}) as { name?: string; target?: string };
  if (sent > 0) return undefined;
  return name === "ValidationError" && target === "request"
    ? wordsOf(error)
    : error === undefined
      ? undefined
      : wordsOf(error);
}

/** Why the client did not hand an answer over as documented. */
export function answerRefusal(status: number, { error }: Outcome): string | undefined {
  if (status >= 200 && status < 300) return error === undefined ? undefined : wordsOf(error);
  const { name, documented } = (error ?? {}) as { name?: string; documented?: boolean };
  if (name === "ApiError" && documented === true) return undefined;
  return error === undefined
    ? "an error status was not thrown"
    : `not thrown as documented: ${wordsOf(error)}`;
}

export function issuesOf(error: unknown): readonly { readonly in: string }[] {
  return (error as { issues?: readonly { in: string }[] }).issues ?? [];
}
