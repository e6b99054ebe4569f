import type { Codec, ContentDescriptor, JsonText, OperationDescriptor } from "./descriptor.js";
import { discard } from "./discard.js";
import {
  charsetOf,
  codecOf,
  covering,
  essence,
  isJson,
  preferred,
  streamOf,
} from "./media-type.js";

/** What an answer's body turned out to be. */
export type Reading =
  | { readonly kind: "none" }
  | { readonly kind: "value"; readonly value: unknown; readonly mediaType: string }
  /** Items that are read as they arrive, and judged then. */
  | { readonly kind: "stream"; readonly value: unknown; readonly mediaType: string }
  /** Not what the document declares; `value` where it was JSON all the same. */
  | {
      readonly kind: "fault";
      readonly reason: string;
      readonly text?: string;
      readonly value?: unknown;
      readonly cause?: unknown;
      /** It may be whole next time: JSON that breaks off. */
      readonly passes?: boolean;
    };

/** The part of `responses` that speaks of a status. */
export interface DeclaredResponse {
  /** `200`, `4XX`, `default`; of several, the one that has the media type (see `declaredResponse`). */
  readonly key: string;
  readonly content: ContentDescriptor;
}

/** How much of a body that could not be parsed is kept, characters. */
const EXCERPT = 4_096;

/** How much is read of a body that is no success, or not of a declared type: bytes. */
const LONGEST_REFUSAL = 2 ** 20;

/**
 * The response an answer's status is declared by: the exact code, its range, `default`. A success
 * the document does not list is read as the success it does list (creating answers 201 where 200
 * was promised, and the like); `default` then speaks of errors.
 */
export function declaredResponse(
  operation: OperationDescriptor,
  response: Response,
): DeclaredResponse | undefined {
  const { responses } = operation;
  const of = (key: string | undefined) => {
    const content = key === undefined ? undefined : responses[key];
    return key === undefined || content === undefined ? undefined : { key, content };
  };
  const status = String(response.status);
  const exact = of(status) ?? of(`${status.charAt(0)}XX`);
  if (exact !== undefined) return exact;
  const successes = response.ok ? Object.keys(responses).filter((key) => key.startsWith("2")) : [];
  if (successes.length === 0) return of("default");
  const type = response.headers.get("content-type") ?? "";
  const fitting = successes.find((key) => covering(responses[key] ?? {}, type) !== undefined);
  return of(fitting ?? successes[0]);
}

/**
 * The `Accept` header: JSON alone where every declared body can be had as JSON. `chosen`: the media
 * type a caller wants; of answers that do not come in it, errors most of all, any other.
 */
export function acceptOf(operation: OperationDescriptor, chosen?: string): string {
  const types = new Set<string>(chosen === undefined ? [] : [chosen]);
  for (const content of Object.values(operation.responses)) {
    if (chosen !== undefined && covering(content, chosen) !== undefined) continue;
    const choice = preferred(content);
    if (choice === undefined) continue;
    if (content[choice] === "json") types.add(choice);
    else for (const type of Object.keys(content)) types.add(type);
  }
  return types.size === 0 ? "*/*" : [...types].join(", ");
}

/** What a caller will take: the media type chosen by `accept`; `any` declared one; else JSON where there is JSON. */
export interface Choice {
  readonly accept?: string | undefined;
  readonly any: boolean;
}

/**
 * Reads a body as the document declares it, and leaves a stream of items unread. Rejects only when
 * the body is lost on its way. `parse` reads JSON.
 */
export async function readAnswer(
  operation: OperationDescriptor,
  response: Response,
  choice: Choice,
  parse: JsonText["parse"] = JSON.parse,
): Promise<Reading> {
  const declared = declaredResponse(operation, response);
  if (operation.method === "head" || response.status === 204 || response.status === 304) {
    return operation.method !== "head" &&
      declared !== undefined &&
      response.status === 204 &&
      response.ok &&
      wantsBody(declared)
      ? { kind: "fault", reason: "the answer has no body" }
      : { kind: "none" };
  }
  if (declared !== undefined && !wantsBody(declared)) {
    await discard(response);
    return { kind: "none" };
  }
  const written = response.headers.get("content-type") ?? undefined;
  const content = declared?.content ?? {};
  const sole = preferred(content);
  const mediaType = written === undefined ? sole : covering(content, written);
  const codec = mediaType === undefined ? undefined : codecOf(content, mediaType);
  if (mediaType === undefined || codec === undefined || !isTaken(content, mediaType, choice)) {
    return undeclared(response, written, declared, parse);
  }
  if (streamOf(content, mediaType) !== undefined) {
    return { kind: "stream", value: response.body, mediaType };
  }
  // Of all multipart types, forms alone can be taken apart by what every platform has.
  if (codec === "multipart" && essence(mediaType) === "multipart/form-data") {
    return form(response, mediaType);
  }
  if (codec === "binary" || codec === "multipart") {
    return { kind: "value", value: await response.blob(), mediaType };
  }
  return parsed(codec, mediaType, await textOf(response, written), parse);
}

