import type { ContentDescriptor, OperationDescriptor } from "./descriptor.js";
import { covering } from "./media-type.js";

/** The part of `responses` that speaks of a status. */
export interface DeclaredResponse {
  /** `200`, `4XX`, `default`; of several, the one that has the media type (see `declaredResponse`). */
  readonly key: string;
  readonly content: ContentDescriptor;
}

/**
 * The response an answer's status is declared by: the exact code, its range, `default`. A success
 * the document does not list is read as the success it does list (creating answers 201 where 200
 * was promised, and the like); `default` then speaks of errors.
 */
export function declaredResponse(
  { responses }: OperationDescriptor,
  { status, ok, headers }: Response,
): DeclaredResponse | undefined {
  const of = (key = "") => {
    const content = responses[key];
    return content && { key, content };
  };
  const exact = of(String(status)) ?? of(`${String(status).charAt(0)}XX`);
  if (exact !== undefined) return exact;
  const successes = Object.keys(responses).filter((key) => ok && key.startsWith("2"));
  const type = headers.get("content-type") ?? "";
  const fitting = successes.find((key) => covering(responses[key] ?? {}, type) !== undefined);
  return of(fitting ?? successes[0] ?? "default");
}
