import type { Json, JsonObject } from "../../model/json.js";
import { childOf, isList, isObject, joinPointer } from "../../source/pointer.js";
import type { Repair } from "./repair.js";

/** The names of types that JSON Schema has. @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1 */
const TYPES: ReadonlySet<string> = new Set(
  "null boolean number integer string array object".split(" "),
);

/** Names of types from other languages and dialects, and what they mean here. */
const MEANT: ReadonlyMap<string, JsonObject> = new Map([
  ...["", "any", "mixed", "unknown"].map((name) => [name, {}] as const),
  ...["file", "binary"].map((name) => [name, { type: "string", format: "binary" }] as const),
  ...["text", "str", "char", "enum"].map((name) => [name, { type: "string" }] as const),
  ...["date", "uuid", "uri", "email", "byte", "password"].map(
    (name) => [name, { type: "string", format: name }] as const,
  ),
  ...["datetime", "date-time", "timestamp"].map(
    (name) => [name, { type: "string", format: "date-time" }] as const,
  ),
  ...["int", "short"].map((name) => [name, { type: "integer" }] as const),
  ...["int32", "int64"].map((name) => [name, { type: "integer", format: name }] as const),
  ["long", { type: "integer", format: "int64" }],
  ...["float", "double"].map((name) => [name, { type: "number", format: name }] as const),
  ...["decimal", "numeric"].map((name) => [name, { type: "number" }] as const),
  ["bool", { type: "boolean" }],
  ...["list", "set"].map((name) => [name, { type: "array" }] as const),
  ...["map", "dict", "dictionary", "hash", "obj", "json"].map(
    (name) => [name, { type: "object" }] as const,
  ),
  ...["nil", "none"].map((name) => [name, { type: "null" }] as const),
]);

/** Types by names that JSON Schema does not have: `file`, `any`, `String`, `datetime`. */
export const types: Repair = (value, slot, at, desk) => {
  if (slot !== "schema") return value;
  // `properties: { name: string }`: the schema is no more than the name of its type.
  if (typeof value === "string") {
    const meant = meaningOf(value);
    if (meant === undefined) return value;
    desk.report("repair/container", at, { found: "a text", read: wordsOf(meant) });
    return meant;
  }
  const type = isObject(value) ? childOf(value, "type") : undefined;
  if (!isObject(value) || type === undefined) return value;
  if (type === null) {
    const params = { keyword: "type", found: "null", read: '"null"' };
    desk.report("repair/keyword", joinPointer(at, "type"), params);
    return { ...value, type: "null" };
  }
  if (isList(type)) {
    const read = type.map((name) => namedType(name) ?? name);
    const unique = read.filter((name, index) => read.indexOf(name) === index);
    if (unique.length === type.length && unique.every((name, index) => name === type[index]))
      return value;
    desk.report("repair/keyword", joinPointer(at, "type"), {
      keyword: "type",
      found: JSON.stringify(type),
      read: JSON.stringify(unique),
    });
    return { ...value, type: unique };
  }
  if (typeof type !== "string" || TYPES.has(type)) return value;
  const meant = meaningOf(type);
  if (meant === undefined) return value;
  desk.report("repair/type-name", joinPointer(at, "type"), { found: type, read: wordsOf(meant) });
  const { type: _, ...rest } = value;
  // A format of the author's own says more than one made of the type's name.
  return { ...meant, ...rest };
};

function meaningOf(name: string): JsonObject | undefined {
  // Marks around the name are those of the text it was copied from.
  const lower = name.replace(/^[\s"'`]+|[\s"'`,;]+$/g, "").toLowerCase();
  return TYPES.has(lower) ? { type: lower } : MEANT.get(lower);
}

/**
 * The type a name means where it stands in a list of types; undefined for one that means more. What
 * YAML reads from `null` without its quotation marks is the type of that name.
 */
function namedType(name: Json): Json | undefined {
  if (name === null) return "null";
  const meant = typeof name === "string" ? meaningOf(name) : undefined;
  return meant === undefined || Object.keys(meant).length !== 1 ? undefined : meant.type;
}

function wordsOf(meant: JsonObject): string {
  const text = Object.entries(meant)
    .map(([keyword, value]) => `${keyword}: ${String(value)}`)
    .join(", ");
  return text === "" ? "a schema without a type" : text;
}
