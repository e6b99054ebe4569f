import type { BodyDescriptor, BodyEncoder, Codec, OperationInput } from "./descriptor.js";
import { codecOf, covering, isSentAs, preferred } from "./media-type.js";
import { isBytes } from "./part.js";
import { SerializationFault } from "./serialization-fault.js";

/** The request's media type a call chose, or its blob is of, as the document declares it. */
export function chosenMediaType(
  body: BodyDescriptor | undefined,
  input: OperationInput,
): string | undefined {
  if (body === undefined) return undefined;
  const own = typeOf(input.body);
  if (input.contentType === undefined) {
    const fitting = own === undefined ? undefined : covering(body.content, own);
    return fitting ?? preferred(body.content);
  }
  return covering(body.content, input.contentType) ?? input.contentType;
}

/** What a blob says it is; nothing for other values, and for a blob that does not know. */
function typeOf(value: unknown): string | undefined {
  return value instanceof Blob && value.type !== "" ? value.type : undefined;
}

/** Writes a body by its media type's codec, JSON by `json`. Nothing for an absent body. */
export const encodeBody: BodyEncoder = (body, input, json = JSON) => {
  const value = input.body;
  if (value === undefined) return undefined;
  if (value instanceof FormData) return { content: value, replayable: true };
  const declared = chosenMediaType(body, input) ?? "application/json";
  const codec = codecOf(body.content, declared) ?? "json";
  const contentType = concrete(input.contentType ?? ownType(value, declared) ?? declared, codec);
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

/**
 * What a blob says it is, where it is sent as that. Throws a `SerializationFault` where the request
 * takes nothing of the kind: sent under another name, it would not be what it is said to be.
 */
function ownType(value: unknown, declared: string): string | undefined {
  const own = typeOf(value);
  if (own === undefined) return undefined;
  if (covering({ [declared]: "binary" }, own) !== undefined) return own;
  if (isSentAs(own, declared)) return undefined;
  throw new SerializationFault(
    { in: "body" },
    `is ${own}, and ${declared} is sent: give contentType, or a Blob without a type`,
  );
}

/** A wildcard says what may be sent, not what is. */
function concrete(mediaType: string, codec: Codec): string {
  if (!mediaType.includes("*")) return mediaType;
  if (codec === "json") return "application/json";
  if (codec === "multipart") return "multipart/form-data";
  return codec === "text" ? "text/plain" : "application/octet-stream";
}
