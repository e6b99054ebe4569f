import type { Json, JsonObject } from "../../model/json.js";
import { childOf, isList } from "../../source/pointer.js";

/** The types a schema names; undefined where it names none, or what is none. */
export function typesOf(node: JsonObject): readonly string[] | undefined {
  const type = childOf(node, "type");
  const list = isList(type) ? type : [type];
  return list.every((name) => typeof name === "string") ? list : undefined;
}

/** @see https://json-schema.org/draft/2020-12/json-schema-core#section-4.2.1 */
export function isOfType(value: Json, type: string): boolean {
  if (value === null) return type === "null";
  if (isList(value)) return type === "array";
  if (typeof value === "number")
    return type === "number" || (type === "integer" && Number.isInteger(value));
  return typeof value === type;
}
