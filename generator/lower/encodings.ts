import type { Json, JsonObject } from "../model/json.js";
import { isMultipart } from "../model/media-types.js";
import type { Encoding, Parameter, PartEncodings } from "../model/model.js";
import { child } from "../model/pointer.js";
import type { Pointer } from "../model/schema.js";
import { flagOf, isObject, listOf, member, objectOf, present, recordOf, textOf } from "./access.js";
import type { Reading } from "./reading.js";
import { styleNamed } from "./styles.js";

/** Reads the headers of a part. */
type HeadersOf = (reading: Reading, headers: Json | undefined, pointer: Pointer) => Parameter[];

type Placed = readonly [value: Json | undefined, at: Pointer];

/**
 * The encodings of a form or a multipart body, by property, and by position of a list of parts. Parts
 * that are bytes by their schema say so, since a value of text does not; a file's own media type wins
 * over that. `owner`: the media type, or the encoding of a part that is multipart itself.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#encoding-usage-and-restrictions
 */
export function encodingsOf(
  reading: Reading,
  owner: JsonObject,
  pointer: Pointer,
  codec: "form" | "multipart",
  headersOf: HeadersOf,
  [written, place]: Placed = [member(owner, "schema"), child(pointer, "schema")],
): PartEncodings {
  const [value, at] = reading.follow(written, place);
  const schema = objectOf(isObject(value) ? value : undefined);
  const read = (token: readonly (string | number)[], of: Placed): Encoding | undefined => {
    const source = token.reduce<Json | undefined>(
      (found, key) => (typeof key === "number" ? listOf(found)[key] : member(objectOf(found), key)),
      owner,
    );
    if (source !== undefined)
      return encodingOf(reading, objectOf(source), child(pointer, ...token), codec, headersOf, of);
    const type = codec === "multipart" ? typeOfBytes(reading, ...reading.follow(...of)) : undefined;
    return type === undefined ? undefined : { contentType: `${type}, */*`, headers: [] };
  };
  return present({
    encoding: byProperty(owner, schema, at, read),
    positions: codec === "multipart" ? byPosition(owner, schema, at, read) : undefined,
  });
}

type Read = (tokens: readonly (string | number)[], schema: Placed) => Encoding | undefined;

function byProperty(
  owner: JsonObject,
  schema: JsonObject,
  at: Pointer,
  read: Read,
): PartEncodings["encoding"] {
  const properties = objectOf(member(schema, "properties"));
  const written = Object.keys(objectOf(member(owner, "encoding")));
  const keys = new Set([...written, ...Object.keys(properties)]);
  const telling = [...keys].flatMap((key) => {
    const place = child(at, "properties", key);
    const one = read(["encoding", key], [member(properties, key), place]);
    return one === undefined || isPlain(one) ? [] : [[key, one] as const];
  });
  return telling.length === 0 ? undefined : recordOf(telling);
}

function byPosition(
  owner: JsonObject,
  schema: JsonObject,
  at: Pointer,
  read: Read,
): PartEncodings["positions"] {
  const prefix = listOf(member(schema, "prefixItems"));
  const count = Math.max(listOf(member(owner, "prefixEncoding")).length, prefix.length);
  const rest: Placed = [member(schema, "items"), child(at, "items")];
  const items = Array.from({ length: count }, (_, index) => {
    const own: Placed = [prefix[index], child(at, "prefixItems", index)];
    return read(["prefixEncoding", index], index < prefix.length ? own : rest) ?? PLAIN;
  });
  const all = [...items, read(["itemEncoding"], rest) ?? PLAIN];
  return all.every(isPlain) ? undefined : all;
}

const PLAIN: Encoding = { headers: [] };

function isPlain({ contentType, style, headers, inside }: Encoding): boolean {
  return (contentType ?? style ?? headers[0] ?? inside) === undefined;
}

function encodingOf(
  reading: Reading,
  source: JsonObject,
  pointer: Pointer,
  codec: "form" | "multipart",
  headersOf: HeadersOf,
  schema: Placed,
): Encoding {
  const [style, explode, allowReserved] = ["style", "explode", "allowReserved"].map((field) =>
    member(source, field),
  );
  const named = styleNamed(style) ?? "form";
  const isStyled = [style, explode, allowReserved].some((value) => value !== undefined);
  const contentType = isStyled ? undefined : textOf(member(source, "contentType"));
  const isNested = codec === "multipart" && isMultipart(contentType);
  return present({
    contentType,
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
    inside: isNested ? insideOf(reading, source, pointer, headersOf, schema) : undefined,
  });
}

/**
 * The parts of a part. A list is one part that has them by position, unless they are told by name:
 * then each of its items is a part.
 */
function insideOf(
  reading: Reading,
  source: JsonObject,
  pointer: Pointer,
  headersOf: HeadersOf,
  written: Placed,
): PartEncodings {
  const [schema, at] = reading.follow(...written);
  const isList = isObject(schema) && member(schema, "type") === "array";
  const isNamed = member(source, "encoding") !== undefined;
  const parts: Placed =
    isList && isNamed ? [member(schema, "items"), child(at, "items")] : [schema, at];
  const told = encodingsOf(reading, source, pointer, "multipart", headersOf, parts);
  return isList && !isNamed ? { positions: [PLAIN], ...told } : told;
}

/**
 * The media type of what is bytes by its schema, or a list of them.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#working-with-binary-data
 */
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
