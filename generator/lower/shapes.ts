import type { JsonObject, JsonType } from "../model/json.js";
import { literalsOf, onlyConstrains } from "../model/literals.js";
import type { Assertions, Property, SchemaId, Shape } from "../model/schema.js";
import { discriminatorOf, inheritedDiscriminator, variantsOf } from "./variants.js";
import type { ReadSchema } from "./schemas.js";

/** A schema's interpretation: what a programmer calls it, and whether `null` is among its values. */
export interface Interpretation {
  readonly shape: Shape;
  readonly nullable: boolean;
}

export type Table = ReadonlyMap<SchemaId, ReadSchema>;

/** Interprets one schema of the table. Looks into others only to merge `allOf` and to recognise `null`. */
export function interpret(id: SchemaId, table: Table): Interpretation {
  const { assertions, source } = table.get(id) ?? { assertions: {}, source: {} };
  const values = literalsOf(assertions);
  if (values !== undefined) {
    const named = values.filter((value) => value !== null);
    const nullable = named.length < values.length;
    if (named.length === 0) return { shape: nullable ? NULL : { kind: "never" }, nullable: false };
    return { shape: { kind: "literals", values: named }, nullable };
  }
  const types = assertions.types?.filter((type) => type !== "null");
  if (types?.length === 0) {
    return { shape: assertions.types?.length === 0 ? { kind: "never" } : NULL, nullable: false };
  }
  const union = unionOf(assertions, source, table);
  const nullable = (assertions.types?.includes("null") ?? false) || (union?.nullable ?? false);
  return { shape: union?.shape ?? plainShape(id, types, assertions, table), nullable };
}

const NULL: Shape = { kind: "scalar", type: "null" };

/**
 * `oneOf` or `anyOf` that tell kinds of values apart. One whose members only constrain what stands
 * beside them (`required`, `not`, …) is no union to a reader: the assertions keep it.
 */
function unionOf(
  assertions: Assertions,
  source: JsonObject,
  table: Table,
): { shape: Shape; nullable: boolean } | undefined {
  const members = assertions.oneOf ?? assertions.anyOf;
  if (members === undefined || members.length === 0) return undefined;
  const named = members.filter((id) => !isNull(table.get(id)));
  const nullable = named.length < members.length;
  if (named.length > 0 && named.every((id) => onlyConstrains(table.get(id)?.assertions ?? {})))
    return undefined;
  const properties = propertiesOf(assertions);
  const [only] = named;
  if (only === undefined) return { shape: NULL, nullable: false };
  if (named.length === 1 && properties.length === 0 && assertions.allOf === undefined) {
    return { shape: { kind: "reference", target: only }, nullable };
  }
  const own = discriminatorOf(source);
  // Children of one parent are told apart by the parent's, whether the union repeats it or not.
  const discriminator = own ?? inheritedDiscriminator(named, table);
  const union: Shape = {
    kind: "union",
    variants: variantsOf(named, discriminator, own !== undefined, table),
    exclusive: assertions.oneOf !== undefined,
    properties,
    ...(own === undefined ? {} : { discriminator: own.key }),
  };
  return { shape: union, nullable };
}

function isNull(schema: ReadSchema | undefined): boolean {
  const { types, const: constant, enum: values } = schema?.assertions ?? {};
  if (constant !== undefined) return constant.value === null;
  if (values?.length === 1) return values[0] === null;
  return types?.length === 1 && types[0] === "null";
}

function plainShape(
  id: SchemaId,
  types: readonly JsonType[] | undefined,
  assertions: Assertions,
  table: Table,
): Shape {
  if (assertions.ref !== undefined && onlyRefers(assertions)) {
    return { kind: "reference", target: assertions.ref };
  }
  if (assertions.allOf !== undefined || assertions.ref !== undefined) {
    return composedShape(id, assertions, table);
  }
  if (types !== undefined && types.length > 1) return { kind: "mixed", types };
  const type = types?.[0] ?? impliedType(assertions);
  switch (type) {
    case undefined:
      return { kind: "unknown" };
    case "object":
      return objectShape(assertions, table);
    case "array":
      return arrayShape(assertions, table);
    case "string":
      return scalar("string", assertions.string?.format);
    case "number":
    case "integer":
      return scalar(type, assertions.number?.format);
    case "boolean":
    case "null":
      return scalar(type);
  }
}

function scalar(type: Exclude<JsonType, "array" | "object">, format?: string): Shape {
  return format === undefined ? { kind: "scalar", type } : { kind: "scalar", type, format };
}

/** The one type that a schema without `type` speaks of. */
function impliedType({ object, array, string, number }: Assertions): JsonType | undefined {
  const groups: [JsonType, unknown][] = [
    ["object", object],
    ["array", array],
    ["string", string],
    ["number", number],
  ];
  const spoken = groups.filter(([, group]) => group !== undefined);
  return spoken.length === 1 ? spoken[0]?.[0] : undefined;
}

