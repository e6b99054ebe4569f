import type {
  JsonText,
  ParameterDescriptor,
  ParameterLocation,
  ParameterWriter,
} from "./descriptor.js";
import { percentEncode } from "./escapes.js";
import { SerializationFault, writtenAt } from "./serialization-fault.js";
import { isAbsent, isRecord, plain, type Pair } from "./styles.js";

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
  let latest: ParameterDescriptor | undefined;
  const filled = path.replace(/\{([^{}]*)\}/g, (_, key: string) => {
    latest = find("path", parameters, key);
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    const text = textOf(latest, value, json);
    if (text) return text;
    const fault = isAbsent(value) ? "is required" : "must not be empty in a path";
    throw new SerializationFault(latest, fault);
  });
  if (latest !== undefined && /(?:^|\/)(?:\.|%2e){1,2}(?=\/|$)/i.test(filled))
    throw new SerializationFault(latest, 'must not make a path segment "." or ".."');
  return filled;
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
): Record<string, string | undefined> {
  const headers = Object.create(null) as Record<string, string | undefined>;
  for (const key in values)
    headers[key] = textOf(find("header", parameters, key), values[key], json);
  return headers;
}

/** The pairs of one query or cookie parameter. */
export function pairsFor(
  parameter: ParameterDescriptor,
  value: unknown,
  json: JsonText = JSON,
): ReturnType<ParameterWriter> {
  if (isAbsent(value)) return [];
  const write = parameter.write ?? writeUsually;
  return writtenAt(parameter, () => write(parameter, value, json));
}

/** What stands for a path parameter's template, or as a header's value; nothing for an empty list or object. */
export function textOf(
  parameter: ParameterDescriptor,
  value: unknown,
  json?: JsonText,
): string | undefined {
  return pairsFor(parameter, value, json)[0]?.[1];
}

/**
 * The styles that go without saying, `form` exploded and `simple` that is not; headers are passed on
 * unchanged. All other styles come with the parameter, as its `write`.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#parameter-style
 */
export const writeUsually: ParameterWriter = ({ in: place, key }, value, json) => {
  const escape = place === "header" ? String : percentEncode;
  const name = escape(key);
  const text = (member: unknown) => escape(plain(member, json));
  if (!isRecord(value)) return [[name, text(value)]];
  const pairs = Object.entries(value).flatMap(([inner, member]): Pair[] =>
    isAbsent(member) ? [] : [[Array.isArray(value) ? name : escape(inner), text(member)]],
  );
  if (place === "query" || place === "cookie" || pairs.length === 0) return pairs;
  return [[name, (Array.isArray(value) ? pairs.map(([, one]) => one) : pairs.flat()).join(",")]];
};

function pairsIn(
  place: "query" | "cookie",
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json: JsonText | undefined,
): string[] {
  return Object.entries(values).flatMap(([key, value]) =>
    pairsFor(find(place, parameters, key), value, json).map((pair) => pair.join("=")),
  );
}

function find(
  place: ParameterLocation,
  parameters: readonly ParameterDescriptor[],
  key: string,
): ParameterDescriptor {
  const cased = (name: string) => (place === "header" ? name.toLowerCase() : name);
  return (
    parameters.find((one) => one.in === place && cased(one.key) === cased(key)) ?? {
      in: place,
      key,
    }
  );
}
