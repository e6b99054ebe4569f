import { declaredResponse } from "./declared.js";
import type {
  AnswerReader,
  ContentDescriptor,
  JsonText,
  OperationDescriptor,
} from "./descriptor.js";
import { discard } from "./discard.js";
import { codecOf, covering, essence, isJson, preferred } from "./media-type.js";
import { readText, type Decoded } from "./text.js";

/** What an answer's body turned out to be. */
export interface Reading {
  /** The document's key of what was answered: `200`, `4XX`, `default`; undefined where it declares nothing. */
  readonly key?: string | undefined;
  /** The declared media type that it was read as; undefined where there is no value. */
  readonly mediaType?: string;
  readonly value?: unknown;
  /** Items that are read as they arrive, and judged then. */
  readonly isStream?: true;
  /** Why it is not what the document declares; the value is one that was JSON all the same. */
  readonly fault?: string;
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
  takes: (content: ContentDescriptor, mediaType: string) => boolean = () => true,
  parse: JsonText["parse"] = JSON.parse,
): Promise<Reading> {
  const { key, content } = declaredResponse(operation, response) ?? {};
  const { status, headers } = response;
  const isEmpty = content !== undefined && preferred(content) === undefined;
  if (operation.method === "head" || status === 304) return { key };
  if (status === 204)
    return content === undefined || isEmpty ? { key } : { key, fault: "the answer has no body" };
  if (isEmpty) {
    await discard(response);
    return { key };
  }
  const written = headers.get("content-type") ?? undefined;
  const mediaType =
    content && (written === undefined ? preferred(content) : covering(content, written));
  if (content !== undefined && mediaType !== undefined && takes(content, mediaType)) {
    const codec = codecOf(content, mediaType) ?? "json";
    const read = codec === "json" ? readJson : operation.readers?.[codec];
    if (read !== undefined)
      return { key, mediaType, ...(await read(response, written ?? mediaType, parse)) };
  }
  return { key, ...(await undeclared(response, written, content, parse)) };
}

const readJson: AnswerReader = async (response, contentType, parse) => {
  const decoded = await readText(response, contentType);
  if (decoded.fault !== undefined) return decoded;
  const { text } = decoded;
  if (text.trim() === "") return { fault: "the answer is empty" };
  try {
    return { value: parse(text) };
  } catch {
    // The parser's message quotes the body.
    return { fault: "the answer is not JSON", text: excerpt(text), passes: true };
  }
};

async function undeclared(
  response: Response,
  written: string | undefined,
  content: ContentDescriptor | undefined,
  parse: JsonText["parse"],
): Promise<Reading> {
  const { text, fault }: Decoded = await readText(response, written, true);
  if (text === "") return { fault: "the answer is empty" };
  const reading = {
    text: excerpt(text),
    fault:
      content === undefined
        ? "the document does not declare this answer"
        : `the answer is ${written === undefined ? "of no known type" : essence(written)}, not ${Object.keys(content).join(" or ")}`,
  };
  try {
    if (fault === undefined && written !== undefined && isJson(written))
      return { ...reading, value: parse(text) };
  } catch {
    // What calls itself JSON and is none is text.
  }
  return reading;
}

function excerpt<Text extends string | undefined>(text: Text): Text {
  return text?.slice(0, EXCERPT) as Text;
}
