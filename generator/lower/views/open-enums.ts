import type { Json, JsonObject } from "../../model/json.js";
import { listOf, member } from "../access.js";

/** Keywords beside which an enumeration is left alone: it may be there to tell alternatives apart. */
const COMPOSING = ["$ref", "allOf", "anyOf", "oneOf", "const"];

/**
 * An enumeration whose server may come to know more values: what is listed becomes what is known,
 * and any value of its type is valid. One value alone is a tag and stays.
 */
export function opened(node: JsonObject): JsonObject {
  const listed = member(node, "enum");
  if (!Array.isArray(listed) || COMPOSING.some((keyword) => member(node, keyword) !== undefined))
    return node;
  const values = [...new Set(listOf(listed).filter((value) => value !== null))];
  const type = typeOf(values, member(node, "type"));
  if (values.length < 2 || type === undefined) return node;
  const nullable = listOf(listed).includes(null) && takesNull(member(node, "type"));
  const { enum: _, ...rest } = node;
  return { ...rest, type: nullable ? [type, "null"] : type, "x-extensible-enum": values };
}

/** The one type of all the values, as the schema calls it. */
function typeOf(values: readonly Json[], written: Json | undefined): string | undefined {
  const said =
    written === undefined ? undefined : Array.isArray(written) ? listOf(written) : [written];
  const named = (type: string): boolean => said?.includes(type) ?? true;
  if (values.every((value) => typeof value === "string"))
    return named("string") ? "string" : undefined;
  if (!values.every((value) => typeof value === "number")) return undefined;
  if (said !== undefined && named("integer")) return "integer";
  return named("number") ? "number" : undefined;
}

function takesNull(written: Json | undefined): boolean {
  return written === undefined || (Array.isArray(written) && listOf(written).includes("null"));
}
