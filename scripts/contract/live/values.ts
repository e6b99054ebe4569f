import type { Json, JsonObject } from "../../../generator/index.js";

/** A first description of a value: its type and its members', never the value. */
export function schemaFor(value: Json): JsonObject {
  if (Array.isArray(value)) {
    const [first] = value as readonly Json[];
    return { type: "array", ...(first === undefined ? {} : { items: schemaFor(first) }) };
  }
  if (!isRecord(value)) return value === null ? {} : { type: typeOf(value) };
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

export function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands in a value at an RFC 6901 pointer. */
export function valueAt(value: Json | undefined, pointer: string): Json | undefined {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json | undefined>((part, token) => {
      if (Array.isArray(part)) return (part as readonly Json[])[Number(token)];
      return isRecord(part) && Object.hasOwn(part, token) ? part[token] : undefined;
    }, value);
}

/** A name as a token of a pointer. */
export function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** A list's members have one place. */
export function placeOf(pointer: string): string {
  return pointer === "" ? "the body" : pointer.replace(/\/\d+(?=\/|$)/g, "/*");
}

/** Values that documents list are words and numbers; what else a server sends may be somebody's. */
export function isWord(value: Json | undefined): value is string | number | boolean {
  if (typeof value === "number" || typeof value === "boolean") return true;
  return typeof value === "string" && /^[A-Za-z][\w.:/-]{0,39}$/.test(value);
}
