import type { Json } from "../model/json.js";
import { child } from "../model/pointer.js";
import type { Pointer } from "../model/schema.js";
import { isList, isObject, ROOT } from "./pointer.js";

/** Where a key or a text holds a surrogate without its pair. */
export interface IllFormedPlace {
  readonly pointer: Pointer;
  readonly place: "a key" | "this text";
}

/**
 * The places of a value that no UTF-8 can carry, and so no file, URL or header. JSON and YAML can
 * only say such text by an escape; without one in the source nothing is searched.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7493#section-2.1
 */
export function illFormedPlaces(source: string, value: Json | undefined): IllFormedPlace[] {
  if (value === undefined || !/\\[uU](?:0000)?[dD][89a-fA-F]|\p{Surrogate}/u.test(source))
    return [];
  return placesIn(value, ROOT);
}

function placesIn(value: Json, pointer: Pointer): IllFormedPlace[] {
  if (typeof value === "string") return isHalf(value) ? [{ pointer, place: "this text" }] : [];
  if (isList(value)) return value.flatMap((item, index) => placesIn(item, child(pointer, index)));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const at = child(pointer, key);
    return isHalf(key) ? [{ pointer: at, place: "a key" as const }] : placesIn(member, at);
  });
}

function isHalf(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
