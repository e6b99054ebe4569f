import type { Json, JsonType } from "./json.js";
import type { Assertions } from "./schema.js";

/** The kinds of JSON values; integers are numbers here. */
export type Kind = Exclude<JsonType, "integer">;

export const KINDS: readonly Kind[] = ["string", "number", "boolean", "array", "object", "null"];

export function kindOfType(type: JsonType): Kind {
  return type === "integer" ? "number" : type;
}

export function kindOf(value: Json): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as Kind;
}

/** The values of `enum` and `const` that both allow, and `type` with them; undefined without either. */
export function literalsOf(assertions: Assertions): readonly Json[] | undefined {
  const { types, enum: listed, const: only } = assertions;
  if (listed === undefined && only === undefined) return undefined;
  const values = listed ?? [only?.value ?? null];
  return values.filter(
    (value) =>
      (only === undefined || sameJson(value, only.value)) &&
      (types === undefined || types.some((type) => isOfType(value, type))),
  );
}

function isOfType(value: Json, type: JsonType): boolean {
  if (type === "integer") return typeof value === "number" && Number.isInteger(value);
  return kindOf(value) === type;
}

/** Equality of JSON values; the order of members does not count. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item: Json, index) => sameJson(item, b[index] as Json));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  if (left.size !== right.size) return false;
  return [...left].every(([key, value]) => {
    const other = right.get(key);
    return other !== undefined && sameJson(value, other);
  });
}

/**
 * True of a schema that describes no kind of value and only says something more about it
 * (`required`, `not`, `minLength`, …): as an alternative it is checked and shows in no type.
 */
export function onlyConstrains(assertions: Assertions): boolean {
  const { types, enum: listed, const: only, ref, allOf, anyOf, oneOf, object } = assertions;
  const describes = [types, listed, only, ref, allOf, anyOf, oneOf].some(
    (keyword) => keyword !== undefined,
  );
  return (
    !describes && object?.properties === undefined && object?.additionalProperties === undefined
  );
}
