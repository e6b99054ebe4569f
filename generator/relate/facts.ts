import { formatNamed } from "../model/formats.js";
import type { Assertions, Schema, SchemaId } from "../model/schema.js";
import {
  anyOfType,
  COUNTS,
  VALUE_TYPES,
  type Alternative,
  type Bound,
  type Stated,
  type ValueType,
} from "./alternative.js";
import { settled } from "./merge.js";
import { includesValue, valueTypeOf } from "./values.js";

type Open = { -readonly [K in keyof Alternative]: Alternative[K] };

/**
 * What a schema's own keywords say, one alternative for each type they allow. Keywords that apply
 * schemas to the same value (`$ref`, `allOf`, `anyOf`…) are the caller's.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6
 */
export function ownAlternatives({ id, assertions }: Schema): Alternative[] {
  return typesOf(assertions).flatMap((type) => {
    const facts: Open = anyOfType(type, id);
    if (type === "number" && !allowsFractions(assertions)) facts.integer = { value: true, at: id };
    stateValues(facts, assertions, id);
    if (type === "number") stateNumbers(facts, assertions, id);
    if (type === "string") stateTexts(facts, assertions, id);
    if (type === "array") stateItems(facts, assertions, id);
    if (type === "object") stateMembers(facts, assertions, id);
    return settled(facts) ?? [];
  });
}

function typesOf({ types }: Assertions): readonly ValueType[] {
  if (types === undefined) return VALUE_TYPES;
  const named = new Set(types.map((type) => (type === "integer" ? "number" : type)));
  return VALUE_TYPES.filter((type) => named.has(type));
}

function allowsFractions({ types }: Assertions): boolean {
  return types === undefined || types.includes("number");
}

function stateValues(facts: Open, assertions: Assertions, at: SchemaId): void {
  const { enum: listed, const: constant } = assertions;
  for (const values of [listed, constant === undefined ? undefined : [constant.value]]) {
    if (values === undefined) continue;
    const known = facts.values?.value;
    const value = values.filter(
      (one) =>
        valueTypeOf(one) === facts.type && (known === undefined || includesValue(known, one)),
    );
    facts.values = { value, at };
  }
}

function stateNumbers(facts: Open, { number = {} }: Assertions, at: SchemaId): void {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf, format } = number;
  const low = stricter(minimum, exclusiveMinimum, (a, b) => a >= b);
  const high = stricter(maximum, exclusiveMaximum, (a, b) => a <= b);
  if (low !== undefined) facts.minimum = { value: low, at };
  if (high !== undefined) facts.maximum = { value: high, at };
  if (multipleOf !== undefined) facts.multiples = [{ value: multipleOf, at }];
  if (format !== undefined) facts.formats = [{ value: format, at }];
}

/** Of an inclusive and an exclusive bound, the one that leaves less. */
function stricter(
  closed: number | undefined,
  open: number | undefined,
  isStricter: (open: number, closed: number) => boolean,
): Bound | undefined {
  if (open !== undefined && (closed === undefined || isStricter(open, closed)))
    return { limit: open, open: true };
  return closed === undefined ? undefined : { limit: closed, open: false };
}

function stateTexts(facts: Open, { string = {} }: Assertions, at: SchemaId): void {
  const { pattern, format, contentEncoding, contentMediaType, contentSchema } = string;
  stateCounts(facts, string, at);
  if (pattern !== undefined) facts.patterns = [{ value: pattern, at }];
  if (format !== undefined && formatNamed(format)?.type !== "number")
    facts.formats = [{ value: format, at }];
  if (contentEncoding !== undefined) facts.contentEncoding = { value: contentEncoding, at };
  if (contentMediaType !== undefined) facts.contentMediaType = { value: contentMediaType, at };
  if (contentSchema !== undefined) facts.contentSchemas = [contentSchema];
}

function stateItems(facts: Open, { array = {} }: Assertions, at: SchemaId): void {
  const { prefixItems, items, uniqueItems, contains } = array;
  stateCounts(facts, array, at);
  if (prefixItems !== undefined || items !== undefined) {
    const rest = items === undefined ? {} : { rest: items };
    facts.items = [{ at, prefix: prefixItems ?? [], ...rest }];
  }
  if (uniqueItems === true) facts.unique = { value: true, at };
  if (contains !== undefined) facts.contains = [{ value: contains, at }];
}

function stateMembers(facts: Open, { object = {} }: Assertions, at: SchemaId): void {
  const { properties, patternProperties, additionalProperties, propertyNames } = object;
  stateCounts(facts, object, at);
  const described = properties ?? patternProperties ?? additionalProperties;
  if (described !== undefined) {
    facts.members = [
      {
        at,
        properties: new Map(Object.entries(properties ?? {})),
        patterns: new Map(Object.entries(patternProperties ?? {})),
        ...(additionalProperties === undefined ? {} : { rest: additionalProperties }),
      },
    ];
  }
  facts.required = new Map((object.required ?? []).map((key) => [key, at]));
  if (propertyNames !== undefined) facts.names = [propertyNames];
  facts.dependentRequired = statedEntries(object.dependentRequired, at);
  facts.dependentSchemas = statedEntries(object.dependentSchemas, at);
}

function statedEntries<T>(
  table: { readonly [key: string]: T } | undefined,
  at: SchemaId,
): Stated<readonly [string, T]>[] {
  return Object.entries(table ?? {}).map((value) => ({ value, at }));
}

function stateCounts(
  facts: Open,
  keywords: { readonly [C in (typeof COUNTS)[number]]?: number },
  at: SchemaId,
): void {
  const counts: { -readonly [C in keyof Alternative["counts"]]: Alternative["counts"][C] } = {};
  for (const count of COUNTS) {
    const value = keywords[count];
    // Every value has at least none.
    if (value !== undefined && !(count.startsWith("min") && value === 0))
      counts[count] = { value, at };
  }
  facts.counts = counts;
}
