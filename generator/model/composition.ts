import { parentOf, tokensOf } from "./pointer.js";
import type { Assertions, SchemaId } from "./schema.js";

/** What the questions below are asked about: assertions by schema, `{}` for an unknown one. */
export type AssertionsOf = (id: SchemaId) => Assertions;

/** `$ref` and `allOf`: all hold of the value itself. @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1 */
export function partsOf({ ref, allOf = [] }: Assertions): readonly SchemaId[] {
  return ref === undefined ? allOf : [ref, ...allOf];
}

/** The keys that a schema or a part of its `allOf` requires, however deep; shared parts are asked once. */
export function demandedKeys(
  id: SchemaId,
  assertionsOf: AssertionsOf,
  seen = new Set<SchemaId>(),
): Set<string> {
  if (seen.has(id)) return new Set();
  seen.add(id);
  const assertions = assertionsOf(id);
  const deeper = partsOf(assertions).flatMap((part) => [...demandedKeys(part, assertionsOf, seen)]);
  return new Set([...(assertions.object?.required ?? []), ...deeper]);
}

/** A member's schema, and whether the place that describes the member requires it as well. */
export interface Described {
  readonly schema: SchemaId;
  readonly required: boolean;
}

/** Where a schema or a part of its `allOf` describes a key; shared parts are asked once. */
export function describedMember(
  id: SchemaId,
  key: string,
  assertionsOf: AssertionsOf,
  seen = new Set<SchemaId>(),
): Described | undefined {
  if (seen.has(id)) return undefined;
  seen.add(id);
  const { object, ...assertions } = assertionsOf(id);
  const schema = new Map(Object.entries(object?.properties ?? {})).get(key);
  if (schema !== undefined) return { schema, required: object?.required?.includes(key) ?? false };
  for (const part of partsOf(assertions)) {
    const found = describedMember(part, key, assertionsOf, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Where the schemas around an inline one describe a key: it is an alternative or a part of theirs,
 * and what they say holds of the same value.
 */
export function describedAround(
  id: SchemaId,
  key: string,
  assertionsOf: AssertionsOf,
): Described | undefined {
  for (let at = whole(id, assertionsOf); at !== undefined; at = whole(at, assertionsOf)) {
    const found = describedMember(at, key, assertionsOf);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The schema that applies an inline one in place: `…/allOf/0` is a part of `…`. */
function whole(id: SchemaId, assertionsOf: AssertionsOf): SchemaId | undefined {
  const keyword = tokensOf(id).at(-2);
  if (keyword !== "allOf" && keyword !== "anyOf" && keyword !== "oneOf") return undefined;
  const above = parentOf(parentOf(id));
  return assertionsOf(above)[keyword]?.includes(id) === true ? above : undefined;
}
