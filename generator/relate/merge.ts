import type { Alternative, Bound, Count, Stated } from "./alternative.js";
import { COUNTS } from "./alternative.js";
import { fitsScalars, includesValue } from "./values.js";

/** Both alternatives at once; undefined where no value can be both. They are of one type. */
export function merged(a: Alternative, b: Alternative): Alternative | undefined {
  const counts: { [C in Count]?: Stated<number> } = {};
  for (const count of COUNTS) {
    const bound = tighter(a.counts[count], b.counts[count], count.startsWith("max"));
    if (bound !== undefined) counts[count] = bound;
  }
  const both: Alternative = {
    type: a.type,
    at: a.at,
    parts: new Set([...a.parts, ...b.parts]),
    branches: [...a.branches, ...b.branches],
    conditions: [...a.conditions, ...b.conditions],
    counts,
    ...stated("values", meet(a.values, b.values)),
    ...stated("integer", a.integer ?? b.integer),
    ...stated("unique", a.unique ?? b.unique),
    ...stated("minimum", tighterBound(a.minimum, b.minimum, false)),
    ...stated("maximum", tighterBound(a.maximum, b.maximum, true)),
    ...stated("contentEncoding", a.contentEncoding ?? b.contentEncoding),
    ...stated("contentMediaType", a.contentMediaType ?? b.contentMediaType),
    multiples: distinct(a.multiples, b.multiples),
    patterns: distinct(a.patterns, b.patterns),
    formats: distinct(a.formats, b.formats),
    contentSchemas: [...a.contentSchemas, ...b.contentSchemas],
    members: [...a.members, ...b.members],
    required: new Map([...b.required, ...a.required]),
    names: [...a.names, ...b.names],
    dependentRequired: [...a.dependentRequired, ...b.dependentRequired],
    dependentSchemas: [...a.dependentSchemas, ...b.dependentSchemas],
    items: [...a.items, ...b.items],
    contains: [...a.contains, ...b.contains],
    nots: [...new Set([...a.nots, ...b.nots])],
    undecided: [...a.undecided, ...b.undecided],
  };
  return settled(both);
}

/** The alternative with listed values that its other facts allow; undefined where none is left, or bounds cross. */
export function settled(facts: Alternative): Alternative | undefined {
  const { values, minimum, maximum, counts } = facts;
  if (values !== undefined) {
    const left = values.value.filter((value) => fitsScalars(value, facts));
    if (left.length === 0) return undefined;
    return left.length === values.value.length
      ? facts
      : { ...facts, values: { value: left, at: values.at } };
  }
  if (minimum !== undefined && maximum !== undefined) {
    const [low, high] = [minimum.value, maximum.value];
    if (low.limit > high.limit || (low.limit === high.limit && (low.open || high.open)))
      return undefined;
  }
  const crossed = (least?: Stated<number>, most?: Stated<number>): boolean =>
    least !== undefined && most !== undefined && least.value > most.value;
  return crossed(counts.minLength, counts.maxLength) ||
    crossed(counts.minItems, counts.maxItems) ||
    crossed(counts.minProperties, counts.maxProperties)
    ? undefined
    : facts;
}

function stated<K extends string, V>(
  key: K,
  value: V | undefined,
): { readonly [P in K]?: V } | object {
  return value === undefined ? {} : { [key]: value };
}

function meet(a: Alternative["values"], b: Alternative["values"]): Alternative["values"] {
  if (a === undefined || b === undefined) return a ?? b;
  const value = a.value.filter((one) => includesValue(b.value, one));
  return { value, at: value.length === a.value.length ? a.at : b.at };
}

function tighter(
  a: Stated<number> | undefined,
  b: Stated<number> | undefined,
  isMost: boolean,
): Stated<number> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return (isMost ? b.value < a.value : b.value > a.value) ? b : a;
}

function tighterBound(
  a: Stated<Bound> | undefined,
  b: Stated<Bound> | undefined,
  isMost: boolean,
): Stated<Bound> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.value.limit === b.value.limit) return b.value.open ? b : a;
  return (isMost ? b.value.limit < a.value.limit : b.value.limit > a.value.limit) ? b : a;
}

function distinct<T>(a: readonly Stated<T>[], b: readonly Stated<T>[]): Stated<T>[] {
  return [...a, ...b.filter((one) => !a.some((other) => other.value === one.value))];
}
