import type { Json, JsonObject } from "../model/json.js";
import type { MediaType, Parameter, ParameterStyle } from "../model/model.js";
import { child } from "../model/pointer.js";
import type { Pointer } from "../model/schema.js";
import { flagOf, isObject, listOf, member, objectOf, textOf } from "./access.js";
import { codecOf } from "../model/media-types.js";
import { withSuffixes } from "./body-names.js";
import { docsOf, examplesOf } from "./docs.js";
import { eventReadingOf } from "../document/event-streams.js";
import { isQueryString } from "../document/query-strings.js";
import { encodingsOf } from "./encodings.js";
import type { Reading } from "./reading.js";
import { styleNamed } from "./styles.js";

/** @see https://spec.openapis.org/oas/v3.1.0#style-values */
const DEFAULT_STYLE = { path: "simple", query: "form", header: "simple", cookie: "form" } as const;

/** Headers that are said elsewhere in OpenAPI; a parameter of that name shall be ignored. */
const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

/**
 * An operation's parameters: the path item's, each replaced by the operation's own of the same name
 * and place.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#path-item-object
 */
export function parametersOf(
  reading: Reading,
  lists: readonly (readonly [Json | undefined, Pointer])[],
): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const [list, pointer] of lists) {
    listOf(list).forEach((written, index) => {
      const [value, at] = reading.follow(written, child(pointer, index));
      const parameter = isObject(value) ? parameterOf(reading, value, at) : undefined;
      if (parameter !== undefined) parameters.set(`${parameter.in} ${parameter.key}`, parameter);
    });
  }
  return [...parameters.values()];
}

/** @see https://spec.openapis.org/oas/v3.1.0#parameter-object */
function parameterOf(
  reading: Reading,
  source: JsonObject,
  pointer: Pointer,
): Parameter | undefined {
  const place = textOf(member(source, "in"));
  const key = textOf(member(source, "name"));
  if (key === undefined) return undefined;
  if (place === "querystring") {
    if (!isQueryString(source)) return undefined;
    const required = flagOf(member(source, "required")) ?? false;
    return { in: "query", key, required, ...valueOf(reading, source, pointer, place) };
  }
  if (!isPlace(place)) return undefined;
  if (place === "header" && IGNORED_HEADERS.has(key.toLowerCase())) return undefined;
  return {
    in: place,
    key,
    required: place === "path" || (flagOf(member(source, "required")) ?? false),
    ...valueOf(reading, source, pointer, DEFAULT_STYLE[place]),
  };
}

/** A response's headers. @see https://spec.openapis.org/oas/v3.1.0#header-object */
export function headersOf(
  reading: Reading,
  headers: Json | undefined,
  pointer: Pointer,
): Parameter[] {
  return Object.entries(objectOf(headers)).flatMap(([key, written]) => {
    const [source, at] = reading.follow(written, child(pointer, key));
    if (!isObject(source) || key.toLowerCase() === "content-type") return [];
    const required = flagOf(member(source, "required")) ?? false;
    return [{ in: "header", key, required, ...valueOf(reading, source, at, "simple") } as const];
  });
}

type ParameterValue = Omit<Parameter, "in" | "key" | "required">;

function valueOf(
  reading: Reading,
  source: JsonObject,
  pointer: Pointer,
  defaultStyle: ParameterStyle,
): ParameterValue {
  return reading.once(defaultStyle, source, pointer, () =>
    valueAt(reading, source, pointer, defaultStyle),
  );
}

function valueAt(
  reading: Reading,
  source: JsonObject,
  pointer: Pointer,
  defaultStyle: ParameterStyle,
): ParameterValue {
  const style = styleNamed(member(source, "style")) ?? defaultStyle;
  const [content] = contentOf(reading, member(source, "content"), child(pointer, "content"));
  return {
    pointer,
    docs: docsOf(source),
    style,
    explode: flagOf(member(source, "explode")) ?? (style === "form" || style === "cookie"),
    allowReserved: flagOf(member(source, "allowReserved")) ?? false,
    value:
      content === undefined
        ? { schema: reading.schema(child(pointer, "schema"), member(source, "schema") ?? {}) }
        : { content },
    examples: examplesOf(source, pointer, reading.follow),
  };
}

/** `content` of a body, a response or a parameter. @see https://spec.openapis.org/oas/v3.1.0#media-type-object */
export function contentOf(
  reading: Reading,
  content: Json | undefined,
  pointer: Pointer,
): MediaType[] {
  const read = Object.entries(objectOf(content)).map(([type, written]): MediaType => {
    const [value, at] = reading.follow(written, child(pointer, type));
    const source = objectOf(value);
    const schema = member(source, "schema");
    const codec = codecOf(type);
    const encodings =
      codec === "form" || codec === "multipart"
        ? encodingsOf(reading, source, at, codec, headersOf)
        : {};
    return {
      pointer: at,
      type,
      codec,
      ...(codec === "events" ? { events: eventReadingOf(source) } : {}),
      ...(schema === undefined ? {} : { schema: reading.schema(child(at, "schema"), schema) }),
      ...encodings,
      examples: examplesOf(source, at, reading.follow, codec),
    };
  });
  return read.length < 2 ? read : withSuffixes(read);
}

function isPlace(place: string | undefined): place is Parameter["in"] {
  return place === "path" || place === "query" || place === "header" || place === "cookie";
}
