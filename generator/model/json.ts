/** Any JSON value. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** The type names of JSON Schema. @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1 */
export type JsonType = "null" | "boolean" | "number" | "integer" | "string" | "array" | "object";

/** True of an object alone: neither null nor a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
