import { lower } from "../../../generator/lower/lower.js";
import type { JsonObject } from "../../../generator/model/json.js";
import type { ApiModel } from "../../../generator/model/model.js";

/** The model of a canonical document that consists of the given parts. */
export function modelOf(parts: JsonObject): ApiModel {
  return lower(documentOf(parts)).model;
}

export function documentOf(parts: JsonObject): JsonObject {
  return { openapi: "3.1.0", info: { title: "Test", version: "1.0.0" }, ...parts };
}

/** The model of a document with these component schemas. */
export function schemasOf(schemas: JsonObject): ApiModel["schemas"] {
  return modelOf({ components: { schemas } }).schemas;
}
