import { isObject, type Json, type JsonObject } from "../../fuzz/json.js";

/** A first description of a value: its type and its members', never the value. */
export function schemaFor(value: Json): JsonObject {
  if (Array.isArray(value)) {
    const [first] = value as readonly Json[];
    return { type: "array", ...(first === undefined ? {} : { items: schemaFor(first) }) };
  }
  if (!isObject(value)) return value === null ? {} : { type: typeOf(value) };
  return {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, schemaFor(member)]),
    ),
  };
}

/** The JSON Schema type of a value; a whole number is an integer. */
export function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

/** A list's members have one place. */
export function placeOf(pointer: string): string {
  return pointer === "" ? "the body" : starred(pointer);
}

/** A pointer in which the items of a list have one place. */
export function starred(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, "/*");
}

/** Values that documents list are words and numbers; what else a server sends may be somebody's. */
export function isWord(value: Json | undefined): value is string | number | boolean {
  if (typeof value === "number" || typeof value === "boolean") return true;
  return typeof value === "string" && /^[A-Za-z][\w.:/-]{0,39}$/.test(value);
}
