import type { BodyWriter, EncodingDescriptor, JsonText } from "./descriptor.js";
import { percentEncoded, reserved, verbatim } from "./escapes.js";
import { isJson } from "./media-type.js";
import { isSingle } from "./json-value.js";
import { encodingOf } from "./part.js";
import { writtenAt } from "./serialization-fault.js";
import { isAbsent, pairsOf, plain, type Pair } from "./styles.js";

/**
 * A form's body, `name=text&…`. Where the document says a style for a property, that writes it; else
 * lists repeat their name, and objects are JSON.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#encoding-object
 */
export const writeForm: BodyWriter = (contentType, value, encodings = {}, json) => {
  const pairs = membersOf(value).flatMap(([key, member]) =>
    formPairs(key, member, encodingOf(encodings, key), json),
  );
  return { content: pairs.map((pair) => pair.join("=")).join("&"), contentType };
};

/** One property of a form, encoded. */
export function formPairs(
  key: string,
  value: unknown,
  encoding: EncodingDescriptor = {},
  json?: JsonText,
): Pair[] {
  return writtenAt({ in: "body", key }, () => {
    if (isStyled(encoding)) {
      const escape = encoding.allowReserved === true ? reserved.query : percentEncoded;
      return pairsOf(key, value, { ...styleOf(encoding), escape, ...(json && { json }) });
    }
    return plainPairs(key, value, encoding, json).map(([name, text]) => [
      formEncoded(name),
      formEncoded(text),
    ]);
  });
}

/** One property of a form, nothing of it escaped, as multipart forms have it. */
export function plainPairs(
  key: string,
  value: unknown,
  encoding: EncodingDescriptor = {},
  json?: JsonText,
): Pair[] {
  return isStyled(encoding)
    ? pairsOf(key, value, { ...styleOf(encoding), escape: verbatim, ...(json && { json }) })
    : itemsOf(value).map((item) => [key, contentText(item, encoding.contentType, json)]);
}

/** True where the document says a style, so that media types count for nothing. */
export function isStyled({ style, explode, allowReserved }: EncodingDescriptor): boolean {
  return style !== undefined || explode !== undefined || allowReserved !== undefined;
}

function styleOf({ style = "form", explode = style === "form" }: EncodingDescriptor) {
  return { style, explode };
}

/** A value as text of a media type: JSON where that is meant, or where it has members. */
export function contentText(
  value: unknown,
  mediaType: string | undefined,
  json: JsonText = JSON,
): string {
  if (mediaType !== undefined && isJson(mediaType)) return json.stringify(value);
  const hasMembers = typeof value === "object" && value !== null && !isSingle(value);
  if (hasMembers && mediaType !== undefined) {
    throw new RangeError(`must be text: how to write it as ${mediaType} is not known`);
  }
  return plain(value, json);
}

/** The members of an object that are there. */
export function membersOf(value: unknown): [string, NonNullable<unknown>][] {
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return members.filter((member): member is [string, NonNullable<unknown>] => !isAbsent(member[1]));
}

/** Several values of one name, or one. */
export function itemsOf(value: unknown): unknown[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter((item) => !isAbsent(item));
}

/** @see https://url.spec.whatwg.org/#concept-urlencoded-serializer */
function formEncoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}
