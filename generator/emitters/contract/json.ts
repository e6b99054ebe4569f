import { isObject, type Json, type JsonObject, type JsonType } from "../../model/json.js";

/** The narrowest type of a value: `1.0` is an integer, as in JSON Schema. */
export function typeOf(value: Json): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value as "boolean" | "string" | "object";
}

/** Equality of JSON values: the order of members does not count. */
export function equal(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object") return false;
  if (Array.isArray(left)) return Array.isArray(right) && equalLists(left, right);
  return isObject(left) && isObject(right) && equalObjects(left, right);
}

// Of their own: a function with closures costs memory each time, and most values have no parts.
function equalLists(left: readonly Json[], right: readonly Json[]): boolean {
  return (
    left.length === right.length && left.every((item, index) => equal(item, right[index] as Json))
  );
}

function equalObjects(left: JsonObject, right: JsonObject): boolean {
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key] as Json, right[key] as Json))
  );
}

/** Whether a list has a value. */
export function isAmong(values: readonly Json[], value: Json): boolean {
  for (const one of values) if (equal(one, value)) return true;
  return false;
}

/** The value at a pointer's segments; `undefined` where there is none. */
export function valueAt(value: Json, path: readonly string[]): Json | undefined {
  let current: Json | undefined = value;
  for (const part of path) {
    if (Array.isArray(current)) current = (current as readonly Json[])[Number(part)];
    else if (isObject(current) && Object.hasOwn(current, part)) current = current[part];
    else return undefined;
  }
  return current;
}

/** An object with the given members, in their order; `__proto__` is a member like any other. */
export function objectOf(members: Iterable<readonly [string, Json]>): JsonObject {
  return Object.fromEntries(members);
}

/** Whether a value is of one of the types. */
export function isOfSome(types: readonly JsonType[], value: Json): boolean {
  const actual = typeOf(value);
  return types.includes(actual) || (actual === "integer" && types.includes("number"));
}

/** Whether a list has two equal values. */
export function hasRepeats(values: readonly Json[]): boolean {
  for (let index = 1; index < values.length; index++)
    for (let before = 0; before < index; before++)
      if (equal(values[before] as Json, values[index] as Json)) return true;
  return false;
}

/** A list that is seldom there. */
export const NONE: readonly never[] = [];

/** The entries of an object that is seldom there. */
export function entriesOf<T>(
  object: { readonly [key: string]: T } | undefined,
): readonly (readonly [string, T])[] {
  return object === undefined ? NONE : Object.entries(object);
}

/** How many values one holds, itself included; counted no further than to more than `most`. */
export function weightOf(value: Json, most: number): number {
  if (typeof value !== "object" || value === null) return 1;
  let weight = 1;
  for (const member of Object.values(value) as Json[]) {
    weight += weightOf(member, most);
    if (weight > most) break;
  }
  return weight;
}
