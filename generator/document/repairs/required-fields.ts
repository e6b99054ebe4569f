import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, isObject, joinPointer } from "../../source/pointer.js";
import type { Desk, Repair } from "./repair.js";

/** Fields that OpenAPI requires and whose absence leaves little doubt. */
export const requiredFields: Repair = (value, slot, at, desk) => {
  if (slot === "list:tag") return tagsOf(value, at, desk);
  if (!isObject(value)) return value;
  switch (slot) {
    case "document":
      return childOf(value, "info") === undefined
        ? assume(value, "document", "info", {}, at, desk)
        : value;
    case "info": {
      const titled = withText(value, "info", "title", "API", at, desk);
      return withText(titled, "info", "version", "0.0.0", at, desk);
    }
    case "server":
      return withText(value, "server", "url", "/", at, desk);
    default:
      return value;
  }
};

function withText(
  node: JsonObject,
  owner: string,
  field: string,
  assumed: string,
  at: Pointer,
  desk: Desk,
): JsonObject {
  return childOf(node, field) === undefined ? assume(node, owner, field, assumed, at, desk) : node;
}

function assume(
  node: JsonObject,
  owner: string,
  field: string,
  assumed: Json,
  at: Pointer,
  desk: Desk,
): JsonObject {
  // An absent object is told by what it would have held.
  if (typeof assumed === "string")
    desk.report("repair/field-missing", at, { owner, field, assumed });
  return { ...node, [field]: assumed };
}

/** Tags by their names alone. @see https://spec.openapis.org/oas/v3.1.0#tag-object */
function tagsOf(value: Json, at: Pointer, desk: Desk): Json {
  if (!isList(value) || !value.some((tag) => typeof tag === "string")) return value;
  return value.map((tag, index): Json => {
    if (typeof tag !== "string") return tag;
    const read = "a tag of that name";
    desk.report("repair/container", joinPointer(at, index), { found: "a text", read });
    return { name: tag };
  });
}
