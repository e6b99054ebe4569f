import { isList, isObject, memberOf, without, type Json, type JsonObject } from "../fuzz/json.js";
import { referenceTo, rewritten, type Components } from "../fuzz/keywords.js";

/** The schemas of a document that are asked about, and all they lead to, by names without a meaning. */
export interface Gathered {
  readonly components: Components;
  /** The name of the schema at a pointer; undefined where the document has none. */
  nameOf(pointer: string): string | undefined;
}

/** What identifies a schema or keeps others: pointers lead to both by now. */
const RESOURCE = ["$id", "$anchor", "$dynamicAnchor", "$schema", "$defs", "discriminator"];

/**
 * Takes schemas out of a canonical document, where a reference may lead to any place, so that each
 * is a component of its own and a reference leads to nothing else.
 */
export function gatherSchemas(document: Json, pointers: readonly string[]): Gathered {
  const names = new Map<string, string>();
  const components: Record<string, Json> = {};
  const pending: string[] = [];
  const nameOf = (pointer: string): string => {
    const name = names.get(pointer) ?? `s${String(names.size)}`;
    if (!names.has(pointer)) {
      names.set(pointer, name);
      pending.push(pointer);
    }
    return name;
  };
  for (const pointer of pointers) if (schemaAt(document, pointer) !== undefined) nameOf(pointer);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const schema = schemaAt(document, next);
    // The generator has resolved every reference, or refused the document.
    if (schema === undefined) throw new Error(`nothing at ${next}`);
    components[nameOf(next)] = rewritten(schema, (part) => renamed(part, nameOf));
  }
  return {
    components,
    nameOf: (pointer) => names.get(pointer),
  };
}

function renamed(schema: JsonObject, nameOf: (pointer: string) => string): JsonObject {
  const own = without(schema, ...RESOURCE);
  const ref = memberOf(own, "$ref");
  return typeof ref === "string" ? { ...own, ...referenceTo(nameOf(ref)) } : own;
}

/** What stands at a pointer of a canonical document, `#/components/schemas/Pet`. */
function schemaAt(document: Json, pointer: string): Json | undefined {
  const tokens = pointer.split("/").slice(1);
  return tokens
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json | undefined>((at, token) => {
      if (isList(at)) return at[Number(token)];
      return isObject(at) ? memberOf(at, token) : undefined;
    }, document);
}

/** The schemas that hold of the same value as this one, by reference or as a part; itself the first. */
export function conjunctsOf(schema: Json, components: Components): JsonObject[] {
  return closure(schema, (next) => [referred(next, components) ?? true, ...listAt(next, "allOf")]);
}

/** The same, and those that may hold of it: alternatives, conditions and what follows from them. */
export function inPlaceOf(schema: Json, components: Components): JsonObject[] {
  return closure(schema, (next) => {
    const dependent = memberOf(next, "dependentSchemas");
    return [
      referred(next, components) ?? true,
      ...["allOf", "anyOf", "oneOf"].flatMap((keyword) => listAt(next, keyword)),
      ...["if", "then", "else"].map((keyword) => memberOf(next, keyword) ?? true),
      ...(isObject(dependent) ? Object.values(dependent) : []),
    ];
  });
}

function closure(schema: Json, parts: (schema: JsonObject) => readonly Json[]): JsonObject[] {
  const found = new Set<JsonObject>();
  const stack = [schema];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (!isObject(next) || found.has(next)) continue;
    found.add(next);
    stack.push(...parts(next));
  }
  return [...found];
}

/** The list of a keyword; none where it is absent. */
export function listAt(schema: JsonObject, keyword: string): readonly Json[] {
  const list = memberOf(schema, keyword);
  return isList(list) ? list : [];
}

/** The component a schema refers to. */
export function referred(schema: JsonObject, components: Components): Json | undefined {
  const ref = memberOf(schema, "$ref");
  return typeof ref === "string" ? components[ref.slice(ref.lastIndexOf("/") + 1)] : undefined;
}
