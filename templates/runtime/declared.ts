import type { OperationDescriptor } from "./descriptor.js";
import { covering } from "./media-type.js";

/**
 * The key of `responses` that speaks of an answer's status: the exact code, its range, `default`. A
 * success the document does not list is read as the success it does list (creating answers 201 where
 * 200 was promised, and the like), of several as the one that has the media type; `default` then
 * speaks of errors. Undefined for an answer that the document does not declare.
 */
export function declaredKey(
  { responses }: OperationDescriptor,
  { status, ok, headers }: Response,
): string | undefined {
  const code = String(status);
  for (const key of [code, `${code.charAt(0)}XX`]) if (responses[key]) return key;
  const successes = Object.keys(responses).filter((key) => ok && key.startsWith("2"));
  const type = headers.get("content-type") ?? "";
  return (
    successes.find((key) => covering(responses[key] ?? {}, type)) ??
    successes[0] ??
    (responses["default"] && "default")
  );
}
