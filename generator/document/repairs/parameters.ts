import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, isObject, joinPointer, parsePointer } from "../../source/pointer.js";
import { refOf } from "../resolve.js";
import { templateNames } from "../rules/path-templates.js";
import { follow, textOf } from "../rules/rule.js";
import type { Desk, Repair } from "./repair.js";

/** Parameters and headers whose type stands beside their name, and parameters given twice. */
export const parameters: Repair = (value, slot, at, desk) => {
  if (isList(value) && slot === "list:parameter")
    return withoutRepeated(placed(value, at, desk), at, desk);
  if (isObject(value) && (slot === "parameter" || slot === "header"))
    return withSchema(value, at, desk);
  return value;
};

/** Keywords that describe the value of a parameter of Swagger 2.0. @see https://swagger.io/specification/v2/#parameter-object */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "type format items default maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength " +
    "pattern maxItems minItems uniqueItems enum multipleOf"
  ).split(" "),
);

function withSchema(node: JsonObject, at: Pointer, desk: Desk): JsonObject {
  const said = ["schema", "content"].some((field) => childOf(node, field) !== undefined);
  if (said || typeof childOf(node, "type") !== "string" || refOf(node) !== undefined) return node;
  const members = Object.entries(node);
  const keywords = members.filter(([name]) => KEYWORDS.has(name));
  desk.report("repair/swagger-2", joinPointer(at, "type"), { field: "type", read: "a schema" });
  desk.move(
    keywords.map(([name]) => [joinPointer(at, "schema", name), joinPointer(at, name)] as const),
  );
  return {
    ...Object.fromEntries(members.filter(([name]) => !KEYWORDS.has(name))),
    schema: Object.fromEntries(keywords),
  };
}

/** A parameter that does not say where it stands is part of the path where the path names it. */
function placed(list: readonly Json[], at: Pointer, desk: Desk): readonly Json[] {
  const [section, path = ""] = parsePointer(at) ?? [];
  const names = section === "paths" ? (templateNames(path) ?? []) : [];
  return list.map((parameter, index) => {
    const name = childOf(parameter, "name");
    if (!isObject(parameter) || typeof name !== "string" || !names.includes(name)) return parameter;
    if (childOf(parameter, "in") !== undefined || refOf(parameter) !== undefined) return parameter;
    const params = { owner: "parameter", field: "in", assumed: "path" };
    desk.report("repair/field-missing", joinPointer(at, index), params);
    return { ...parameter, in: "path" };
  });
}

/** The first of those with one name in one place stays. */
function withoutRepeated(list: readonly Json[], at: Pointer, desk: Desk): Json {
  const seen = new Set<string>();
  const kept = [...list.entries()].filter(([index, value]) => {
    const parameter = follow(desk.root, { value, at: joinPointer(at, index) });
    const [name, place] = [textOf(parameter, "name"), textOf(parameter, "in")];
    if (name === undefined || place === undefined) return true;
    const isHeader = place.toLowerCase() === "header";
    const key = `${place.toLowerCase()} ${isHeader ? name.toLowerCase() : name}`;
    if (!seen.has(key)) return seen.add(key);
    desk.report("repair/parameter-repeated", joinPointer(at, index), { name, place });
    return false;
  });
  if (kept.length === list.length) return list;
  desk.move(kept.map(([index], to) => [joinPointer(at, to), joinPointer(at, index)]));
  return kept.map(([, value]) => value);
}
