import type { SchemaId } from "../model/schema.js";
import { isExact, itemIds } from "./admission.js";
import type { Alternative } from "./alternative.js";
import type { Inclusion, Sides } from "./inclusion.js";
import { below, type Reason } from "./reason.js";

/** What the items of the one would have to satisfy, and do not, to be of the other. */
export function itemObligations(
  one: Alternative,
  other: Alternative,
  sides: Sides,
  inclusion: Inclusion,
): Reason[] {
  const own = one.items.filter(isExact);
  const longest = Math.max(0, ...[...own, ...other.items].map(({ prefix }) => prefix.length));
  const most = one.counts.maxItems?.value ?? Infinity;
  const found: Reason[] = [];
  for (let index = 0; index <= longest && index < most; index += 1) {
    const [subs, sups] = [itemIds(own, index), itemIds(other.items, index)];
    if (subs.length > 0 && sides.sub.of(subs).length === 0) break;
    const reasons = inclusion.reasons(subs, sups, sides);
    if (reasons.length === 0) continue;
    if (inclusion.isBrief) return [...reasons];
    const isRest = index === longest;
    const opens = subs.every((id) => sides.sub.isOpen(id));
    if (opens || sides.sup.of(sups).length === 0) {
      const at = <C extends { readonly at: SchemaId }>(
        clauses: readonly C[],
      ): SchemaId | undefined => clauses[0]?.at;
      found.push({
        fact: "items",
        subAt: at(own) ?? one.at,
        supAt: at(other.items) ?? other.at,
        path: [],
      });
    } else found.push(...below(isRest ? "*" : String(index), reasons));
  }
  return [...found, ...containReasons(own, one, other, sides, inclusion)];
}

function containReasons(
  own: Alternative["items"],
  one: Alternative,
  other: Alternative,
  sides: Sides,
  inclusion: Inclusion,
): Reason[] {
  const back = { sub: sides.sup, sup: sides.sub };
  return other.contains.flatMap(({ value: { schema, min, max }, at }): Reason[] => {
    const isThere = one.contains.some(
      ({ value }) => value.min >= min && inclusion.holds([value.schema], [schema], sides),
    );
    const isAll =
      (one.counts.minItems?.value ?? 0) >= min &&
      own.some(
        ({ prefix, rest }) =>
          prefix.length === 0 && rest !== undefined && inclusion.holds([rest], [schema], sides),
      );
    const isEnough = min === 0 || isThere || isAll;
    const isFew =
      max === undefined ||
      (one.counts.maxItems?.value ?? Infinity) <= max ||
      one.contains.some(
        ({ value }) =>
          (value.max ?? Infinity) <= max && inclusion.holds([schema], [value.schema], back),
      );
    if (isEnough && isFew) return [];
    const known = one.contains[0];
    return [{ fact: "contains", subAt: known?.at ?? one.at, supAt: at, path: [] }];
  });
}
