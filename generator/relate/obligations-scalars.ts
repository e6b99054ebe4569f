import { formatNamed } from "../model/formats.js";
import type { Json } from "../model/json.js";
import { COUNTS, type Alternative, type Bound, type Stated } from "./alternative.js";
import { isExact } from "./admission.js";
import type { Sides } from "./inclusion.js";
import { isPatternImplied, lengthsOf } from "./languages.js";
import type { Fact, Reason } from "./reason.js";
import { isMultipleOf } from "./values.js";

/** What scalars and sizes of the one would have to satisfy, and do not, to be of the other. */
export function scalarObligations(one: Alternative, other: Alternative, sides: Sides): Reason[] {
  const found: Reason[] = [];
  const fail = (fact: Fact, own: Stated<unknown> | undefined, wanted: Stated<unknown>): void => {
    found.push({
      fact,
      ...(own === undefined ? {} : { sub: shown(own.value) }),
      sup: shown(wanted.value),
      subAt: own?.at ?? one.at,
      supAt: wanted.at,
      path: [],
    });
  };
  if (other.values !== undefined) {
    const { value, at } = other.values;
    found.push({ fact: "enum", sup: value, subAt: one.at, supAt: at, path: [] });
  }
  numberObligations(one, other, fail);
  for (const count of COUNTS) {
    const wanted = other.counts[count];
    if (wanted === undefined) continue;
    const isMost = count.startsWith("max");
    const own = countOf(one, count, sides);
    if (isMost ? (own ?? Infinity) > wanted.value : (own ?? 0) < wanted.value)
      fail(count, one.counts[count], wanted);
  }
  const own = one.patterns.map(({ value }) => value);
  for (const wanted of other.patterns) {
    const lengths = {
      min: countOf(one, "minLength", sides) ?? 0,
      max: countOf(one, "maxLength", sides) ?? Infinity,
    };
    if (!isPatternImplied(own, lengths, wanted.value)) fail("pattern", one.patterns[0], wanted);
  }
  for (const wanted of other.formats) {
    if (!promises(one, wanted.value)) fail("format", one.formats[0], wanted);
  }
  for (const fact of ["contentEncoding", "contentMediaType"] as const) {
    const [own, wanted] = [one[fact], other[fact]];
    if (wanted !== undefined && own?.value !== wanted.value) fail(fact, own, wanted);
  }
  if (
    other.unique !== undefined &&
    one.unique === undefined &&
    (countOf(one, "maxItems", sides) ?? 2) > 1
  )
    fail("uniqueItems", undefined, other.unique);
  return found;
}

type Fail = (fact: Fact, own: Stated<unknown> | undefined, wanted: Stated<unknown>) => void;

function numberObligations(one: Alternative, other: Alternative, fail: Fail): void {
  if (other.integer !== undefined && !isWhole(one))
    fail("type", { value: "number", at: one.at }, { value: "integer", at: other.integer.at });
  const [low, high] = rangeOf(one);
  const { minimum, maximum } = other;
  if (minimum !== undefined && !(low !== undefined && isWithin(low, minimum.value, false)))
    fail("minimum", one.minimum, minimum);
  if (maximum !== undefined && !(high !== undefined && isWithin(high, maximum.value, true)))
    fail("maximum", one.maximum, maximum);
  for (const wanted of other.multiples) {
    const isMet =
      one.multiples.some(({ value }) => isMultipleOf(value, wanted.value)) ||
      (isWhole(one) && isMultipleOf(1, wanted.value));
    if (!isMet) fail("multipleOf", one.multiples[0], wanted);
  }
}

function isWhole({ integer, multiples }: Alternative): boolean {
  return integer !== undefined || multiples.some(({ value }) => Number.isInteger(value));
}

/** Whether a bound leaves no more than another. */
function isWithin(own: Bound, wanted: Bound, isMost: boolean): boolean {
  if (own.limit === wanted.limit) return own.open || !wanted.open;
  return isMost ? own.limit < wanted.limit : own.limit > wanted.limit;
}

/** The range of an alternative's numbers, as its bounds and its formats tell. */
function rangeOf(one: Alternative): readonly [low: Bound | undefined, high: Bound | undefined] {
  let [low, high] = [one.minimum?.value, one.maximum?.value];
  for (const { value } of one.formats) {
    const range = formatNamed(value)?.range;
    if (range === undefined) continue;
    const [least, most] = range.map((limit) => ({ limit: Number(limit), open: false }));
    if (least !== undefined && (low === undefined || isWithin(least, low, false))) low = least;
    if (most !== undefined && (high === undefined || isWithin(most, high, true))) high = most;
  }
  return [low, high];
}

/** Whether every value is of a format: by its name, or because its numbers are within the format's. */
function promises(one: Alternative, format: string): boolean {
  if (one.formats.some(({ value }) => value === format)) return true;
  const range = formatNamed(format)?.range;
  if (range === undefined || !isWhole(one)) return false;
  const [low, high] = rangeOf(one);
  return (
    low !== undefined &&
    high !== undefined &&
    low.limit >= Number(range[0]) &&
    high.limit <= Number(range[1])
  );
}

/** A size that an alternative's values keep to, also where another keyword makes them. */
function countOf(
  one: Alternative,
  count: (typeof COUNTS)[number],
  sides: Sides,
): number | undefined {
  const own = one.counts[count]?.value;
  if (count === "minLength")
    return Math.max(own ?? 0, ...one.patterns.map(({ value }) => lengthsOf(value).min));
  if (count === "maxLength") {
    const longest = one.patterns.map(({ value }) => lengthsOf(value).max);
    return least(own, ...longest.filter((length) => length !== Infinity));
  }
  if (count === "minProperties") return Math.max(own ?? 0, one.required.size);
  if (count === "minItems") {
    const contained = one.contains.map(({ value }) => value.min);
    return Math.max(own ?? 0, ...contained);
  }
  const isClosed = (rest: Parameters<typeof sides.sub.of>[0][number] | undefined): boolean =>
    rest !== undefined && sides.sub.of([rest]).length === 0;
  if (count === "maxItems") {
    const closed = one.items.filter((clause) => isExact(clause) && isClosed(clause.rest));
    return least(own, ...closed.map(({ prefix }) => prefix.length));
  }
  if (count === "maxProperties") {
    const closed = one.members.filter(
      (clause) => isExact(clause) && clause.patterns.size === 0 && isClosed(clause.rest),
    );
    return least(own, ...closed.map(({ properties }) => properties.size));
  }
  return own;
}

function least(...limits: readonly (number | undefined)[]): number | undefined {
  const known = limits.filter((limit) => limit !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** A bound as people write it. */
function shown(value: unknown): Json {
  if (typeof value !== "object" || value === null) return value as Json;
  const { limit, open } = value as Bound;
  return open ? `${String(limit)} (exclusive)` : limit;
}
