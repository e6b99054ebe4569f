import type { BodyDescriptor, Codec, JsonText, OperationInput } from "./descriptor.js";
import { isItems, writeItems } from "./json-lines.js";
import { codecOf, covering, preferred } from "./media-type.js";
import { isBytes } from "./part.js";

/** A body ready to be sent. */
export interface EncodedBody {
  readonly content: NonNullable<RequestInit["body"]>;
  /** Absent where the caller made a `FormData`: `fetch` writes it then, with a boundary. */
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
  const own = value instanceof Blob && value.type !== "" ? value.type : undefined;
  const wanted = input.contentType ?? (declared.includes("*") ? own : undefined) ?? declared;
  const contentType = concrete(wanted, codec);
  if (isBytes(value) || value instanceof URLSearchParams) {
    // `fetch` says itself that it takes no shared memory, which the type of bytes does not tell.
    const content = value as BodyInit;
    return { content, contentType, replayable: !(value instanceof ReadableStream) };
  }
  switch (codec) {
    case "json":
      return { content: json.stringify(value), contentType, replayable: true };
    case "form":
    case "multipart": {
      const write = body?.writers?.[codec];
      if (write === undefined) throw new TypeError(`nothing writes ${declared}`);
      const written = write(contentType, value, body?.encoding?.[declared], json);
      return { ...written, replayable: !(written.content instanceof ReadableStream) };
    }
    case "text":
    case "binary":
    case "events":
    case "lines":
    case "sequence": {
      const content = typeof value === "string" ? value : json.stringify(value);
      return { content, contentType, replayable: true };
    }
    default:
      return codec satisfies never;
  }
}

/** A wildcard says what may be sent, not what is. */
function concrete(mediaType: string, codec: Codec): string {
  if (!mediaType.includes("*")) return mediaType;
  if (codec === "json") return "application/json";
  if (codec === "multipart") return "multipart/form-data";
  return codec === "text" ? "text/plain" : "application/octet-stream";
}