function isTaken(content: ContentDescriptor, mediaType: string, { accept, any }: Choice): boolean {
  const chosen = accept === undefined ? undefined : covering(content, accept);
  if (chosen !== undefined) return mediaType === chosen;
  const sole = preferred(content);
  return any || content[mediaType] === "json" || sole === undefined || content[sole] !== "json";
}

function wantsBody(declared: DeclaredResponse): boolean {
  return Object.keys(declared.content).length > 0;
}

/** A text, or why its bytes are none, with what of them is one. */
type Decoded =
  | { readonly text: string; readonly reason?: undefined }
  | { readonly text?: string; readonly reason: string; readonly cause?: unknown };

/** `isBounded`: of a body that is no value, a megabyte is enough. */
async function textOf(
  response: Response,
  contentType: string | undefined,
  isBounded = !response.ok,
): Promise<Decoded> {
  const bytes = isBounded ? await beginningOf(response) : await response.arrayBuffer();
  if (bytes.byteLength > LONGEST_REFUSAL && isBounded) {
    const text = new TextDecoder().decode(bytes.slice(0, EXCERPT));
    return { reason: "the answer has more than a megabyte", text };
  }
  const charset = charsetOf(contentType ?? "") ?? "utf-8";
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes) };
  } catch (cause) {
    return { reason: `the answer is not text in ${charset.slice(0, 40)}`, cause };
  }
}

/** A body's bytes, up to the first chunk too many. */
async function beginningOf({ body }: Response): Promise<ArrayBuffer> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = body?.getReader();
  for (let size = 0; reader !== undefined && size <= LONGEST_REFUSAL;) {
    const { value, done } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  await reader?.cancel();
  return new Blob(chunks).arrayBuffer();
}

function parsed(
  codec: Codec,
  mediaType: string,
  decoded: Decoded,
  parse: JsonText["parse"],
): Reading {
  if (decoded.reason !== undefined) return { kind: "fault", ...decoded };
  const { text } = decoded;
  if (codec === "text") return { kind: "value", value: text, mediaType };
  if (codec === "form") return { kind: "value", value: new URLSearchParams(text), mediaType };
  if (text.trim() === "") return { kind: "fault", reason: "the answer is empty" };
  try {
    return { kind: "value", value: parse(text), mediaType };
  } catch {
    // The parser's message quotes the body.
    const excerpt = text.slice(0, EXCERPT);
    return { kind: "fault", reason: "the answer is not JSON", text: excerpt, passes: true };
  }
}

async function form(response: Response, mediaType: string): Promise<Reading> {
  try {
    return { kind: "value", value: await response.formData(), mediaType };
  } catch (cause) {
    return { kind: "fault", reason: "the answer is not multipart", cause };
  }
}

async function undeclared(
  response: Response,
  written: string | undefined,
  declared: DeclaredResponse | undefined,
  parse: JsonText["parse"],
): Promise<Reading> {
  const { text, reason: unread } = await textOf(response, written, true);
  const wanted = Object.keys(declared?.content ?? {}).join(" or ");
  if (text === "") return { kind: "fault", reason: "the answer is empty" };
  const reason =
    declared === undefined
      ? "the document does not declare this answer"
      : `the answer is ${written === undefined ? "of no known type" : essence(written)}, not ${wanted}`;
  const isWhole = unread === undefined && written !== undefined && isJson(written);
  const json = isWhole && text !== undefined ? tried(text, parse) : undefined;
  return {
    kind: "fault",
    reason,
    ...(text === undefined ? {} : { text: text.slice(0, EXCERPT) }),
    ...(json === undefined ? {} : { value: json }),
  };
}

function tried(text: string, parse: JsonText["parse"]): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
