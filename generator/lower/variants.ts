import type { Json, JsonObject } from "../model/json.js";
import { partsOf } from "../model/composition.js";
import { literalsOf } from "../model/literals.js";
import type { Assertions, Discriminator, SchemaId, Variant } from "../model/schema.js";
import { listOf, member, objectOf, textOf } from "./access.js";
import type { Table } from "./shapes.js";
import { componentOf, writtenAt } from "./views/view.js";

/** The discriminator that a schema states; undefined without one. */
export function discriminatorOf(source: JsonObject): Discriminator | undefined {
  const discriminator = objectOf(member(source, "discriminator"));
  const key = textOf(discriminator.propertyName);
  if (key === undefined) return undefined;
  const mapping = objectOf(member(discriminator, "mapping"));
  const otherwise = textOf(member(discriminator, "defaultMapping"));
  return { key, mapping, ...(otherwise === undefined ? {} : { otherwise }) };
}

/** The discriminator of the one parent that all variants have in their `allOf`; undefined without such. */
export function inheritedDiscriminator(
  variants: readonly SchemaId[],
  table: Table,
): Discriminator | undefined {
  const [first, ...others] = variants.map((id) => parentsOf(id, table, new Set()));
  const shared = [...(first ?? [])].find((id) => others.every((parents) => parents.has(id)));
  return shared === undefined ? undefined : discriminatorOf(table.get(shared)?.source ?? {});
}

/** The schemas with a discriminator that a schema is composed of, itself not among them. */
function parentsOf(id: SchemaId, table: Table, seen: Set<SchemaId>): Set<SchemaId> {
  const parents = new Set<SchemaId>();
  if (seen.has(id)) return parents;
  seen.add(id);
  for (const part of partsOf(table.get(id)?.assertions ?? {})) {
    if (discriminatorOf(table.get(part)?.source ?? {}) !== undefined) parents.add(part);
    for (const parent of parentsOf(part, table, seen)) parents.add(parent);
  }
  return parents;
}

/**
 * The variants of a union. A label is given where the variants' own literals do not tell them apart
 * and the discriminator does.
 *
 * @param stated whether the union itself has the discriminator, and not a parent of its variants
 */
export function variantsOf(
  members: readonly SchemaId[],
  discriminator: Discriminator | undefined,
  stated: boolean,
  table: Table,
): Variant[] {
  if (discriminator === undefined) return members.map((schema) => ({ schema, tags: [] }));
  const { key, otherwise } = discriminator;
  const literals = members.map((id) => tagLiterals(followed(id, table), key, table, new Set()));
  return members.map((schema, index): Variant => {
    const own = literals[index] ?? [];
    const others = literals.filter((_, at) => at !== index).flat();
    const isApart = !own.some((value) => others.includes(value));
    const tags = tagsOf(schema, discriminator, own, isApart, table);
    const variant = { schema, tags: stated ? tags : [] };
    const values = own.length === 0 ? tags : tags.filter((value) => own.includes(value));
    const says = own.length === 0 ? !statesTag(schema, key, table, new Set()) : !isApart;
    const isNarrower = values.length > 0 && (own.length === 0 || values.length < own.length);
    if (otherwise !== undefined && leadsTo(otherwise, followed(schema, table))) return variant;
    if (!says || !isNarrower || !takesText(schema, key, table, new Set())) return variant;
    if (isContradicted(followed(schema, table), key, values, table, new Set())) return variant;
    return { ...variant, label: { key, values } };
  });
}

/**
 * The wire values that select a variant: those of `mapping` that lead to it, else the literals of its
 * own tag property, else its component's name. Literals that it shares with others say nothing where
 * the name is one of them.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#discriminator-object
 */
function tagsOf(
  id: SchemaId,
  { mapping }: Discriminator,
  literals: readonly string[],
  isApart: boolean,
  table: Table,
): readonly string[] {
  // Readings of a component in a direction are selected as the component is.
  const target = writtenAt(followed(id, table));
  const name = componentOf(target);
  const mapped = Object.entries(mapping)
    .filter(([, to]) => leadsTo(to, target))
    .map(([value]) => value);
  if (mapped.length > 0) return mapped;
  if (name === undefined || (literals.length > 0 && (isApart || !literals.includes(name))))
    return literals;
  return [name];
}

/** Whether a mapping means a schema, by its place or by its component's name. */
function leadsTo(mapped: Json, id: SchemaId): boolean {
  const target = writtenAt(id);
  const name = componentOf(target);
  return mapped === target || (name !== undefined && mapped === name);
}

function followed(id: SchemaId, table: Table): SchemaId {
  const seen = new Set<SchemaId>();
  let at = id;
  for (;;) {
    const next = table.get(at)?.assertions.ref;
    // A named component keeps its name, even where it is itself no more than a reference.
    if (next === undefined || seen.has(at) || componentOf(at) !== undefined) return at;
    seen.add(at);
    at = next;
  }
}

