import { mayWriteCookies, NO_COOKIES } from "./cookies.js";
import type { JsonText, ParameterDescriptor, ParameterWriter } from "./descriptor.js";
import { percentEncoded, reserved, verbatim, type Escape } from "./escapes.js";
import { deepPairsOf, expansionOf, pairsOf, plain, type Pair } from "./styles.js";

/*
 * What writes parameters whose style is not the default of their place. Each is named by the
 * parameters that need it, so that a bundle has those alone.
 */

/** Query: `form` that is not exploded, `spaceDelimited`, `pipeDelimited`. */
export const writePairs: ParameterWriter = (parameter, value, json) =>
  pairsOf(parameter.key, value, { ...styleOf(parameter), json });

/** Query: `deepObject`. */
export const writeDeepObject: ParameterWriter = ({ key }, value, json) =>
  deepPairsOf(percentEncoded.name(key), value, percentEncoded, json);

/** Path and headers: `label`, `matrix`, and `simple` that is exploded. */
export const writeExpansion: ParameterWriter = (parameter, value, json) =>
  expanded(parameter, value, json, parameter.in === "header" ? verbatim : percentEncoded);

/** A parameter to which the document gives a media type instead of a style. */
export const writeContent: ParameterWriter = ({ in: place, key, content }, value, json) => {
  const escape = place === "header" ? verbatim : percentEncoded;
  const text = content === "json" ? json.stringify(value) : value;
  return [[escape.name(key), escape.text(plain(text, json))]];
};

/**
 * A value that is all of the query string, by its media type.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#parameter-locations
 */
export const writeQueryString: ParameterWriter = ({ content }, value, json) => [
  [percentEncoded.text(content === "json" ? json.stringify(value) : plain(value, json))],
];

/**
 * Any style in a path, a query or a cookie, reserved characters kept.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#parameter-allow-reserved
 */
export const writeReserved: ParameterWriter = (parameter, value, json) => {
  const { in: place, key } = parameter;
  const escape = place === "header" ? verbatim : reserved[place];
  if (place === "path" || place === "header") return expanded(parameter, value, json, escape);
  return pairsOf(key, value, { ...styleOf(parameter), escape, json });
};

/**
 * A cookie, of style `form` or `cookie`; what would end it, or cannot stand in a header, is refused.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1
 */
export const writeCookie: ParameterWriter = (parameter, value, json) => {
  if (!mayWriteCookies()) throw new RangeError(`cannot be sent: ${NO_COOKIES}`);
  const { key, content, style, allowReserved } = parameter;
  const escape =
    style === "cookie" ? verbatim : allowReserved === true ? reserved.cookie : percentEncoded;
  const pairs =
    content === undefined
      ? pairsOf(key, value, { ...styleOf(parameter), escape, json })
      : writeContent(parameter, value, json);
  if (/[^\x20-\x3a\x3c-\x7e]/.test(pairs.flat().join("")))
    throw new RangeError("has characters that a cookie cannot carry: give it in escaped form");
  return pairs;
};

/** The defaults of the specification. @see https://spec.openapis.org/oas/v3.2.0#parameter-style */
function styleOf({ in: place, style: own, explode: given }: ParameterDescriptor) {
  const style = own ?? (place === "path" || place === "header" ? "simple" : "form");
  const explode = given ?? (style === "form" || style === "cookie");
  return { style, explode };
}

function expanded(
  parameter: ParameterDescriptor,
  value: unknown,
  json: JsonText,
  escape: Escape,
): Pair[] {
  const text = expansionOf(parameter.key, value, { ...styleOf(parameter), escape, json });
  return text === undefined ? [] : [[parameter.key, text]];
}
