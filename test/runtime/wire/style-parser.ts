import type { ParameterLocation, ParameterStyle } from "../../../templates/runtime/descriptor.js";

/*
 * Reads parameters off a request, written from the specification's table of styles and RFC 3986 alone:
 * it shares no code with what wrote them.
 *
 * https://spec.openapis.org/oas/v3.2.0#style-examples
 */

/** A request as it came off the socket. */
export interface RawRequest {
  /** Path and query, nothing decoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A parameter with what its reader knows of its type. */
export interface Expected {
  readonly in: ParameterLocation;
  readonly key: string;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly type: "primitive" | "array" | "object";
}

export type Texts = string | readonly Texts[] | { readonly [key: string]: Texts };

/** The value of a parameter, its leaves as text; undefined where it was not sent. */
export function parameterOf(
  expected: Expected,
  request: RawRequest,
  template = "/{color}",
): Texts | undefined {
  const [, path = "", query] = /^([^?]*)(?:\?(.*))?$/.exec(request.target) ?? [];
  switch (expected.in) {
    case "path": {
      const [before = "", after = ""] = template.split(`{${expected.key}}`);
      return fromSegment(expected, path.slice(before.length, path.length - after.length));
    }
    case "query":
      return fromPairs(expected, pairs(query, "&"), decodeURIComponent);
    case "cookie": {
      const decode = expected.style === "cookie" ? unchanged : decodeURIComponent;
      return fromPairs(expected, pairs(request.headers["cookie"], "; "), decode);
    }
    case "header": {
      const name = expected.key.toLowerCase();
      if (!Object.hasOwn(request.headers, name)) return undefined;
      const text = request.headers[name] ?? "";
      return fromList(expected, text, ",", unchanged);
    }
    default:
      return expected.in satisfies never;
  }
}

type Decode = (text: string) => string;

const unchanged: Decode = (text) => text;

function fromSegment({ key, style, explode, type }: Expected, text: string): Texts {
  const expected = { type, explode };
  if (style === "simple") return fromList(expected, text, ",", decodeURIComponent);
  const sign = style === "label" ? "." : ";";
  if (!text.startsWith(sign)) throw new Error(`no ${style}: ${text}`);
  const rest = text.slice(1);
  if (style === "label") return fromList(expected, rest, explode ? "." : ",", decodeURIComponent);
  // A semicolon alone is a member too: one without a name, of an empty text.
  const found = rest.split(";").map(split);
  if (type === "object" && explode) return record(found.map(decodedPair));
  if (found.some(([name]) => decodeURIComponent(name) !== key)) throw new Error(`whose? ${rest}`);
  const texts = found.map(([, value]) => value);
  if (type === "array" && explode) return texts.map(decodeURIComponent);
  return fromList(expected, texts[0] ?? "", ",", decodeURIComponent);
}

function fromPairs(
  { key, style, explode, type }: Expected,
  found: readonly (readonly [string, string])[],
  decode: Decode,
): Texts | undefined {
  if (style === "deepObject") return fromBrackets(key, found);
  if (type === "object" && explode) {
    return found.length === 0
      ? undefined
      : record(found.map(([name, text]) => [decode(name), decode(text)]));
  }
  const texts = found.filter(([name]) => decode(name) === key).map(([, text]) => text);
  const [first] = texts;
  if (first === undefined) return undefined;
  if (type === "array" && explode) return texts.map(decode);
  // These delimiters are found after decoding, since they are encoded themselves.
  if (style === "spaceDelimited") return fromList({ type, explode }, decode(first), " ", unchanged);
  if (style === "pipeDelimited") return fromList({ type, explode }, decode(first), "|", unchanged);
  return fromList({ type, explode }, first, ",", decode);
}

/** `a`, `a,b` or `k,v,k,v`; exploded objects `k=v,k=v`. */
function fromList(
  { type, explode }: Pick<Expected, "type" | "explode">,
  text: string,
  delimiter: string,
  decode: Decode,
): Texts {
  if (type === "primitive") return decode(text);
  const items = text.split(delimiter);
  if (type === "array") return items.map(decode);
  if (explode) {
    return record(items.map((item) => split(item).map(decode) as [string, string]));
  }
  const members: [string, string][] = [];
  for (let index = 0; index < items.length; index += 2) {
    members.push([decode(items[index] ?? ""), decode(items[index + 1] ?? "")]);
  }
  return record(members);
}

/** `color[a][b]=1`; members called 0, 1, 2… are the items of a list. */
function fromBrackets(
  key: string,
  found: readonly (readonly [string, string])[],
): Texts | undefined {
  const paths = found.map(decodedPair).flatMap(([name, text]): [string[], string][] => {
    const [, own, brackets] = /^([^[]*)((?:\[[^[\]]*\])*)$/.exec(name) ?? [];
    if (own !== key || brackets === undefined) return [];
    return [[Array.from(brackets.matchAll(/\[([^\]]*)\]/g), ([, part]) => part ?? ""), text]];
  });
  return paths.length === 0 ? undefined : nested(paths);
}

function nested(paths: readonly (readonly [readonly string[], string])[]): Texts {
  const [first] = paths;
  if (first !== undefined && paths.length === 1 && first[0].length === 0) return first[1];
  const groups = new Map<string, [readonly string[], string][]>();
  for (const [[head = "", ...rest], text] of paths) {
    groups.set(head, [...(groups.get(head) ?? []), [rest, text]]);
  }
  const members = [...groups].map(([name, inner]) => [name, nested(inner)] as const);
  const isList = members.every(([name], index) => name === String(index));
  return isList ? members.map(([, member]) => member) : Object.fromEntries(members);
}

function pairs(text: string | undefined, separator: string): (readonly [string, string])[] {
  return text === undefined || text === "" ? [] : text.split(separator).map(split);
}

function split(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function decodedPair([name, text]: readonly [string, string]): readonly [string, string] {
  return [decodeURIComponent(name), decodeURIComponent(text)];
}

function record(members: readonly (readonly [string, string])[]): Texts {
  return Object.fromEntries(members);
}
