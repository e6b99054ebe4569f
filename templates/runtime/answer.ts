import { declaredKey } from "./declared.js";
import type { JsonText, OperationDescriptor, Takes } from "./descriptor.js";
import { discard } from "./discard.js";
import { codecOf, covering, essence, isJson, preferred } from "./media-type.js";
import { readText } from "./text.js";

/** What an answer's body turned out to be. */
export interface Reading {
  /** The document's key of what was answered: `200`, `4XX`, `default`; undefined where it declares nothing. */
  readonly key?: string | undefined;
  /** The declared media type that it was read as; undefined where there is no value. */
  readonly mediaType?: string | undefined;
  readonly value?: unknown;
  /** Items that are read as they arrive, and judged then. */
  readonly isStream?: true;
  /** Why it is not what the document declares; the value is one that was JSON all the same. */
  readonly fault?: string | undefined;
  /** The beginning of what could not be read. */
  readonly text?: string | undefined;
  readonly cause?: unknown;
  /** It may be whole next time: JSON that breaks off. */
  readonly passes?: boolean;
}

/** How much of a body that could not be parsed is kept, characters. */
const EXCERPT = 4_096;

/**
 * Reads a body as the document declares it, and leaves a stream of items unread. Rejects only when
 * the body is lost on its way. `takes`: whether the caller will have a media type; `parse` reads JSON.
 */
export async function readAnswer(
  operation: OperationDescriptor,
  response: Response,
  takes?: Takes,
  parse: JsonText["parse"] = JSON.parse,
): Promise<Reading> {
  const key = declaredKey(operation, response);
  const content = key === undefined ? undefined : operation.responses[key];
  const usual = content && preferred(content);
  const { status, headers } = response;
  if (operation.method === "head" || status === 304) return { key };
  if (content !== undefined && usual === undefined) {
    await discard(response);
    return { key };
  }
  if (status === 204)
    return content === undefined ? { key } : { key, fault: "the answer has no body" };
  const written = headers.get("content-type") ?? undefined;
  const found = content && (written === undefined ? usual : covering(content, written));
  const mediaType = content && found && takes?.(content, found) !== false ? found : undefined;
  const codec = content && mediaType && (codecOf(content, mediaType) ?? "json");
  const contentType = written ?? mediaType ?? "";
  const read = codec && codec !== "json" ? operation.readers?.[codec] : undefined;
  if (read !== undefined) return { key, mediaType, ...(await read(response, contentType, parse)) };
  const isDeclared = codec === "json";
  const decoded = await readText(response, contentType, isDeclared ? undefined : true);
  const { text = "", cause } = decoded;
  let { fault } = decoded;
  let value: unknown;
  let passes = false;
  if (fault === undefined && text.trim() === "") fault = "the answer is empty";
  else if (fault === undefined && (isDeclared || isJson(contentType))) {
    try {
      value = parse(text);
    } catch {
      // The parser's message quotes the body.
      fault = "the answer is not JSON";
      passes = isDeclared;
    }
  }
  if (isDeclared && fault === undefined) return { key, mediaType, value };
  if (!isDeclared && text.trim() !== "")
    fault =
      content === undefined
        ? "the document does not declare this answer"
        : `the answer is ${essence(contentType) || "of no known type"}, not ${Object.keys(content).join(" or ")}`;
  return { key, mediaType, value, fault, cause, passes, text: text.slice(0, EXCERPT) || undefined };
}
