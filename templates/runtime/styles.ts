import type { JsonText, ParameterStyle } from "./descriptor.js";
import { percentEncoded, type Escape } from "./escapes.js";
import { isSingle } from "./json-value.js";

/** How a value becomes text. */
export interface Writing {
  readonly style: ParameterStyle;
  readonly explode: boolean;
  /** Percent-encoding, unless told otherwise. */
  readonly escape?: Escape;
  /** Writes members that a style has no form for. */
  readonly json?: JsonText;
}

/** A name and a value, both written for their place. */
export type Pair = readonly [name: string, text: string];

/**
 * A value as pairs: of a query, of cookies, of a form. One that is not exploded is one pair; what is
 * absent is none, and an empty list or object counts as absent, as in RFC 6570.
 *
 * Where the table of styles says "n/a", this is what happens: a value that is neither list nor object
 * is written in style `form` whatever the style; exploded `spaceDelimited` and `pipeDelimited` are
 * exploded `form`; members that are lists or objects themselves become JSON, and in `deepObject`
 * further brackets, `a[b][c]=1` and `a[b][0]=1`.
 *
 * @throws RangeError, in words that follow the value's name, for one that could not be read back
 * @see https://spec.openapis.org/oas/v3.2.0#style-examples
 */
export function pairsOf(name: string, value: unknown, writing: Writing): Pair[] {
  const { style, explode, escape = percentEncoded, json = JSON } = writing;
  if (isAbsent(value)) return [];
  const written = escape.name(name);
  const members = membersOf(value, json);
  if (members === undefined) return [[written, escape.text(plain(value, json))]];
  if (style === "deepObject") return deepPairsOf(written, value, escape, json);
  if (explode) {
    return members.map(([key, text]) => [
      key === undefined ? written : escape.name(key),
      escape.text(text),
    ]);
  }
  if (members.length === 0) return [];
  const delimiter = DELIMITERS[style] ?? ",";
  const texts = members.flatMap(([key, text]) => (key === undefined ? [text] : [key, text]));
  if (delimiter !== ",") refuseDelimiter(texts, delimiter);
  return [
    [
      written,
      texts
        .map((text) => escape.text(text, delimiter))
        .join(delimiter === "," ? delimiter : escape.name(delimiter)),
    ],
  ];
}

/** What parts the members of a value that is not exploded; a comma elsewhere. */
const DELIMITERS: { readonly [style in ParameterStyle]?: string } = {
  spaceDelimited: " ",
  pipeDelimited: "|",
};

/** These delimiters are percent-encoded themselves, so that nothing tells them from a value's own. */
function refuseDelimiter(texts: readonly string[], delimiter: string): void {
  if (!texts.some((text) => text.includes(delimiter))) return;
  const called = delimiter === " " ? "a space" : `"${delimiter}"`;
  throw new RangeError(`must not contain ${called}, which parts its values`);
}

/**
 * A value as one text: of a template in a path, of a header. Nothing for what is absent, as an empty
 * list or object is.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#style-examples
 */
export function expansionOf(name: string, value: unknown, writing: Writing): string | undefined {
  const { style, explode, escape = percentEncoded, json = JSON } = writing;
  if (isAbsent(value)) return undefined;
  const matrix = style === "matrix";
  const prefix = matrix ? ";" : style === "label" ? "." : "";
  const separator = explode && prefix !== "" ? prefix : ",";
  const named = (key: string, text: string) => (matrix && text === "" ? key : `${key}=${text}`);
  const written = escape.name(name);
  const members = membersOf(value, json);
  if (members === undefined) {
    const text = escape.text(plain(value, json));
    return prefix + (matrix ? named(written, text) : text);
  }
  if (members.length === 0) return undefined;
  if (!explode) {
    const texts = members.flatMap(([key, text]) => (key === undefined ? [text] : [key, text]));
    const text = texts.map((one) => escape.text(one, ",")).join(",");
    return prefix + (matrix ? `${written}=${text}` : text);
  }
  const texts = members.map(([key, member]) => {
    const text = escape.text(member, `${separator}=`);
    if (key === undefined) return matrix ? named(written, text) : text;
    return named(escape.text(key, `${separator}=`), text);
  });
  return prefix + texts.join(separator);
}

/** A value as pairs of style `deepObject`; `name` is written already. Brackets are encoded, as a query's grammar wants. */
export function deepPairsOf(name: string, value: unknown, escape: Escape, json: JsonText): Pair[] {
  if (isAbsent(value)) return [];
  if (!isRecord(value)) return [[name, escape.text(plain(value, json))]];
  const members = Array.isArray(value) ? value.filter((item) => !isAbsent(item)) : value;
  return Object.entries(members).flatMap(([key, member]) => {
    if (/[[\]]/.test(key))
      throw new RangeError("must not have brackets in the names of its members");
    return deepPairsOf(name + escape.name(`[${key}]`), member, escape, json);
  });
}

/** Items (without key) or properties; absent ones do not count. Nothing for a plain value. */
function membersOf(value: unknown, json: JsonText): [string | undefined, string][] | undefined {
  if (!isRecord(value)) return undefined;
  const keyed = !Array.isArray(value);
  return Object.entries(value)
    .filter(([, member]) => !isAbsent(member))
    .map(([key, member]) => [keyed ? key : undefined, plain(member, json)]);
}

/** A value without members as text; JSON for others. */
export function plain(value: unknown, json: JsonText = JSON): string {
  const text =
    typeof value === "string"
      ? value
      : value instanceof Date
        ? value.toISOString()
        : isRecord(value)
          ? json.stringify(value)
          : String(value);
  if (/\p{Surrogate}/u.test(text)) throw new RangeError("must not contain half a character");
  return text;
}

/** `null` counts as undefined in a template. @see https://www.rfc-editor.org/rfc/rfc6570#section-2.3 */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** True for what has members: objects and lists. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !isSingle(value);
}
