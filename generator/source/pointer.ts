import { isObject, type Json } from "../model/json.js";
import { child, unescapeToken } from "../model/pointer.js";
import type { Pointer } from "../model/schema.js";

export { isObject };

/**
 * JSON Pointers in the form the core carries them: `#` and the pointer, not percent-encoded.
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export const ROOT: Pointer = "#";

/** `#/paths/~1pets` → `["paths", "/pets"]`. Text that is no pointer (`#name`) gives undefined. */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === "#") return [];
  if (!pointer.startsWith("#/")) return undefined;
  return pointer.slice(2).split("/").map(unescapeToken);
}

/** Appends tokens, escaping them: `joinPointer("#/paths", "/pets")` → `#/paths/~1pets`. */
export const joinPointer = child;

/** The value a pointer leads to; undefined when nothing is there. Only own members are seen. */
export function valueAt(root: Json, pointer: string): Json | undefined {
  const tokens = parsePointer(pointer);
  if (tokens === undefined) return undefined;
  let value: Json | undefined = root;
  for (const token of tokens) {
    value = childOf(value, token);
    if (value === undefined) return undefined;
  }
  return value;
}

/** A member or an item; undefined for anything inherited, so that `__proto__` and `toString` are plain names. */
export function childOf(value: Json, token: string): Json | undefined {
  if (isList(value)) return /^(0|[1-9][0-9]*)$/.test(token) ? value[Number(token)] : undefined;
  if (!isObject(value)) return undefined;
  return Object.hasOwn(value, token) ? value[token] : undefined;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
