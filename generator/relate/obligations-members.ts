import type { SchemaId } from "../model/schema.js";
import { admits, isExact, memberIds } from "./admission.js";
import { anyOfType, type Alternative, type MemberClause } from "./alternative.js";
import type { Inclusion, Sides } from "./inclusion.js";
import { below, type Reason } from "./reason.js";
import { expressionOf } from "./values.js";

/** Patterns that are told apart; of more only the same text proves anything. */
const MOST_PATTERNS = 4;

/** What the members of the one would have to satisfy, and do not, to be of the other. */
export function memberObligations(
  one: Alternative,
  other: Alternative,
  sides: Sides,
  inclusion: Inclusion,
): Reason[] {
  const own = one.members.filter(isExact);
  const found: Reason[] = [];
  if (inclusion.isBrief)
    for (const [key, supAt] of other.required)
      if (!one.required.has(key))
        return [{ fact: "required", key, subAt: one.at, supAt, path: [] }];
  const [described, wanted] = [keysOf(own), keysOf(other.members)];
  for (const key of new Set([...described.keys(), ...wanted.keys(), ...other.required.keys()])) {
    const ids = memberIds(own, key);
    const cannotBe = ids.length > 0 && sides.sub.of(ids).length === 0;
    const required = other.required.get(key);
    if (required !== undefined && !one.required.has(key)) {
      const isNew = !described.has(key);
      const subAt = described.get(key) ?? one.at;
      found.push({
        fact: "required",
        sub: !isNew,
        sup: true,
        key,
        subAt,
        supAt: wanted.get(key) ?? required,
        path: [],
      });
    }
    if (cannotBe) continue;
    found.push(...memberReasons(key, ids, one, other, { described, wanted }, sides, inclusion));
    if (inclusion.isMissed(found)) return found;
  }
  found.push(...restReasons(own, one, other, sides, inclusion));
  found.push(...nameReasons(own, one, other, sides, inclusion));
  found.push(...dependencyReasons(own, one, other, sides, inclusion));
  return found;
}

interface Keys {
  readonly described: ReadonlyMap<string, SchemaId>;
  readonly wanted: ReadonlyMap<string, SchemaId>;
}

function memberReasons(
  key: string,
  ids: readonly SchemaId[],
  one: Alternative,
  other: Alternative,
  { described, wanted }: Keys,
  sides: Sides,
  inclusion: Inclusion,
): readonly Reason[] {
  const sups = memberIds(other.members, key);
  const supAt = wanted.get(key);
  const subAt = described.get(key);
  if (
    subAt !== undefined &&
    supAt === undefined &&
    sups.length > 0 &&
    sides.sup.of(sups).length === 0
  ) {
    const at = other.members.find(({ rest }) => rest !== undefined)?.at ?? other.at;
    return [
      { fact: "property", sub: true, sup: false, key, closed: true, subAt, supAt: at, path: [] },
    ];
  }
  const reasons = inclusion.reasons(ids, sups, sides);
  if (reasons.length === 0) return [];
  // Of a member that nothing was said of, anything may have been sent: that it is now described is one change.
  if (subAt === undefined && supAt !== undefined && ids.every((id) => sides.sub.isOpen(id)))
    return [
      {
        fact: "property",
        sub: false,
        sup: true,
        key,
        closed: false,
        subAt: one.at,
        supAt,
        path: [],
      },
    ];
  return below(key, reasons);
}

function keysOf(clauses: readonly MemberClause[]): Map<string, SchemaId> {
  return new Map(clauses.flatMap(({ properties }) => [...properties]));
}

