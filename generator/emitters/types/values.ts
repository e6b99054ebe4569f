import { isObject, type Json, type JsonObject } from "../../model/json.js";
import { tokensOf } from "../../model/pointer.js";
import type { SchemaId } from "../../model/schema.js";

/** What a pointer leads to; null where it leads nowhere. */
export function valueAt(document: Json, pointer: SchemaId): Json {
  return tokensOf(pointer).reduce<Json>(memberOf, document);
}

/** A member of an object or an item of a list; null where there is none. */
export function memberOf(value: Json, key: string): Json {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(key)] ?? null;
  return isObject(value) && Object.hasOwn(value, key) ? (value[key] ?? null) : null;
}

export function mapped<T>(
  object: { readonly [key: string]: T },
  map: (value: T, key: string) => Json,
): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
