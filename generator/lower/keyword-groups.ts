import type { JsonObject } from "../model/json.js";

/** A group of assertions in the model. */
export type Group = "number" | "string" | "array" | "object";

/** The groups of assertions that each keyword belongs to: most schemas have keywords of one. */
const GROUPS: ReadonlyMap<string, readonly Group[]> = new Map<string, readonly Group[]>([
  ...["format", "x-extensible-enum"].map((keyword) => [keyword, ["number", "string"]] as const),
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].map(
    (keyword) => [keyword, ["number"]] as const,
  ),
  // Values that are shown tell how large whole numbers may be.
  ...["default", "const", "enum", "examples"].map((keyword) => [keyword, ["number"]] as const),
  ...[
    "minLength",
    "maxLength",
    "pattern",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
  ].map((keyword) => [keyword, ["string"]] as const),
  ...[
    "prefixItems",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "unevaluatedItems",
  ].map((keyword) => [keyword, ["array"]] as const),
  ...[
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "required",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
  ].map((keyword) => [keyword, ["object"]] as const),
]);

/** The groups that a schema has keywords of. */
export function groupsOf(source: JsonObject): Set<Group> {
  return new Set(Object.keys(source).flatMap((keyword) => GROUPS.get(keyword) ?? []));
}
