import type { HeaderReader, HeaderScalar, HeaderValueReader } from "./descriptor.js";

/**
 * The headers of an answer that the document describes, by the names it gives them. One that did not
 * come, or is not what the document says, is left out: browsers hide most from programs, and servers
 * forget them. `response.headers` has them all as text.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#header-object
 */
export const readHeaders: HeaderReader = (operation, key, headers) =>
  Object.fromEntries(
    (operation.headers?.[key] ?? []).flatMap((header) => {
      const text = headers.get(header.key);
      if (text === null) return [];
      const value = header.read
        ? header.read(header, text, headers)
        : readScalar(text, header.type);
      return value === undefined ? [] : [[header.key, value]];
    }),
  );

/** A list, by style `simple`, the only one headers have. */
export const readList: HeaderValueReader = ({ key, list }, text, headers) => {
  // A cookie's date has a comma in it.
  const items = key.toLowerCase() === "set-cookie" ? headers.getSetCookie() : split(text);
  return complete(items.map((item) => readScalar(item, list)));
};

/** A header whose media type is JSON. */
export const readJson: HeaderValueReader = (_header, text) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** An object: `name,value,…`, or `name=value,…` where it is exploded. */
export const readMembers: HeaderValueReader = ({ members = {}, explode }, text) => {
  const parts = split(text);
  const pairs = explode === true ? parts.map(pairOf) : paired(parts);
  const values = complete(
    pairs.map(([name, value]) =>
      readScalar(value, Object.hasOwn(members, name) ? members[name] : undefined),
    ),
  );
  return values && Object.fromEntries(pairs.map(([name], index) => [name, values[index]]));
};

/** One value; undefined where the text is none of its type. */
export function readScalar(
  text: string,
  type: HeaderScalar = "text",
): string | number | boolean | undefined {
  if (type === "text") return text;
  if (type === "number")
    return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
  return text === "true" || (text === "false" ? false : undefined);
}

/** All of them, or none where one could not be read. */
function complete<Value>(values: readonly (Value | undefined)[]): readonly Value[] | undefined {
  const read = values.filter((value) => value !== undefined);
  return read.length === values.length ? read : undefined;
}

function split(text: string): string[] {
  return text === "" ? [] : text.split(",").map((item) => item.trim());
}

function pairOf(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function paired(parts: readonly string[]): (readonly [string, string])[] {
  return parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ""]] : []));
}
