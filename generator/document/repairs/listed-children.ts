import type { Json, JsonObject } from "../../model/json.js";
import {
  childOf,
  isList,
  isObject,
  joinPointer,
  parsePointer,
  valueAt,
} from "../../source/pointer.js";
import { refOf } from "../resolve.js";
import type { Desk, Repair } from "./repair.js";

/**
 * A parent that lists its children as alternatives, and is a part of each: neither would ever be
 * decided. What children mean by it is all but the list, as languages with classes write it.
 */
export const listedChildren: Repair = (value, _, at, desk) => {
  const parts = isObject(value) ? childOf(value, "allOf") : undefined;
  if (!isObject(value) || !isList(parts) || !isComponent(at)) return value;
  const read = parts.map((part, index): Json => {
    const ref = refOf(part);
    const parent = ref === undefined ? undefined : valueAt(desk.root, ref);
    if (ref === undefined || !isObject(parent) || !listsChild(parent, at, desk)) return part;
    const place = joinPointer(at, "allOf", index);
    desk.report("repair/listed-children", joinPointer(place, "$ref"), { ref });
    desk.move([[place, ref as typeof at]]);
    const { oneOf: _oneOf, anyOf: _anyOf, discriminator: _discriminator, ...own } = parent;
    return own;
  });
  return read.every((part, index) => part === parts[index]) ? value : { ...value, allOf: read };
};

function isComponent(at: string): boolean {
  const tokens = parsePointer(at) ?? [];
  return tokens.length === 3 && tokens[0] === "components" && tokens[1] === "schemas";
}

/** Whether one of a schema's alternatives is the child, or is made of it. */
function listsChild(parent: JsonObject, child: string, desk: Desk): boolean {
  const seen = new Set<string>();
  const stack = ["oneOf", "anyOf"].flatMap((keyword) => refsIn(childOf(parent, keyword)));
  for (let ref = stack.pop(); ref !== undefined; ref = stack.pop()) {
    if (ref === child) return true;
    if (seen.has(ref)) continue;
    seen.add(ref);
    const schema = valueAt(desk.root, ref);
    if (isObject(schema)) stack.push(...refsIn(childOf(schema, "allOf")));
  }
  return false;
}

function refsIn(list: Json | undefined): string[] {
  return isList(list) ? list.flatMap((item) => refOf(item) ?? []) : [];
}
