import type { Json } from "../model/json.js";
import { codecOf } from "../model/media-types.js";
import { childOf, isObject } from "../source/pointer.js";

/**
 * Whether a parameter is a whole query string that is JSON, or text of any other media type.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#parameter-locations
 */
export function isQueryString(parameter: Json): boolean {
  if (childOf(parameter, "in") !== "querystring") return false;
  const content = childOf(parameter, "content");
  const [[type, media] = []] = isObject(content) ? Object.entries(content) : [];
  if (type === undefined || media === undefined) return false;
  const codec = codecOf(type);
  if (codec === "json" || codec === "text") return true;
  return codec === "binary" && childOf(childOf(media, "schema") ?? null, "type") === "string";
}
