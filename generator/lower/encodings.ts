import type { Json, JsonObject } from "../model/json.js";
import type { Encoding, Parameter } from "../model/model.js";
import { child } from "../model/pointer.js";
import type { Pointer } from "../model/schema.js";
import { flagOf, isObject, listOf, member, objectOf, present, recordOf, textOf } from "./access.js";
import type { Reading } from "./reading.js";
import { styleNamed } from "./styles.js";

/** Reads the headers of a part. */
type HeadersOf = (reading: Reading, headers: Json | undefined, pointer: Pointer) => Parameter[];

/**
 * The encodings of a form or a multipart body, by property. Parts that are bytes by their schema say
 * so, since a value of text does not; a file's own media type wins over that.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#encoding-object
 */
export function encodingsOf(
  reading: Reading,
  mediaType: JsonObject,
  pointer: Pointer,
  codec: "form" | "multipart",
  headersOf: HeadersOf,
): { readonly [property: string]: Encoding } | undefined {
  const written = objectOf(member(mediaType, "encoding"));
  const schema = member(mediaType, "schema");
  const binary = codec === "multipart" ? bytesIn(reading, schema, child(pointer, "schema")) : [];
  const encodings: (readonly [string, Encoding])[] = [
    ...Object.entries(written).map(([property, encoding]) => {
      const at = child(pointer, "encoding", property);
      return [property, encodingOf(reading, objectOf(encoding), at, codec, headersOf)] as const;
    }),
    ...binary
      .filter(([property]) => !Object.hasOwn(written, property))
      .map(([property, type]) => [property, { contentType: `${type}, */*`, headers: [] }] as const),
  ];
  const telling = encodings.filter(
    ([, { contentType, style, headers }]) => contentType ?? style ?? headers[0],
  );
  return telling.length === 0 ? undefined : recordOf(telling);
}

function encodingOf(
  reading: Reading,
  source: JsonObject,
  pointer: Pointer,
  codec: "form" | "multipart",
  headersOf: HeadersOf,
): Encoding {
  const [style, explode, allowReserved] = ["style", "explode", "allowReserved"].map((field) =>
    member(source, field),
  );
  const named = styleNamed(style) ?? "form";
  const isStyled = [style, explode, allowReserved].some((value) => value !== undefined);
  return present({
    contentType: isStyled ? undefined : textOf(member(source, "contentType")),
    style: isStyled
      ? {
          style: named,
          explode: flagOf(explode) ?? named === "form",
          allowReserved: flagOf(allowReserved) ?? false,
        }
      : undefined,
    headers:
      codec === "multipart"
        ? headersOf(reading, member(source, "headers"), child(pointer, "headers"))
        : [],
  });
}

/** The properties that hold bytes, or lists of them, with the media type of these. */
function bytesIn(
  reading: Reading,
  written: Json | undefined,
  pointer: Pointer,
): (readonly [string, string])[] {
  const [schema, at] = reading.follow(written, pointer);
  return Object.entries(objectOf(isObject(schema) ? member(schema, "properties") : undefined))
    .map(([property, value]) => {
      const [source, place] = reading.follow(value, child(at, "properties", property));
      return [property, typeOfBytes(reading, source, place)] as const;
    })
    .filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
}

/** @see https://spec.openapis.org/oas/v3.2.0#working-with-binary-data */
function typeOfBytes(reading: Reading, source: Json, pointer: Pointer): string | undefined {
  if (!isObject(source)) return undefined;
  const type = member(source, "type");
  if (type === "array") {
    const [items, at] = reading.follow(member(source, "items"), child(pointer, "items"));
    return isObject(items) && member(items, "type") === "array"
      ? undefined
      : typeOfBytes(reading, items, at);
  }
  const isText = type === undefined || [type, ...listOf(type)].includes("string");
  if (!isText) return undefined;
  const encoded = member(source, "contentEncoding") !== undefined;
  const media = textOf(member(source, "contentMediaType"));
  if (!encoded && media !== undefined && !/^text\/|json$|xml$/.test(media)) return media;
  return encoded || member(source, "format") === "binary" ? "application/octet-stream" : undefined;
}
