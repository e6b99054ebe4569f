import type { Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import { escapeToken } from "../../model/pointer.js";
import type { Schema, SchemaId } from "../../model/schema.js";
import { hasSecrets } from "../../model/secrets.js";

/**
 * JSON pointers into a value whose schema calls them secret. Every branch of a union counts: a
 * secret shown by mistake is worse than a variable too many.
 */
export function secretsOf(schemas: ApiModel["schemas"], id: SchemaId, value: Json): Set<string> {
  const found = new Set<string>();
  if (!hasSecrets(schemas)) return found;
  visit([id], value, "");
  return found;

  function visit(ids: readonly SchemaId[], here: Json, pointer: string): void {
    const applicable = applicableTo(schemas, ids);
    if (applicable.some((schema) => schema.secret)) {
      found.add(pointer);
      return;
    }
    if (typeof here !== "object" || here === null) return;
    const below = (key: string, child: Json, list: boolean): void =>
      visit(
        applicable.flatMap((schema) =>
          list ? itemsOf(schema, Number(key)) : membersOf(schema, key),
        ),
        child,
        `${pointer}/${escapeToken(key)}`,
      );
    const list = Array.isArray(here);
    for (const [key, child] of Object.entries(here)) below(key, child as Json, list);
  }
}

/** The schemas and everything they include in place: references, `allOf`, branches. */
function applicableTo(schemas: ApiModel["schemas"], ids: readonly SchemaId[]): Schema[] {
  const found = new Map<SchemaId, Schema>();
  const add = (id: SchemaId | undefined): void => {
    const schema = id === undefined ? undefined : schemas[id];
    if (id === undefined || schema === undefined || found.has(id)) return;
    found.set(id, schema);
    const { ref, allOf, anyOf, oneOf, conditional, object } = schema.assertions;
    [ref, conditional?.then, conditional?.else].forEach(add);
    [allOf, anyOf, oneOf, Object.values(object?.dependentSchemas ?? {})].forEach((group) =>
      group?.forEach(add),
    );
  };
  ids.forEach(add);
  return [...found.values()];
}

function membersOf({ assertions: { object } }: Schema, key: string): SchemaId[] {
  const named =
    object?.properties !== undefined && Object.hasOwn(object.properties, key)
      ? object.properties[key]
      : undefined;
  // Which patterns match is not worth asking: all of them count.
  const others = [
    ...Object.values(object?.patternProperties ?? {}),
    object?.additionalProperties,
    object?.unevaluatedProperties,
  ];
  return (named === undefined ? others : [named]).filter((id) => id !== undefined);
}

function itemsOf({ assertions: { array } }: Schema, index: number): SchemaId[] {
  return [
    array?.prefixItems?.[index],
    array?.items,
    array?.contains?.schema,
    array?.unevaluatedItems,
  ].filter((id) => id !== undefined);
}
