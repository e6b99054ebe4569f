/** A schema that is an object. */
export type SchemaObject = Readonly<Record<string, unknown>>;

export function isSchemaObject(value: unknown): value is SchemaObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
const ONE = new Set(
  "additionalItems additionalProperties contains contentSchema else if items not propertyNames then unevaluatedItems unevaluatedProperties".split(
    " ",
  ),
);
const LISTS = new Set(["allOf", "anyOf", "items", "oneOf", "prefixItems"]);
const NAMED = new Set(
  "$defs definitions dependencies dependentSchemas patternProperties properties".split(" "),
);

/**
 * A schema with every schema inside replaced by what `change` makes of it, innermost first. What is
 * no schema (values of `const` and `enum`, unknown keywords) is carried over.
 */
export function mapSchemas(
  schema: unknown,
  change: (schema: SchemaObject) => SchemaObject,
): unknown {
  if (!isSchemaObject(schema)) return schema;
  const map = (inner: unknown): unknown => mapSchemas(inner, change);
  const members = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (LISTS.has(keyword) && Array.isArray(value)) return [keyword, value.map(map)];
    if (ONE.has(keyword)) return [keyword, map(value)];
    if (NAMED.has(keyword) && isSchemaObject(value)) {
      const named = Object.entries(value).map(([name, inner]) => [name, map(inner)] as const);
      return [keyword, Object.fromEntries(named)];
    }
    return [keyword, value];
  });
  return change(Object.fromEntries(members));
}

/** Every schema inside a schema, itself included. */
export function schemasIn(schema: unknown): SchemaObject[] {
  const found: SchemaObject[] = [];
  mapSchemas(schema, (inner) => {
    found.push(inner);
    return inner;
  });
  return found;
}
