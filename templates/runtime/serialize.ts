import type { JsonText, ParameterDescriptor, ParameterLocation } from "./descriptor.js";
import { percentEncoded, reserved, verbatim, type Escape } from "./escapes.js";
import { SerializationFault, writtenAt } from "./serialization-fault.js";
import { expansionOf, isAbsent, pairsOf, plain, type Pair, type Writing } from "./styles.js";

type Values = Readonly<Record<string, unknown>>;

/**
 * Fills a path's templates. A segment that came out empty, `.` or `..` is refused: URLs are
 * normalised before they are sent, so the call would reach another path.
 *
 * @throws SerializationFault for a value that has no place in a path
 */
export function serializePath(
  path: string,
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json?: JsonText,
): string {
  const declared = new Map(parameters.filter(isIn("path")).map((one) => [one.key, one]));
  let latest: ParameterDescriptor | undefined;
  const filled = path.split(/\{([^{}]*)\}/).map((part, index) => {
    const parameter = index % 2 === 1 ? declared.get(part) : undefined;
    if (parameter === undefined) return index % 2 === 1 ? `{${part}}` : part;
    latest = parameter;
    const value = ownValue(values, part);
    if (isAbsent(value)) throw new SerializationFault(parameter, "is required");
    const text = textOf(parameter, value, json) ?? "";
    if (text === "") throw new SerializationFault(parameter, "must not be empty in a path");
    return text;
  });
  if (latest !== undefined && /(?:^|\/)(?:\.|%2e){1,2}(?=\/|$)/i.test(filled.join(""))) {
    throw new SerializationFault(latest, 'must not make a path segment "." or ".."');
  }
  return filled.join("");
}

/** A query string without `?`. Keys the document does not declare are written in style `form`. */
export function serializeQuery(
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json?: JsonText,
): string {
  return pairsIn("query", parameters, values, json).join("&");
}

/** The value of a `Cookie` header; empty when there is none. */
export function serializeCookies(
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json?: JsonText,
): string {
  return pairsIn("cookie", parameters, values, json).join("; ");
}

/** Header values by name, as callers write the name. */
export function serializeHeaders(
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json?: JsonText,
): Record<string, string> {
  const headers = Object.entries(values).flatMap(([key, value]) => {
    if (isAbsent(value)) return [];
    const text = textOf(find("header", parameters, key), value, json);
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(headers);
}

/** The pairs of one query or cookie parameter. */
export function pairsFor(parameter: ParameterDescriptor, value: unknown, json?: JsonText): Pair[] {
  return writtenAt(parameter, () => {
    const writing = writingOf(parameter, json);
    const pairs: Pair[] =
      parameter.content === undefined
        ? pairsOf(parameter.key, value, writing)
        : [[writing.escape.name(parameter.key), contentOf(parameter, value, writing)]];
    if (parameter.in === "cookie") pairs.flat().forEach(refuseCookie);
    return pairs;
  });
}

/** What stands for a path parameter's template, or as a header's value; nothing for an empty list or object. */
export function textOf(
  parameter: ParameterDescriptor,
  value: unknown,
  json?: JsonText,
): string | undefined {
  return writtenAt(parameter, () => {
    const writing = writingOf(parameter, json);
    const text =
      parameter.content === undefined
        ? expansionOf(parameter.key, value, writing)
        : contentOf(parameter, value, writing);
    if (parameter.in === "header" && /[^\t\x20-\x7e\x80-\xff]/.test(text ?? "")) {
      throw new RangeError("has characters that a header cannot carry");
    }
    return text;
  });
}

function pairsIn(
  place: "query" | "cookie",
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json: JsonText | undefined,
): string[] {
  return Object.entries(values).flatMap(([key, value]) =>
    isAbsent(value)
      ? []
      : pairsFor(find(place, parameters, key), value, json).map((pair) => pair.join("=")),
  );
}

function find(
  place: ParameterLocation,
  parameters: readonly ParameterDescriptor[],
  key: string,
): ParameterDescriptor {
  const declared = parameters.filter(isIn(place));
  return (
    declared.find((parameter) => parameter.key === key) ??
    (place === "header"
      ? declared.find((parameter) => parameter.key.toLowerCase() === key.toLowerCase())
      : undefined) ?? { in: place, key }
  );
}

function isIn(place: ParameterLocation): (parameter: ParameterDescriptor) => boolean {
  return (parameter) => parameter.in === place;
}

/** The defaults of the specification. @see https://spec.openapis.org/oas/v3.2.0#parameter-style */
function writingOf(parameter: ParameterDescriptor, json: JsonText | undefined) {
  const isPaired = parameter.in === "query" || parameter.in === "cookie";
  const style = parameter.style ?? (isPaired ? "form" : "simple");
  const explode = parameter.explode ?? (style === "form" || style === "cookie");
  return {
    style,
    explode,
    escape: escapeOf(parameter),
    ...(json === undefined ? {} : { json }),
  } satisfies Writing;
}

/** Headers, and cookies of their own style, are passed on unchanged. @see https://spec.openapis.org/oas/v3.2.0#fixed-fields-for-use-with-schema */
function escapeOf({ in: place, style, allowReserved }: ParameterDescriptor): Escape {
  if (place === "header" || style === "cookie") return verbatim;
  return allowReserved === true ? reserved[place] : percentEncoded;
}

/** A parameter to which the document gives a media type instead of a style. */
function contentOf(
  { content }: ParameterDescriptor,
  value: unknown,
  { escape = percentEncoded, json = JSON }: Writing,
): string {
  return escape.text(content === "json" ? plain(json.stringify(value), json) : plain(value, json));
}

/** What would end a cookie, or cannot stand in a header. @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1 */
function refuseCookie(text: string): void {
  if (/[^\x20-\x3a\x3c-\x7e]/.test(text)) {
    throw new RangeError("has characters that a cookie cannot carry: give it in escaped form");
  }
}

/** Not what every object inherits: `constructor` may be the name of a parameter. */
function ownValue(values: Values, key: string): unknown {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
