import type { SchemaId } from "../model/schema.js";
import { isExact, itemIds, memberIds } from "./admission.js";
import type { Alternative } from "./alternative.js";
import type { Inclusion, Sides } from "./inclusion.js";
import { includesValue, isAbove, isBelow, fitsScalars } from "./values.js";

/** Members of members are looked at to this depth. */
const DEEPEST = 3;

/** Whether no value can be of both alternatives, the one of `sub` and the other of `sup`; false where that is not known. */
export function areDisjoint(
  one: Alternative,
  other: Alternative,
  sides: Sides,
  inclusion: Inclusion,
  depth = 0,
): boolean {
  if (one.type !== other.type) return true;
  if (valuesPart(one, other) || boundsPart(one, other)) return true;
  return inclusion.apart(one, other, depth, () => areApart(one, other, sides, inclusion, depth));
}

/** The same where it takes a look at other schemas. */
function areApart(
  one: Alternative,
  other: Alternative,
  sides: Sides,
  inclusion: Inclusion,
  depth: number,
): boolean {
  // What one must not be, the other is.
  const back = { sub: sides.sup, sup: sides.sub };
  const excludes = one.nots.some(
    (id) => inclusion.covered(other, sides.sub.of([id]), back).length === 0,
  );
  if (excludes) return true;
  const excluded = other.nots.some(
    (id) => inclusion.covered(one, sides.sup.of([id]), sides).length === 0,
  );
  if (excluded) return true;
  if (depth >= DEEPEST) return false;
  const apart = (subs: readonly SchemaId[], sups: readonly SchemaId[]): boolean => {
    const [left, right] = [sides.sub.of(subs), sides.sup.of(sups)];
    return left.every((a) => right.every((b) => areDisjoint(a, b, sides, inclusion, depth + 1)));
  };
  if (one.type === "array") {
    const least = Math.max(one.counts.minItems?.value ?? 0, other.counts.minItems?.value ?? 0);
    return (
      least > 0 &&
      apart(itemIds(one.items.filter(isExact), 0), itemIds(other.items.filter(isExact), 0))
    );
  }
  const needed = new Set([...one.required.keys(), ...other.required.keys()]);
  return [...needed].some((key) =>
    apart(
      memberIds(one.members.filter(isExact), key),
      memberIds(other.members.filter(isExact), key),
    ),
  );
}

function valuesPart(one: Alternative, other: Alternative): boolean {
  const [a, b] = [one.values?.value, other.values?.value];
  if (a !== undefined && b !== undefined) return !a.some((value) => includesValue(b, value));
  if (a !== undefined) return !a.some((value) => fitsScalars(value, other));
  return b !== undefined && !b.some((value) => fitsScalars(value, one));
}

function boundsPart(a: Alternative, b: Alternative): boolean {
  const above = (low: Alternative, high: Alternative): boolean =>
    low.minimum !== undefined &&
    high.maximum !== undefined &&
    !(
      isBelow(low.minimum.value.limit, high.maximum.value) &&
      isAbove(high.maximum.value.limit, low.minimum.value)
    );
  const longer = (low: Alternative, high: Alternative): boolean =>
    (
      [
        ["minLength", "maxLength"],
        ["minItems", "maxItems"],
        ["minProperties", "maxProperties"],
      ] as const
    ).some(
      ([least, most]) => (low.counts[least]?.value ?? 0) > (high.counts[most]?.value ?? Infinity),
    );
  return above(a, b) || above(b, a) || longer(a, b) || longer(b, a);
}
