import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, isObject, joinPointer } from "../../source/pointer.js";
import type { Desk, Repair } from "./repair.js";

/**
 * `required` as draft 3 of JSON Schema had it, a flag of the property: it is read as an entry of the
 * list of the object around it. Beside no object it says nothing, and is left out.
 * @see https://datatracker.ietf.org/doc/html/draft-zyp-json-schema-03#section-5.7
 */
export const required: Repair = (value, slot, at, desk) => {
  if (slot !== "schema" || !isObject(value)) return value;
  return liftFlags(readOwn(value, at, desk), at, desk);
};

/** A name without its list, and a flag that no object around has read. */
function readOwn(schema: JsonObject, at: Pointer, desk: Desk): JsonObject {
  const own = childOf(schema, "required");
  const place = joinPointer(at, "required");
  const { required: _, ...rest } = schema;
  if (typeof own === "string" && flagOf(own) === undefined) {
    const read = "a list of that name";
    desk.report("repair/keyword", place, { keyword: "required", found: "a text", read });
    return { ...rest, required: [own] };
  }
  if (own === undefined || flagOf(own) === undefined) return schema;
  const found = `${String(own)} where no object has the property`;
  desk.report("repair/keyword-ignored", place, { keyword: "required", found });
  return rest;
}

function liftFlags(schema: JsonObject, at: Pointer, desk: Desk): JsonObject {
  const properties = childOf(schema, "properties");
  if (!isObject(properties)) return schema;
  const listed = childOf(schema, "required");
  const names = isList(listed) ? [...listed] : [];
  let changed = false;
  const members = Object.entries(properties).map(([name, property]): [string, Json] => {
    const flag = isObject(property) ? flagOf(childOf(property, "required")) : undefined;
    if (!isObject(property) || flag === undefined) return [name, property];
    changed = true;
    const place = joinPointer(at, "properties", name, "required");
    const read = flag ? "the property being required" : "the property being optional";
    desk.report("repair/keyword", place, { keyword: "required", found: String(flag), read });
    if (flag && !names.includes(name)) names.push(name);
    const { required: _, ...rest } = property;
    return [name, rest];
  });
  if (!changed) return schema;
  const read = { ...schema, properties: Object.fromEntries(members) };
  return names.length === 0 ? read : { ...read, required: names };
}

function flagOf(value: Json | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}
