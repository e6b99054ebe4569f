import type { Json, JsonObject } from "../../generator/index.js";

export type { Json, JsonObject };

/** True of an object alone: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The own member of that name, and nothing that objects inherit. */
export function memberOf(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The object with one member replaced or added; `__proto__` is a name like any other. */
export function withMember(value: JsonObject, name: string, member: Json): JsonObject {
  return Object.fromEntries([
    ...Object.entries(value).filter(([key]) => key !== name),
    [name, member],
  ]);
}

/** The object without the members of those names. */
export function without(value: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !names.includes(key)));
}

/** Equal as JSON is, and more strictly: `-0` is not `0`, and an absent member is not an undefined one. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
    );
  }
  return Object.is(a, b);
}

/** The value as JSON text that tells `-0` from `0`. */
export function textOf(value: Json): string {
  if (Object.is(value, -0)) return "-0";
  if (isList(value)) return `[${value.map(textOf).join(",")}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(
      ([key, member]) => `${JSON.stringify(key)}:${textOf(member)}`,
    );
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}