function onlyRefers(assertions: Assertions): boolean {
  return Object.keys(assertions).every((group) => group === "ref");
}

function objectShape(assertions: Assertions, table: Table): Shape {
  return { kind: "object", properties: propertiesOf(assertions), rest: restOf(assertions, table) };
}

function restOf({ object }: Assertions, table: Table): SchemaId | "any" | "none" {
  return openness(object?.additionalProperties ?? object?.unevaluatedProperties, table);
}

/** `true` and `{}` say "any", `false` says "none". */
function openness(id: SchemaId | undefined, table: Table): SchemaId | "any" | "none" {
  const assertions = id === undefined ? undefined : table.get(id)?.assertions;
  if (id === undefined || assertions === undefined || Object.keys(assertions).length === 0)
    return "any";
  return assertions.types?.length === 0 ? "none" : id;
}

function propertiesOf({ object }: Assertions): Property[] {
  const required = new Set(object?.required);
  return Object.entries(object?.properties ?? {}).map(([key, schema]) => ({
    key,
    schema,
    presence: required.has(key) ? "required" : "optional",
  }));
}

function arrayShape({ array }: Assertions, table: Table): Shape {
  const rest = openness(array?.items, table);
  if (array?.prefixItems !== undefined) return { kind: "tuple", items: array.prefixItems, rest };
  return rest === "none" ? { kind: "tuple", items: [], rest } : { kind: "array", item: rest };
}

/** `allOf` (and a `$ref` with siblings): one object when every part is a plain object, else an intersection. */
function composedShape(id: SchemaId, assertions: Assertions, table: Table): Shape {
  const parts = [
    ...(assertions.ref === undefined ? [] : [assertions.ref]),
    ...(assertions.allOf ?? []),
  ];
  const [only] = parts;
  // One part with nothing beside it but annotations is that part, under a description of its own.
  if (parts.length === 1 && only !== undefined && assertions.object === undefined) {
    return { kind: "reference", target: only };
  }
  const merged = mergedProperties(id, table, new Set());
  if (merged !== undefined) {
    const properties = [...merged.properties.values()].map((property): Property => ({
      ...property,
      presence: merged.required.has(property.key) ? "required" : "optional",
    }));
    return { kind: "object", properties, rest: merged.rest };
  }
  const properties = propertiesOf(assertions);
  return { kind: "intersection", parts, properties };
}

interface Merged {
  readonly properties: Map<string, Property>;
  readonly required: Set<string>;
  rest: SchemaId | "any" | "none";
}

/** What was merged before: parts that many schemas share, and those share again, are merged once. */
const merges = new WeakMap<Table, Map<SchemaId, Merged | undefined>>();

/** All members of an `allOf` of plain objects; undefined when a part is something else or recursive. */
function mergedProperties(id: SchemaId, table: Table, seen: Set<SchemaId>): Merged | undefined {
  const known = merges.get(table) ?? new Map<SchemaId, Merged | undefined>();
  merges.set(table, known);
  // Whatever reaches a cycle is none, from wherever it is asked: no answer depends on `seen`.
  if (!known.has(id)) known.set(id, seen.has(id) ? undefined : merge(id, table, seen));
  return known.get(id);
}

function merge(id: SchemaId, table: Table, seen: Set<SchemaId>): Merged | undefined {
  const assertions = table.get(id)?.assertions;
  if (assertions === undefined) return undefined;
  const {
    types,
    object,
    ref,
    allOf = [],
    oneOf,
    anyOf,
    enum: values,
    const: constant,
  } = assertions;
  if (types !== undefined && !types.includes("object")) return undefined;
  if (oneOf !== undefined || values !== undefined || constant !== undefined) return undefined;
  if (anyOf?.some((part) => !onlyConstrains(table.get(part)?.assertions ?? {}))) return undefined;
  const parts = ref === undefined ? allOf : [ref, ...allOf];
  // A part that says nothing of objects (a bare string constraint, say) is no plain object.
  if (
    types === undefined &&
    object === undefined &&
    parts.length === 0 &&
    !isAnnotation(assertions)
  ) {
    return undefined;
  }
  const merged: Merged = { properties: new Map(), required: new Set(), rest: "any" };
  for (const part of parts) {
    const inner = mergedProperties(part, table, new Set([...seen, id]));
    if (inner === undefined) return undefined;
    for (const [key, property] of inner.properties) merged.properties.set(key, property);
    for (const key of inner.required) merged.required.add(key);
    if (inner.rest !== "any") merged.rest = inner.rest;
  }
  for (const property of propertiesOf(assertions)) merged.properties.set(property.key, property);
  for (const key of object?.required ?? []) merged.required.add(key);
  const rest = restOf(assertions, table);
  if (rest !== "any") merged.rest = rest;
  return merged;
}

function isAnnotation(assertions: Assertions): boolean {
  return Object.keys(assertions).every((group) => group === "conditional" || group === "anyOf");
}