/** The literals of the tag property; of a union, those of its alternatives, or what its discriminator tells them by. */
function tagLiterals(
  id: SchemaId,
  key: string,
  table: Table,
  seen: Set<SchemaId>,
): readonly string[] {
  const { assertions, source = {} } = table.get(id) ?? {};
  if (assertions === undefined || seen.has(id)) return [];
  seen.add(id);
  const texts = ownLiterals(assertions, key, table)?.filter((value) => typeof value === "string");
  if (texts !== undefined && texts.length > 0) return texts;
  const parts = partsOf(assertions).flatMap((part) => tagLiterals(part, key, table, seen));
  const alternatives = alternativesOf(assertions);
  const nested = unionDiscriminator(source, alternatives, table);
  const inner = alternatives.flatMap((part) => {
    const literals = tagLiterals(followed(part, table), key, table, seen);
    return nested?.key === key ? tagsOf(part, nested, literals, true, table) : literals;
  });
  return [...new Set([...parts, ...inner])];
}

/** The discriminator that tells the alternatives of a union apart: its own, or that of their parent. */
function unionDiscriminator(
  source: JsonObject,
  alternatives: readonly SchemaId[],
  table: Table,
): Discriminator | undefined {
  if (alternatives.length < 2) return undefined;
  return discriminatorOf(source) ?? inheritedDiscriminator(alternatives, table);
}

/** Whether the type of every valid value shows a literal under the tag property, a text or not. */
function statesTag(id: SchemaId, key: string, table: Table, seen: ReadonlySet<SchemaId>): boolean {
  const { assertions = {}, source = {} } = table.get(id) ?? {};
  if (seen.has(id)) return false;
  const inside = new Set([...seen, id]);
  if (ownLiterals(assertions, key, table) !== undefined) return true;
  if (partsOf(assertions).some((part) => statesTag(part, key, table, inside))) return true;
  const alternatives = alternativesOf(assertions);
  // A union by the same tag labels its own variants.
  if (unionDiscriminator(source, alternatives, table)?.key === key) return true;
  return (
    alternatives.length > 0 && alternatives.every((part) => statesTag(part, key, table, inside))
  );
}

/** Whether a default or an example of the tag property is none of the values: names are not meant, then. */
function isContradicted(
  id: SchemaId,
  key: string,
  values: readonly string[],
  table: Table,
  seen: Set<SchemaId>,
): boolean {
  const assertions = table.get(id)?.assertions ?? {};
  if (seen.has(id)) return false;
  seen.add(id);
  const property = new Map(Object.entries(assertions.object?.properties ?? {})).get(key);
  const source = property === undefined ? {} : (table.get(property)?.source ?? {});
  const samples = [
    member(source, "default"),
    member(source, "example"),
    ...listOf(member(source, "examples")),
  ].filter((sample) => typeof sample === "string");
  if (samples.some((sample) => !values.includes(sample))) return true;
  // What a parent gives as an example is one child's, of any of them.
  return (assertions.allOf ?? []).some((part) => isContradicted(part, key, values, table, seen));
}

/** Whether all values are objects whose tag may be a text: of others, a label would leave none. */
function takesText(id: SchemaId, key: string, table: Table, seen: ReadonlySet<SchemaId>): boolean {
  if (seen.has(id)) return true;
  const inside = new Set([...seen, id]);
  const { types, object, enum: listed, const: only, ...others } = table.get(id)?.assertions ?? {};
  if ((listed ?? only) !== undefined || types?.some((type) => type !== "object")) return false;
  const property = new Map(Object.entries(object?.properties ?? {})).get(key);
  if (property !== undefined && !mayBeText(property, table, new Set())) return false;
  return [...partsOf(others), ...alternativesOf(others)].every((part) =>
    takesText(part, key, table, inside),
  );
}

function mayBeText(id: SchemaId, table: Table, seen: ReadonlySet<SchemaId>): boolean {
  const { types, ...assertions } = table.get(id)?.assertions ?? {};
  if (seen.has(id)) return true;
  const inside = new Set([...seen, id]);
  const alternatives = alternativesOf(assertions);
  return (
    (types?.includes("string") ?? true) &&
    partsOf(assertions).every((part) => mayBeText(part, table, inside)) &&
    (alternatives.length === 0 || alternatives.some((part) => mayBeText(part, table, inside)))
  );
}

/** The literals that a schema says of its tag property; undefined where it says none. */
function ownLiterals({ object }: Assertions, key: string, table: Table): Json[] | undefined {
  const property = new Map(Object.entries(object?.properties ?? {})).get(key);
  return property === undefined ? undefined : literalsBehind(property, table, new Set());
}

/** The values of an enumeration, through references, parts and alternatives: `anyOf: [enum, null]`. */
function literalsBehind(
  id: SchemaId,
  table: Table,
  seen: ReadonlySet<SchemaId>,
): Json[] | undefined {
  const assertions = table.get(id)?.assertions ?? {};
  if (seen.has(id)) return undefined;
  const inside = new Set([...seen, id]);
  const own = literalsOf(assertions);
  if (own !== undefined) return [...own];
  if (assertions.types?.length === 1 && assertions.types[0] === "null") return [null];
  for (const part of partsOf(assertions)) {
    const found = literalsBehind(part, table, inside);
    if (found !== undefined) return found;
  }
  const lists = alternativesOf(assertions).map((part) => literalsBehind(part, table, inside));
  return lists.length === 0 || lists.includes(undefined)
    ? undefined
    : lists.flatMap((list) => list ?? []);
}

function alternativesOf({ anyOf = [], oneOf = [] }: Assertions): readonly SchemaId[] {
  return [...anyOf, ...oneOf];
}
