import type { Json } from "../../model/json.js";
import { childOf, isObject, joinPointer } from "../../source/pointer.js";
import { refOf } from "../resolve.js";
import { JSON_TYPE } from "./bodies.js";
import type { Repair } from "./repair.js";

/**
 * Fields of a media type that stand beside it, one level too high: they are its own, or those of
 * JSON where a schema stands there alone. Between several media types, or where it has the field,
 * nothing is plain.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#media-type-object
 */
export const mediaTypes: Repair = (value, _, at, desk) => {
  if (!isObject(value) || at === "#/components/mediaTypes") return value;
  const [stray, types] = [Object.keys(value).filter(isField), Object.keys(value).filter(isType)];
  const [type = JSON_TYPE] = types;
  const own = childOf(value, type) ?? {};
  if (stray.length === 0 || types.length > 1 || !isObject(own) || refOf(own) !== undefined)
    return value;
  if (types.length === 0 && !stray.includes("schema")) return value;
  if (stray.some((field) => Object.hasOwn(own, field))) return value;
  for (const field of stray)
    desk.report("repair/media-type-field", joinPointer(at, field), { field, type });
  desk.move(stray.map((field) => [joinPointer(at, type, field), joinPointer(at, field)]));
  const entries = Object.entries(value);
  const rest = entries.filter(([name]) => name !== type && !isField(name));
  const moved = entries.filter(([name]) => isField(name));
  return Object.fromEntries<Json>([...rest, [type, { ...own, ...Object.fromEntries(moved) }]]);
};

function isField(name: string): boolean {
  return name === "schema" || name === "example" || name === "examples" || name === "encoding";
}

function isType(name: string): boolean {
  return !isField(name) && !name.startsWith("x-");
}