/** Members that no side names, in each way they can match the patterns of both. */
function restReasons(
  own: readonly MemberClause[],
  one: Alternative,
  other: Alternative,
  sides: Sides,
  inclusion: Inclusion,
): readonly Reason[] {
  const sources = new Set(
    [...own, ...other.members].flatMap(({ patterns }) => [...patterns.keys()]),
  );
  const patterns = [...sources].filter((source) => expressionOf(source) !== undefined);
  const at = (clauses: readonly MemberClause[], fallback: SchemaId): SchemaId =>
    clauses.find(({ rest, patterns: p }) => rest !== undefined || p.size > 0)?.at ?? fallback;
  const places = { subAt: at(own, one.at), supAt: at(other.members, other.at), path: [] };
  if (patterns.length > MOST_PATTERNS) return [{ fact: "undecided", ...places }];
  for (let region = 0; region < 2 ** patterns.length; region += 1) {
    const matching = new Set(patterns.filter((_, index) => (region & (1 << index)) > 0));
    const [subs, sups] = [regionIds(own, matching), regionIds(other.members, matching)];
    if (sups.length === 0) continue;
    const [nothing, open] = [
      sides.sup.of(sups).length === 0,
      subs.every((id) => sides.sub.isOpen(id)),
    ];
    if (sides.sub.of(subs).length === 0 && subs.length > 0) continue;
    if (nothing) return [{ fact: "additionalProperties", sub: true, sup: false, ...places }];
    const reasons = inclusion.reasons(subs, sups, sides);
    if (reasons.length === 0) continue;
    return open ? [{ fact: "additionalProperties", sub: true, ...places }] : below("*", reasons);
  }
  return [];
}

function regionIds(clauses: readonly MemberClause[], matching: ReadonlySet<string>): SchemaId[] {
  return clauses.flatMap(({ patterns, rest }) => {
    const ids = [...patterns].filter(([source]) => matching.has(source)).map(([, id]) => id);
    return ids.length === 0 && rest !== undefined ? [rest] : ids;
  });
}

function nameReasons(
  own: readonly MemberClause[],
  one: Alternative,
  other: Alternative,
  sides: Sides,
  inclusion: Inclusion,
): readonly Reason[] {
  const closed = own.find(
    ({ patterns, rest }) =>
      patterns.size === 0 && rest !== undefined && sides.sub.of([rest]).length === 0,
  );
  return other.names.flatMap((id): readonly Reason[] => {
    if (one.names.length > 0 && inclusion.holds(one.names, [id], sides)) return [];
    const wanted = sides.sup.of([id]);
    const named = [...(closed?.properties.keys() ?? [])];
    const isText = (key: string): boolean => wanted.some((each) => admits(each, key, sides.sup));
    if (closed !== undefined && named.every(isText)) return [];
    if (inclusion.covered(anyOfType("string", id), wanted, sides).length === 0) return [];
    return [{ fact: "propertyNames", subAt: one.names[0] ?? one.at, supAt: id, path: [] }];
  });
}

function dependencyReasons(
  own: readonly MemberClause[],
  one: Alternative,
  other: Alternative,
  sides: Sides,
  inclusion: Inclusion,
): Reason[] {
  const found: Reason[] = [];
  const cannotBe = (key: string): boolean => {
    const ids = memberIds(own, key);
    return ids.length > 0 && sides.sub.of(ids).length === 0;
  };
  for (const { value, at } of other.dependentRequired) {
    const [key, keys] = value;
    const known = one.dependentRequired.filter((each) => each.value[0] === key);
    const given = new Set([...one.required.keys(), ...known.flatMap((each) => each.value[1]), key]);
    if (cannotBe(key) || keys.every((each) => given.has(each))) continue;
    found.push({
      fact: "dependentRequired",
      key,
      sup: keys,
      subAt: known[0]?.at ?? one.at,
      supAt: at,
      path: [],
    });
  }
  for (const { value, at } of other.dependentSchemas) {
    const [key, id] = value;
    const known = one.dependentSchemas.filter((each) => each.value[0] === key);
    const isMet =
      cannotBe(key) ||
      known.some((each) => inclusion.holds([each.value[1]], [id], sides)) ||
      inclusion.covered(one, sides.sup.of([id]), sides).length === 0;
    if (!isMet)
      found.push({
        fact: "dependentSchemas",
        key,
        subAt: known[0]?.at ?? one.at,
        supAt: at,
        path: [],
      });
  }
  return found;
}
