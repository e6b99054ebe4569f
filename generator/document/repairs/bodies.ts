import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isObject, joinPointer } from "../../source/pointer.js";
import { BODILESS } from "../firm-places.js";
import { refOf } from "../resolve.js";
import type { Desk, Repair } from "./repair.js";

/** Bodies whose schema stands where Swagger 2.0 had it, and request bodies that say nothing. */
export const bodies: Repair = (value, slot, at, desk) => {
  if (!isObject(value)) return value;
  if (slot === "response" || slot === "requestBody") return withContent(value, at, desk);
  if (slot !== "operation") return value;
  const body = childOf(value, "requestBody");
  const method = at.slice(at.lastIndexOf("/") + 1);
  if (body !== undefined && BODILESS.has(method)) {
    desk.report("repair/body-unsendable", joinPointer(at, "requestBody"), { method });
    return without(value);
  }
  if (!isObject(body) || refOf(body) !== undefined) return value;
  if (Object.keys(body).some((field) => field === "content" || field === "schema")) return value;
  desk.report("repair/body-empty", joinPointer(at, "requestBody"), {});
  return without(value);
};

function without({ requestBody: _, ...operation }: JsonObject): JsonObject {
  return operation;
}

/** What a schema without a media type describes. */
export const JSON_TYPE = "application/json";

function withContent(node: JsonObject, at: Pointer, desk: Desk): Json {
  const schema = childOf(node, "schema");
  if (schema === undefined || childOf(node, "content") !== undefined) return node;
  desk.report("repair/swagger-2", joinPointer(at, "schema"), {
    field: "schema",
    read: `the content of ${JSON_TYPE}`,
  });
  desk.move([[joinPointer(at, "content", JSON_TYPE, "schema"), joinPointer(at, "schema")]]);
  const { schema: _, ...rest } = node;
  return { ...rest, content: { [JSON_TYPE]: { schema } } };
}
