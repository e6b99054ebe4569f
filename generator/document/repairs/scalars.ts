import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { isList, isObject, joinPointer } from "../../source/pointer.js";
import type { Kind } from "../grammar.js";
import { refOf } from "../resolve.js";
import { fieldTypesOf, type FieldType } from "../rules/fields.js";
import { describe } from "../version.js";
import type { Desk, Repair } from "./repair.js";

/**
 * Scalars of another type than the field has: a version that YAML takes for a number, a flag or a
 * bound in quotation marks, one tag without its list.
 */
export const scalars: Repair = (value, slot, at, desk) => {
  if (slot === "text") return typeof value === "string" ? value : asText(value, at, desk);
  if (!isObject(value) || slot.includes(":")) return value;
  const types = slot === "schema" ? KEYWORDS : fieldTypesOf(slot as Kind);
  if (types === undefined || (slot !== "schema" && refOf(value) !== undefined)) return value;
  let read: JsonObject = value;
  for (const [field, given] of Object.entries(value)) {
    const type = Object.hasOwn(types, field) ? types[field] : undefined;
    const found =
      type === undefined ? undefined : converted(given, type, () => joinPointer(at, field), desk);
    if (found === undefined) continue;
    const [meant, words] = found;
    desk.report("repair/scalar", joinPointer(at, field), {
      field,
      found: `${describe(given)}, ${JSON.stringify(given)},`,
      read: words,
    });
    read = { ...read, [field]: meant };
  }
  return read;
};

type ScalarType = FieldType | "number";

/** Keywords of schemas whose value is one scalar, by its type; what identifies a schema is left alone. */
const KEYWORDS: { readonly [keyword: string]: ScalarType } = Object.fromEntries([
  ...typed("text", "title format pattern"),
  ...typed("boolean", "nullable readOnly writeOnly deprecated uniqueItems"),
  ...typed("number", "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"),
  ...typed("number", "minLength maxLength minItems maxItems minProperties maxProperties"),
  ...typed("number", "minContains maxContains"),
]);

function typed(type: ScalarType, keywords: string): (readonly [string, ScalarType])[] {
  return keywords.split(" ").map((keyword) => [keyword, type] as const);
}

/** Prose that is a number or a flag; anything else is refused. */
function asText(value: Json, at: Pointer, desk: Desk): Json {
  if (typeof value !== "number" && typeof value !== "boolean") return value;
  const text = desk.written(at) ?? String(value);
  const field = at.slice(at.lastIndexOf("/") + 1);
  desk.report("repair/scalar", at, { field, found: describe(value), read: "the text it is" });
  return text;
}

/** What was meant, and its words; undefined where the value fits, or nothing plain was meant. */
function converted(
  value: Json,
  type: ScalarType,
  at: () => Pointer,
  desk: Desk,
): readonly [meant: Json, words: string] | undefined {
  switch (type) {
    case "text":
      if (typeof value !== "number" && typeof value !== "boolean") return undefined;
      return told(desk.written(at()) ?? String(value));
    case "boolean": {
      const flag = typeof value === "string" ? FLAGS.get(value.toLowerCase()) : undefined;
      return flag === undefined ? undefined : told(flag);
    }
    case "number":
      return typeof value === "string" && /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(value.trim())
        ? told(Number(value))
        : undefined;
    case "texts":
      return textsOf(value);
    case "list":
    case "object":
      return undefined;
  }
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
  ["yes", true],
  ["no", false],
]);

function textsOf(value: Json): readonly [Json, string] | undefined {
  if (typeof value === "string") return told([value]);
  const isScalar = (item: Json): boolean =>
    typeof item === "string" || typeof item === "number" || typeof item === "boolean";
  if (!isList(value) || value.every((item) => typeof item === "string") || !value.every(isScalar))
    return undefined;
  return told(value.map(String));
}

function told(meant: Json): readonly [Json, string] {
  return [meant, JSON.stringify(meant)];
}
