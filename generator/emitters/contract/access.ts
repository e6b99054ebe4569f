import type { ApiModel } from "../../model/model.js";
import type { ObjectAssertions, Schema, SchemaId } from "../../model/schema.js";

/** Which side of the wire a value is on: a property for the other side alone is not required. */
export type Direction = "request" | "response";

/** A schema's access, its reference's where it says nothing itself. */
export function accessOf(schemas: ApiModel["schemas"], id: SchemaId): Schema["access"] {
  const seen: SchemaId[] = [];
  for (let at: SchemaId | undefined = id; at !== undefined && !seen.includes(at);) {
    seen.push(at);
    const schema: Schema | undefined = schemas[at];
    if (schema !== undefined && schema.access !== "both") return schema.access;
    at = schema?.assertions.ref;
  }
  return "both";
}

/** `readOnly` properties are not required of requests, `writeOnly` ones not of answers. */
export function isForTheOtherSide(
  schemas: ApiModel["schemas"],
  properties: ObjectAssertions["properties"],
  key: string,
  direction: Direction,
): boolean {
  if (properties === undefined || !Object.hasOwn(properties, key)) return false;
  const access = accessOf(schemas, properties[key] as SchemaId);
  return direction === "request" ? access === "read" : access === "write";
}
