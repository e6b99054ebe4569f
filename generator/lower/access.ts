import { isObject, type Json, type JsonObject } from "../model/json.js";
import { tokensOf } from "../model/pointer.js";
import type { Pointer } from "../model/schema.js";

// Reading members of a document whose values may be of any type: absent and ill-typed read alike.
export { isObject };

export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function flagOf(value: Json | undefined): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

/** An own member; names of `Object.prototype` are absent unless written in the document. */
export function member(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The object without its `undefined` members, so that absent stays absent under `exactOptionalPropertyTypes`. */
export function present<T extends object>(members: T): Present<T> {
  const result: Record<string, unknown> = {};
  for (const name in members) if (members[name] !== undefined) result[name] = members[name];
  return result as Present<T>;
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** An object with the given entries, `__proto__` included, in their order. */
export function recordOf<T>(entries: Iterable<readonly [string, T]>): {
  readonly [key: string]: T;
} {
  return Object.fromEntries(entries);
}

/** The value at a pointer; undefined where there is none. */
export function valueAt(root: Json, pointer: Pointer): Json | undefined {
  let value: Json | undefined = root;
  for (const token of tokensOf(pointer)) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(token)];
    else if (isObject(value)) value = member(value, token);
    else return undefined;
  }
  return value;
}
