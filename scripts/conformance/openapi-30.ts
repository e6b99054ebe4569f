import { COMPONENT } from "./openapi-31.js";
import { isSchemaObject, mapSchemas, schemasIn, type SchemaObject } from "./schemas.js";
import type { Group } from "./suite.js";

/** What a Schema Object may say. @see https://spec.openapis.org/oas/v3.0.4#schema-object */
const KEYWORDS = new Set(
  "$ref title description type enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required allOf oneOf anyOf not items properties additionalProperties format default nullable".split(
    " ",
  ),
);

/** What draft 4 says without constraining. */
const NOTES = new Set(["$schema", "$comment"]);

/**
 * The groups of draft 4, the draft that 3.0 was cut from, whose schemas are Schema Objects: those
 * whose words 3.0 kept. `null` as a type, which it did not keep, is said by `nullable` beside another
 * type and by `enum` alone. Schemas with identifiers, or with references to other servers, are not
 * expressible.
 */
export function expressible(groups: readonly Group[]): Group[] {
  return groups.flatMap((group) => {
    const schema = mapSchemas(group.schema, withNullable);
    return isExpressible(schema) ? [{ ...group, schema }] : [];
  });
}

function withNullable(schema: SchemaObject): SchemaObject {
  const { type, ...rest } = schema;
  if (type === "null") return "enum" in rest ? schema : { ...rest, enum: [null] };
  if (!Array.isArray(type)) return schema;
  const others = type.filter((name) => name !== "null");
  if (others.length !== 1) return schema;
  return { ...rest, type: others[0] as unknown, ...(type.length > 1 ? { nullable: true } : {}) };
}

function isExpressible(root: unknown): boolean {
  if (!isSchemaObject(root)) return false;
  const { definitions = {}, ...own } = root;
  const all = [own, ...Object.values(definitions as SchemaObject)];
  return all.flatMap(schemasIn).every((schema) => Object.entries(schema).every(isWord));
}

function isWord([keyword, value]: readonly [string, unknown]): boolean {
  if (keyword === "type") return typeof value === "string" && value !== "null";
  if (keyword === "items") return isSchemaObject(value);
  if (keyword === "$ref") return /^#(?:\/|$)/.test(String(value));
  return KEYWORDS.has(keyword) || NOTES.has(keyword);
}

/** A Schema Object as a component of an OpenAPI 3.0 document; its `definitions` become components too. */
export function documentOf30(schema: unknown): unknown {
  const moved = mapSchemas(schema, (inner) => {
    const kept = Object.entries(inner).filter(([keyword]) => !NOTES.has(keyword));
    const { $ref } = inner;
    const ref = typeof $ref === "string" ? { $ref: pointerOf($ref) } : {};
    return { ...Object.fromEntries(kept), ...ref };
  });
  const { definitions = {}, ...root } = moved as SchemaObject;
  return {
    openapi: "3.0.4",
    info: { title: "One group of the suite", version: "1.0.0" },
    paths: {},
    components: { schemas: { [COMPONENT]: root, ...(definitions as SchemaObject) } },
  };
}

function pointerOf(ref: string): string {
  const definition = /^#\/definitions(?=\/)/;
  return definition.test(ref)
    ? ref.replace(definition, "#/components/schemas")
    : `#/components/schemas/${COMPONENT}${ref.slice(1)}`;
}

/** A Schema Object of 3.0 in the words of draft 2020-12, for judges that know only those. */
export function asDraft2020(root: unknown): unknown {
  return mapSchemas(root, (schema) => {
    if (typeof schema.$ref === "string") {
      return "definitions" in schema
        ? { $ref: schema.$ref, definitions: schema.definitions }
        : { $ref: schema.$ref };
    }
    const { nullable, exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...rest } = schema;
    const lower = exclusiveMinimum === true ? "exclusiveMinimum" : "minimum";
    const upper = exclusiveMaximum === true ? "exclusiveMaximum" : "maximum";
    return {
      ...rest,
      ...(nullable === true && rest.type !== undefined ? { type: [rest.type, "null"] } : {}),
      ...(minimum === undefined ? {} : { [lower]: minimum }),
      ...(maximum === undefined ? {} : { [upper]: maximum }),
    };
  });
}
