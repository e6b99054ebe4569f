import type { Json, JsonObject } from "../model/json.js";
import { isObject } from "../source/pointer.js";
import type { Slot } from "./grammar.js";
import { constrains, isResolved } from "./keywords.js";
import { keyOf, type Address } from "./resolve.js";

/** A schema that says nothing but what its reference says. */
export function onlyRefers(value: Json): boolean {
  return isObject(value) && Object.keys(value).every((key) => key === "$ref" || !constrains(key));
}

/** The schema without the identifiers and references that the bundle has followed. */
export function withoutIdentifiers(schema: JsonObject): JsonObject {
  const members = Object.entries(schema);
  const kept = members.filter(([keyword, value]) => !isResolved(keyword, value));
  return kept.length === members.length ? schema : Object.fromEntries(kept);
}

/** By what a bundle knows where it has put the thing at an address. */
export function homeKey(slot: Slot, address: Address): string {
  return `${slot} ${keyOf(address)}`;
}
