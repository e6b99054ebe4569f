import { isSingle } from "./json-value.js";
import type { JsonText, ParameterDescriptor, ParameterStyle } from "./descriptor.js";

/** A value that cannot be written where it belongs. */
export class SerializationFault extends Error {
  readonly parameter: ParameterDescriptor;
  constructor(parameter: ParameterDescriptor, message: string) {
    super(message);
    this.parameter = parameter;
  }
}

type Encode = (text: string) => string;
type Values = Readonly<Record<string, unknown>>;

/**
 * Fills a path's templates. A segment that came out empty, `.` or `..` is refused: URLs are
 * normalised before they are sent, so the call would reach another path.
 */
export function serializePath(
  path: string,
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json: JsonText = JSON,
): string {
  let filled = path;
  for (const parameter of parameters) {
    if (parameter.in !== "path") continue;
    const value = values[parameter.key];
    if (isAbsent(value)) throw new SerializationFault(parameter, "is required");
    const text = write(parameter, value, encode, json).join("");
    if (text === "") throw new SerializationFault(parameter, "must not be empty in a path");
    filled = filled.replaceAll(`{${parameter.key}}`, () => text);
    if (/(?:^|\/)\.\.?(?=\/|$)/.test(filled)) {
      throw new SerializationFault(parameter, 'must not make a path segment "." or ".."');
    }
  }
  return filled;
}

/** A query string without `?`. Keys the document does not declare are written in style `form`. */
export function serializeQuery(
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json: JsonText = JSON,
): string {
  return pairs("query", parameters, values, json).join("&");
}

/** The value of a `Cookie` header; empty when there is none. */
export function serializeCookies(
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json: JsonText = JSON,
): string {
  return pairs("cookie", parameters, values, json).join("; ");
}

/** Header values by name. They are written as they are: percent-encoding means nothing in a header. */
export function serializeHeaders(
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json: JsonText = JSON,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [key, value] of Object.entries(values)) {
    if (isAbsent(value)) continue;
    const parameter = find("header", parameters, key);
    headers[key] = write(parameter, value, (text) => text, json).join(",");
  }
  return headers;
}

function pairs(
  place: "query" | "cookie",
  parameters: readonly ParameterDescriptor[],
  values: Values,
  json: JsonText,
): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (isAbsent(value)) return [];
    const parameter = find(place, parameters, key);
    const encoded = parameter.allowReserved === true ? encodeReserved : encode;
    return write(parameter, value, encoded, json);
  });
}

function find(
  place: ParameterDescriptor["in"],
  parameters: readonly ParameterDescriptor[],
  key: string,
): ParameterDescriptor {
  const declared = parameters.find(
    (parameter) =>
      parameter.in === place &&
      (parameter.key === key ||
        (place === "header" && parameter.key.toLowerCase() === key.toLowerCase())),
  );
  return declared ?? { in: place, key };
}

/**
 * One parameter: the pieces of a path or header, or the pairs of a query or cookie. Members that
 * are objects or arrays themselves have no form in the styles' table; they are written as JSON, and
 * in `deepObject` by further brackets.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#style-examples
 */
function write(
  parameter: ParameterDescriptor,
  value: unknown,
  encoded: Encode,
  json: JsonText,
): string[] {
  const style = parameter.style ?? (isPaired(parameter) ? "form" : "simple");
  const explode = parameter.explode ?? style === "form";
  const name = isPaired(parameter) ? encode(parameter.key) : parameter.key;
  if (parameter.content !== undefined) {
    const text = encoded(parameter.content === "json" ? json.stringify(value) : plain(value, json));
    return [isPaired(parameter) ? `${name}=${text}` : text];
  }
  if (style === "deepObject") return deep(name, value, encoded, json);

  const members = membersOf(value, json);
  if (members === undefined) return [framed(style, name, encoded(plain(value, json)))];
  if (!explode) {
    const flat = members.flatMap(([key, member]) => (key === undefined ? [member] : [key, member]));
    return [framed(style, name, flat.map(encoded).join(DELIMITER[style]))];
  }
  const exploded = members.map(([key, member]) =>
    key === undefined
      ? repeated(style, name, encoded(member))
      : `${encoded(key)}=${encoded(member)}`,
  );
  if (isPaired(parameter)) return exploded;
  const prefix = style === "label" ? "." : style === "matrix" ? ";" : "";
  return exploded.length === 0
    ? [framed(style, name, "")]
    : [prefix + exploded.join(prefix || ",")];
}

/** Between the members of a value that is not exploded. */
const DELIMITER: Record<ParameterStyle, string> = {
  simple: ",",
  label: ",",
  matrix: ",",
  form: ",",
  spaceDelimited: "%20",
  pipeDelimited: "%7C",
  deepObject: ",",
};

/** A value that stands in one piece. */
function framed(style: ParameterStyle, name: string, text: string): string {
  switch (style) {
    case "simple":
      return text;
    case "label":
      return `.${text}`;
    case "matrix":
      return text === "" ? `;${name}` : `;${name}=${text}`;
    default:
      return `${name}=${text}`;
  }
}

function repeated(style: ParameterStyle, name: string, text: string): string {
  if (style === "simple" || style === "label") return text;
  return `${name}=${text}`;
}

/** `a[b]=1`, nested ones `a[b][c]=1`; arrays repeat their key. Brackets are encoded, as a query's grammar wants. */
function deep(name: string, value: unknown, encoded: Encode, json: JsonText): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => deep(name, item, encoded, json));
  if (isAbsent(value)) return [];
  if (!isRecord(value)) return [`${name}=${encoded(plain(value, json))}`];
  return Object.entries(value).flatMap(([key, member]) =>
    deep(`${name}%5B${encode(key)}%5D`, member, encoded, json),
  );
}

/** Items (without key) or properties; absent ones do not count. Nothing for a plain value. */
function membersOf(value: unknown, json: JsonText): [string | undefined, string][] | undefined {
  if (Array.isArray(value)) {
    return value.filter((item) => !isAbsent(item)).map((item) => [undefined, plain(item, json)]);
  }
  if (!isRecord(value)) return undefined;
  return Object.entries(value)
    .filter(([, member]) => !isAbsent(member))
    .map(([key, member]) => [key, plain(member, json)]);
}

function plain(value: unknown, json: JsonText): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  return isRecord(value) ? json.stringify(value) : String(value);
}

/** `null` counts as undefined in a template. @see https://www.rfc-editor.org/rfc/rfc6570#section-2.3 */
function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !isSingle(value);
}

function isPaired(parameter: ParameterDescriptor): boolean {
  return parameter.in === "query" || parameter.in === "cookie";
}

/** Everything but unreserved characters, also those `encodeURIComponent` leaves. @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3 */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Leaves reserved characters and triplets that are encoded already. `#`, `[` and `]` may not stand
 * in a query, `&` would end the pair and `+` be read as a space: those stay encoded.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6570#section-3.2.3
 */
function encodeReserved(text: string): string {
  return encodeURIComponent(text)
    .replace(/%25(?=[0-9A-Fa-f]{2})/g, "%")
    .replace(/%(?:3A|2F|3F|40|24|2C|3B|3D)/g, (triplet) => decodeURIComponent(triplet));
}
