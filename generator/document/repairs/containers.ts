import type { Json } from "../../model/json.js";
import { isList, isObject, joinPointer, valueAt } from "../../source/pointer.js";
import type { Slot } from "../grammar.js";
import { refOf } from "../resolve.js";
import type { Desk, Repair } from "./repair.js";

/**
 * A list where an object belongs, or the reverse. Languages whose maps are lists write an empty one
 * as `[]`; one item is often written without its list.
 */
export const containers: Repair = (value, slot, at, desk) => {
  if (slot.startsWith("list:")) {
    if (!isObject(value)) return value;
    if (Object.keys(value).length === 0) {
      desk.report("repair/container", at, { found: "{}", read: "an empty list" });
      return [];
    }
    if (!isOne(value, slot, desk)) return value;
    desk.report("repair/container", at, { found: "an object", read: "a list of that one" });
    desk.move([[joinPointer(at, 0), at]]);
    return [value];
  }
  if (!isList(value) || value.length > 0 || slot === "text") return value;
  desk.report("repair/container", at, { found: "[]", read: "{}" });
  return {};
};

/** True of an object that could be an item, its references being of the document. */
function isOne(value: Json, slot: Slot, desk: Desk): boolean {
  const fields = ITEM_FIELDS[slot] ?? [];
  const ref = refOf(value);
  if (ref !== undefined) return valueAt(desk.root, ref) !== undefined;
  return (
    isObject(value) &&
    fields.length > 0 &&
    fields.every((field) => Object.hasOwn(value, field)) &&
    !hasForeignReference(value)
  );
}

const ITEM_FIELDS: { readonly [slot: string]: readonly string[] } = {
  "list:parameter": ["name", "in"],
  "list:server": ["url"],
  "list:tag": ["name"],
  "list:schema": ["type"],
};

/** References were followed where objects belong, before this one was known to be in its place. */
function hasForeignReference(value: Json): boolean {
  if (isList(value)) return value.some(hasForeignReference);
  if (!isObject(value)) return false;
  const ref = refOf(value);
  return (
    (ref !== undefined && !ref.startsWith("#/")) || Object.values(value).some(hasForeignReference)
  );
}
