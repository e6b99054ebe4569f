import { isList, isObject, memberOf, type Json, type JsonObject } from "./json.js";

/** How the schemas inside a keyword's value stand: alone, in a list, or by names. */
type Holding = "one" | "list" | "map";

/** The keywords that hold schemas. @see https://json-schema.org/draft/2020-12/json-schema-core#section-10 */
const HOLDERS: ReadonlyMap<string, Holding> = new Map([
  ...["not", "if", "then", "else", "items", "contains", "unevaluatedItems"].map(
    (name) => [name, "one"] as const,
  ),
  ...["additionalProperties", "propertyNames", "unevaluatedProperties"].map(
    (name) => [name, "one"] as const,
  ),
  ...["allOf", "anyOf", "oneOf", "prefixItems"].map((name) => [name, "list"] as const),
  ...["properties", "patternProperties", "dependentSchemas"].map((name) => [name, "map"] as const),
]);

export function holdingOf(keyword: string): Holding | undefined {
  return HOLDERS.get(keyword);
}

/** The schemas that stand directly in a schema. */
export function subschemas(schema: Json): Json[] {
  if (!isObject(schema)) return [];
  return Object.entries(schema).flatMap(([keyword, value]): Json[] => {
    const holding = holdingOf(keyword);
    if (holding === "one") return [value];
    if (holding === "list" && isList(value)) return [...value];
    return holding === "map" && isObject(value) ? Object.values(value) : [];
  });
}

/** What is put in a schema's place: `read` has the schemas inside it replaced already, `written` has not. */
export type Change = (read: JsonObject, written: JsonObject) => Json;

/** The schema with each schema inside it replaced, from the inside out. */
export function rewritten(schema: Json, change: Change): Json {
  if (!isObject(schema)) return schema;
  const inner = (part: Json): Json => rewritten(part, change);
  const members = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    const holding = holdingOf(keyword);
    if (holding === "one") return [keyword, inner(value)];
    if (holding === "list" && isList(value)) return [keyword, value.map(inner)];
    if (holding !== "map" || !isObject(value)) return [keyword, value];
    const named = Object.entries(value).map(([name, part]) => [name, inner(part)] as const);
    return [keyword, Object.fromEntries(named)];
  });
  return change(Object.fromEntries(members), schema);
}

/** Schemas by the names they have among the components of a document. */
export type Components = { readonly [name: string]: Json };

const PREFIX = "#/components/schemas/";

export function referenceTo(name: string): JsonObject {
  return { $ref: `${PREFIX}${name}` };
}

/** The component a schema refers to, within its document or from outside. */
export function targetOf(schema: JsonObject): string | undefined {
  const ref = memberOf(schema, "$ref");
  const start = typeof ref === "string" ? ref.indexOf(PREFIX) : -1;
  return typeof ref === "string" && start >= 0 ? ref.slice(start + PREFIX.length) : undefined;
}

/** A component and every component it leads to. */
export function reachableFrom(name: string, components: Components): Set<string> {
  const found = new Set<string>();
  const stack = [name];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const schema = found.has(next) ? undefined : components[next];
    if (schema === undefined) continue;
    found.add(next);
    for (const part of everySchema(schema)) {
      const target = isObject(part) ? targetOf(part) : undefined;
      if (target !== undefined) stack.push(target);
    }
  }
  return found;
}

/** A schema and all schemas inside it. */
export function everySchema(schema: Json): Json[] {
  return [schema, ...subschemas(schema).flatMap(everySchema)];
}

/** Every keyword a component speaks with, its references followed. Boolean schemas count as keywords. */
export function keywordsOf(name: string, components: Components): Set<string> {
  const keywords = new Set<string>();
  for (const reached of reachableFrom(name, components)) {
    for (const schema of everySchema(components[reached] ?? true)) {
      for (const keyword of isObject(schema) ? Object.keys(schema) : [String(schema)]) {
        keywords.add(keyword);
      }
    }
  }
  return keywords;
}
