import { isList, isObject, memberOf, type Json, type JsonObject } from "./json.js";

const ALL_TYPES = ["null", "boolean", "number", "integer", "string", "array", "object"];

/** The types that all of the schemas allow. */
export function typesOf(all: readonly JsonObject[]): string[] {
  let types = ALL_TYPES;
  for (const schema of all) {
    const type = memberOf(schema, "type");
    if (type === undefined) continue;
    const own = isList(type) ? type : [type];
    types = types.filter(
      (name) => own.includes(name) || (name === "integer" && own.includes("number")),
    );
  }
  return types;
}

const SPOKEN: { readonly [type: string]: RegExp | undefined } = {
  number: /^(?:multipleOf|m(?:in|ax)imum|exclusiveM)/,
  string: /Length$|^pattern$|^format$/,
  array: /[iI]tems$|[cC]ontains$/,
  object: /[pP]roperties$|^required$|^propertyNames$|^dependent/,
};

/** Whether a schema has keywords about values of that type. */
export function speaksOf(schema: JsonObject, type: string): boolean {
  const pattern = SPOKEN[type];
  return pattern !== undefined && Object.keys(schema).some((keyword) => pattern.test(keyword));
}

/** The numbers that stand under any of the keywords in any of the schemas. */
export function numbersOf(all: readonly JsonObject[], ...keywords: readonly string[]): number[] {
  return all.flatMap((schema) =>
    keywords.flatMap((keyword) => {
      const value = memberOf(schema, keyword);
      return typeof value === "number" ? [value] : [];
    }),
  );
}

export function textOf(schema: JsonObject, keyword: string): string[] {
  const value = memberOf(schema, keyword);
  return typeof value === "string" ? [value] : [];
}

export function listOf(schema: JsonObject, keyword: string): readonly Json[] {
  const value = memberOf(schema, keyword);
  return isList(value) ? value : [];
}

export function mapOf(schema: JsonObject, keyword: string): JsonObject {
  const value = memberOf(schema, keyword);
  return isObject(value) ? value : {};
}

/** Whether the schema refuses members it does not name. */
export function isClosed(schema: JsonObject): boolean {
  return ["additionalProperties", "unevaluatedProperties"].some(
    (keyword) => memberOf(schema, keyword) === false,
  );
}

/** What a schema says of the item at a place. */
export function itemAt(schema: JsonObject, index: number): Json[] {
  const prefix = listOf(schema, "prefixItems")[index];
  if (prefix !== undefined) return [prefix];
  const items = memberOf(schema, "items") ?? memberOf(schema, "unevaluatedItems");
  return items === undefined || items === false ? [] : [items];
}

/** What a schema, one of all that hold, says of a member. */
export function memberAt(schema: JsonObject, name: string, all: readonly JsonObject[]): Json[] {
  const own = memberOf(mapOf(schema, "properties"), name);
  const matching = Object.entries(mapOf(schema, "patternProperties"))
    .filter(([source]) => new RegExp(source, "u").test(name))
    .map(([, part]) => part);
  const found = own === undefined ? matching : [own, ...matching];
  if (found.length > 0) return found;
  const additional = memberOf(schema, "additionalProperties");
  if (additional !== undefined) return additional === false ? [] : [additional];
  const rest = memberOf(schema, "unevaluatedProperties");
  const known = all.some((other) => memberOf(mapOf(other, "properties"), name) !== undefined);
  return rest === undefined || rest === false || known ? [] : [rest];
}
