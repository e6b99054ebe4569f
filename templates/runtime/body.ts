import type { BodyDescriptor, Codec, JsonText, OperationInput } from "./descriptor.js";
import { isSingle } from "./json-value.js";
import { isItems, writeItems } from "./json-lines.js";
import { codecOf, covering, preferred } from "./media-type.js";

/** A body ready to be sent. */
export interface EncodedBody {
  readonly content: NonNullable<RequestInit["body"]>;
  /** Absent where `fetch` writes it itself, with a boundary. */
  readonly contentType?: string;
  /** False for a stream, which is gone once sent. */
  readonly replayable: boolean;
}

/** The request's media type a call chose, as the document declares it. */
export function chosenMediaType(
  body: BodyDescriptor | undefined,
  input: OperationInput,
): string | undefined {
  if (body === undefined) return undefined;
  if (input.contentType === undefined) return preferred(body.content);
  return covering(body.content, input.contentType) ?? input.contentType;
}

/** Writes a body by its media type's codec, JSON by `json`. Nothing for an absent body. */
export function encodeBody(
  body: BodyDescriptor | undefined,
  input: OperationInput,
  json: JsonText = JSON,
): EncodedBody | undefined {
  const value = input.body;
  if (value === undefined) return undefined;
  const declared = chosenMediaType(body, input) ?? "application/json";
  const codec = codecOf(body?.content ?? {}, declared) ?? "json";
  if ((codec === "lines" || codec === "sequence") && isItems(value)) {
    const content = writeItems(value, codec, json);
    return { content, contentType: declared, replayable: typeof content === "string" };
  }
  if (value instanceof FormData) return { content: value, replayable: true };
  if (value instanceof ReadableStream) {
    return {
      content: value,
      contentType: concrete(input.contentType ?? declared, codec),
      replayable: false,
    };
  }
  const content = isRaw(value) ? value : encode(codec, value, json);
  if (content instanceof FormData) return { content, replayable: true };
  const own = value instanceof Blob && value.type !== "" ? value.type : undefined;
  const wanted = input.contentType ?? (declared.includes("*") ? own : undefined) ?? declared;
  return { content, contentType: concrete(wanted, codec), replayable: true };
}

function encode(codec: Codec, value: unknown, json: JsonText): NonNullable<RequestInit["body"]> {
  switch (codec) {
    case "json":
      return json.stringify(value);
    case "form":
      return formOf(value, json);
    case "multipart":
      return partsOf(value, json);
    case "text":
    case "binary":
    case "events":
    case "lines":
    case "sequence":
      return typeof value === "string" ? value : json.stringify(value);
    default:
      return codec satisfies never;
  }
}

/** Arrays repeat their key; objects become JSON. @see https://spec.openapis.org/oas/v3.1.0#encoding-object */
function formOf(value: unknown, json: JsonText): URLSearchParams {
  const form = new URLSearchParams();
  for (const [key, item] of entriesOf(value)) form.append(key, textOf(item, json));
  return form;
}

/** Arrays become several parts; bytes a file; objects a part of JSON. */
function partsOf(value: unknown, json: JsonText): FormData {
  const form = new FormData();
  for (const [key, item] of entriesOf(value)) {
    if (item instanceof Blob) form.append(key, item);
    else if (item instanceof ArrayBuffer || isBytes(item)) form.append(key, new Blob([item]));
    else if (typeof item === "object" && !isSingle(item)) {
      form.append(key, new Blob([json.stringify(item)], { type: "application/json" }));
    } else form.append(key, textOf(item, json));
  }
  return form;
}

function entriesOf(value: unknown): [string, NonNullable<unknown>][] {
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return members.flatMap(([key, member]: [string, unknown]) =>
    (Array.isArray(member) ? (member as unknown[]) : [member]).flatMap(
      (item): [string, NonNullable<unknown>][] =>
        item === undefined || item === null ? [] : [[key, item]],
    ),
  );
}

function textOf(value: NonNullable<unknown>, json: JsonText): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && !isSingle(value)
    ? json.stringify(value)
    : String(value as string | number);
}

function isRaw(
  value: unknown,
): value is Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | URLSearchParams {
  return (
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    value instanceof URLSearchParams ||
    isBytes(value)
  );
}

function isBytes(value: unknown): value is Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(value);
}

/** A wildcard says what may be sent, not what is. */
function concrete(mediaType: string, codec: Codec): string {
  if (!mediaType.includes("*")) return mediaType;
  if (codec === "json") return "application/json";
  return codec === "text" ? "text/plain" : "application/octet-stream";
}
