import type { Json } from "../../model/json.js";
import { childOf, isObject, joinPointer, parsePointer, ROOT } from "../../source/pointer.js";
import type { Repair } from "./repair.js";

/**
 * `$recursiveRef: "#"` of draft 2019-09, which leads to the schema around it: inside a component, to
 * that. What extends it from outside is not read, as `$recursiveAnchor` asks; it is told.
 * @see https://json-schema.org/draft/2019-09/json-schema-core#section-8.2.4.2.1
 */
export const recursiveReferences: Repair = (value, slot, at, desk): Json => {
  if (slot !== "schema" || !isObject(value)) return value;
  const [components, section, key] = parsePointer(at) ?? [];
  const isInside = components === "components" && section === "schemas" && key !== undefined;
  const { $recursiveAnchor: _, ...unanchored } = value;
  if (!isInside || childOf(value, "$recursiveRef") !== "#" || Object.hasOwn(value, "$ref"))
    return childOf(value, "$recursiveAnchor") === undefined ? value : unanchored;
  const place = joinPointer(at, "$recursiveRef");
  desk.report("repair/keyword", place, {
    keyword: "$recursiveRef",
    found: "of draft 2019-09",
    read: `a $ref to ${JSON.stringify(key)}`,
  });
  const { $recursiveRef: _ref, ...rest } = unanchored;
  return { ...rest, $ref: joinPointer(ROOT, "components", "schemas", key) };
};
