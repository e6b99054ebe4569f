import { literalsOf } from "../../model/literals.js";
import type { Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { Schema, SchemaId } from "../../model/schema.js";

type Schemas = ApiModel["schemas"];

/** The schema itself, and those that hold in its place whatever the value: `$ref` and `allOf`. */
export function conjuncts(id: SchemaId, schemas: Schemas): Schema[] {
  const found = new Map<SchemaId, Schema>();
  const stack = [id];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const schema = schemas[next];
    if (schema === undefined || found.has(next)) continue;
    found.set(next, schema);
    const { ref, allOf = [] } = schema.assertions;
    stack.push(...(ref === undefined ? allOf : [ref, ...allOf]));
  }
  return [...found.values()];
}

/** Every schema that a value of the schema may be read by in place, alternatives included. */
export function inPlace(id: SchemaId, schemas: Schemas): Set<SchemaId> {
  const found = new Set<SchemaId>();
  const stack = [id];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const assertions = schemas[next]?.assertions;
    if (assertions === undefined || found.has(next)) continue;
    found.add(next);
    const { ref, allOf = [], anyOf = [], oneOf = [], conditional, object } = assertions;
    const { then, else: otherwise } = conditional ?? {};
    const parts = [ref, ...allOf, ...anyOf, ...oneOf, conditional?.if, then, otherwise];
    stack.push(...parts.filter((part) => part !== undefined));
    stack.push(...Object.values(object?.dependentSchemas ?? {}));
  }
  return found;
}

/** Only sent, only answered, or both: what any part of the schema says. */
export function accessOf(id: SchemaId, schemas: Schemas): Schema["access"] {
  const own = schemas[id];
  if (own?.assertions.ref === undefined && own?.assertions.allOf === undefined)
    return own?.access ?? "both";
  const said = conjuncts(id, schemas).find(({ access }) => access !== "both");
  return said?.access ?? "both";
}

/** Where a schema, or a part of it, describes a member: one id a place. */
export function describedAt(id: SchemaId, key: string, schemas: Schemas): SchemaId[] {
  return conjuncts(id, schemas).flatMap(({ assertions: { object } }) => {
    const properties = object?.properties ?? {};
    return Object.hasOwn(properties, key) ? [properties[key] as SchemaId] : [];
  });
}

export function isRequired(id: SchemaId, key: string, schemas: Schemas): boolean {
  return conjuncts(id, schemas).some(({ assertions }) =>
    assertions.object?.required?.includes(key),
  );
}

/** The values a schema lists, by itself or through what it refers to; undefined without a list. */
export function listedValues(id: SchemaId, schemas: Schemas): readonly Json[] | undefined {
  const lists = conjuncts(id, schemas).flatMap(({ assertions }) => {
    const values = literalsOf(assertions);
    return values === undefined ? [] : [values];
  });
  return lists.length === 1 ? lists[0] : undefined;
}
