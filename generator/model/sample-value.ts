import { multipleFrom, plus } from "./decimals.js";
import { formatNamed } from "./formats.js";
import type { Json, JsonType } from "./json.js";
import type { ApiModel } from "./model.js";
import type { Assertions, Schema, SchemaId } from "./schema.js";

/** How deep values nest before a list stays empty and an object bare. */
const DEEPEST = 8;

/**
 * A small value for a schema without examples: what it requires, no more. Read by people; it is
 * meant to be valid, and not proved to be (patterns are not solved).
 */
export function sampleValue(id: SchemaId, model: ApiModel): Json {
  return synthesised([id], model, 0);
}

function synthesised(ids: readonly SchemaId[], model: ApiModel, depth: number): Json {
  const schemas = applicable(ids, model);
  for (const { assertions } of schemas)
    if (assertions.const !== undefined) return assertions.const.value;
  for (const { assertions } of schemas) {
    const [first] = assertions.enum ?? [];
    if (first !== undefined) return first;
  }
  for (const { examples, default: standard } of schemas) {
    const [example] = examples;
    if (example !== undefined) return example.value;
    if (standard !== undefined) return standard;
  }
  const all = schemas.map(({ assertions }) => assertions);
  switch (typeOf(all)) {
    case "null":
      return null;
    case "boolean":
      return true;
    case "integer":
    case "number":
      return number(all);
    case "array":
      return list(all, model, depth);
    case "object":
      return object(all, model, depth);
    case "string":
    case undefined:
      return text(all);
  }
}

/** A schema with what it refers to, all parts of `allOf`, the first branch of each union. */
function applicable(ids: readonly SchemaId[], model: ApiModel): Schema[] {
  const found = new Map<SchemaId, Schema>();
  const add = (id: SchemaId | undefined): void => {
    const schema = id === undefined ? undefined : model.schemas[id];
    if (id === undefined || schema === undefined || found.has(id)) return;
    found.set(id, schema);
    const { ref, allOf, anyOf, oneOf } = schema.assertions;
    add(ref);
    allOf?.forEach(add);
    add(oneOf?.[0]);
    add(anyOf?.[0]);
  };
  ids.forEach(add);
  return [...found.values()];
}

function typeOf(all: readonly Assertions[]): JsonType | undefined {
  for (const { types } of all) {
    const type = types?.find((one) => one !== "null") ?? types?.[0];
    if (type !== undefined) return type;
  }
  if (all.some((one) => one.object !== undefined)) return "object";
  if (all.some((one) => one.array !== undefined)) return "array";
  return all.some((one) => one.number !== undefined) ? "number" : undefined;
}

function number(all: readonly Assertions[]): number {
  const rules = all.flatMap((one) => one.number ?? []);
  const least = Math.max(...rules.map((rule) => rule.minimum ?? -Infinity));
  const above = Math.max(...rules.map((rule) => rule.exclusiveMinimum ?? -Infinity));
  const most = Math.min(...rules.map((rule) => rule.maximum ?? Infinity));
  const step = rules.find((rule) => rule.multipleOf !== undefined)?.multipleOf ?? 1;
  const wish = Math.max(
    1,
    Number.isFinite(least) ? least : 1,
    Number.isFinite(above) ? plus(above, step) : 1,
  );
  const value = Math.min(multipleFrom(wish, step), most);
  const below = Math.min(...rules.map((rule) => rule.exclusiveMaximum ?? Infinity));
  if (value < below) return value;
  const next = plus(below, -step);
  return next >= least && next > above ? next : (Math.max(least, above) + below) / 2;
}

function text(all: readonly Assertions[]): string {
  const rules = all.flatMap((one) => one.string ?? []);
  const format = rules.find((rule) => rule.format !== undefined)?.format;
  const known = formatNamed(format)?.sample;
  if (known !== undefined) return known;
  const min = Math.max(0, ...rules.map((rule) => rule.minLength ?? 0));
  const max = Math.min(...rules.map((rule) => rule.maxLength ?? Infinity));
  return "text".padEnd(Math.min(min, 10_000), "x").slice(0, max);
}

function list(all: readonly Assertions[], model: ApiModel, depth: number): Json {
  const rules = all.flatMap((one) => one.array ?? []);
  const items = rules.flatMap((rule) => rule.items ?? []);
  const fixed = rules.flatMap((rule) => rule.prefixItems ?? []);
  if (depth >= DEEPEST) return [];
  const count = Math.max(1, ...rules.map((rule) => rule.minItems ?? 0), fixed.length);
  if (items.length === 0 && fixed.length === 0) return [];
  const length = Math.min(count, 10, ...rules.map((rule) => rule.maxItems ?? Infinity));
  return Array.from({ length }, (_, index) => {
    const own = fixed[index];
    return synthesised(own === undefined ? items : [own], model, depth + 1);
  });
}

function object(all: readonly Assertions[], model: ApiModel, depth: number): Json {
  const rules = all.flatMap((one) => one.object ?? []);
  const required = new Set(rules.flatMap((rule) => rule.required ?? []));
  if (depth >= DEEPEST) return {};
  const schemasOf = (key: string): SchemaId[] =>
    rules.flatMap(({ properties = {} }) =>
      Object.hasOwn(properties, key) ? (properties[key] ?? []) : [],
    );
  const isSent = (key: string): boolean =>
    schemasOf(key).every((id) => model.schemas[id]?.access !== "read");
  const keys = [...required].filter(isSent);
  const fewest = Math.max(0, ...rules.map((rule) => rule.minProperties ?? 0));
  const others = rules.flatMap(({ properties = {} }) => Object.keys(properties));
  for (const key of others) {
    if (keys.length < fewest && !keys.includes(key) && isSent(key)) keys.push(key);
  }
  const rest = rules.flatMap((rule) => rule.additionalProperties ?? []);
  const isOpen = rest.every((id) => model.schemas[id]?.shape.kind !== "never");
  const named = keys.map((key) => [key, schemasOf(key)] as const);
  const lacking = isOpen ? Math.min(fewest, 10) - keys.length : 0;
  const made = Array.from({ length: Math.max(0, lacking) }, (_, index) => {
    return [index === 0 ? "key" : `key${String(index + 1)}`, rest] as const;
  });
  return Object.fromEntries(
    [...named, ...made].map(([key, ids]) => [key, synthesised(ids, model, depth + 1)]),
  );
}
