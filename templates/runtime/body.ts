import type { BodyDescriptor, BodyEncoder, Codec, OperationInput } from "./descriptor.js";
import { codecOf, covering, preferred } from "./media-type.js";
import { isBytes } from "./part.js";

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
export const encodeBody: BodyEncoder = (body, input, json = JSON) => {
  const value = input.body;
  if (value === undefined) return undefined;
  if (value instanceof FormData) return { content: value, replayable: true };
  const declared = chosenMediaType(body, input) ?? "application/json";
  const codec = codecOf(body.content, declared) ?? "json";
  const own = value instanceof Blob && value.type !== "" ? value.type : undefined;
  const wanted = input.contentType ?? (declared.includes("*") ? own : undefined) ?? declared;
  const contentType = concrete(wanted, codec);
  if (isBytes(value) || value instanceof URLSearchParams) {
    // `fetch` says itself that it takes no shared memory, which the type of bytes does not tell.
    const content = value as BodyInit;
    return { content, contentType, replayable: !(value instanceof ReadableStream) };
  }
  const write = body.writers?.[codec];
  if (write !== undefined) {
    const written = write(contentType, value, body.encoding?.[declared], json);
    return { ...written, replayable: !(written.content instanceof ReadableStream) };
  }
  const isText = codec !== "json" && typeof value === "string";
  return { content: isText ? value : json.stringify(value), contentType, replayable: true };
};

/** A wildcard says what may be sent, not what is. */
function concrete(mediaType: string, codec: Codec): string {
  if (!mediaType.includes("*")) return mediaType;
  if (codec === "json") return "application/json";
  if (codec === "multipart") return "multipart/form-data";
  return codec === "text" ? "text/plain" : "application/octet-stream";
}
