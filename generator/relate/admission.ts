import { isObject, type Json } from "../model/json.js";
import type { SchemaId } from "../model/schema.js";
import type { Alternative, ItemClause, MemberClause } from "./alternative.js";
import type { Meaning } from "./meaning.js";
import { equalValues, expressionOf, fitsScalars, includesValue, valueTypeOf } from "./values.js";

/** Whether an alternative is known to accept a value; formats are taken on trust. */
export function admits(facts: Alternative, value: Json, meaning: Meaning): boolean {
  if (facts.type !== valueTypeOf(value) || facts.undecided.length > 0) return false;
  if (facts.values !== undefined && !includesValue(facts.values.value, value)) return false;
  const accepts = (ids: readonly SchemaId[], part: Json): boolean =>
    meaning.of(ids).some((one) => admits(one, part, meaning));
  if (facts.nots.some((id) => mayAdmit(id, value, meaning))) return false;
  if (!fitsScalars(value, facts)) return false;
  if (Array.isArray(value)) return admitsItems(facts, value as readonly Json[], accepts);
  return !isObject(value) || admitsMembers(facts, value, accepts);
}

/** Whether a schema may accept a value: false only where it surely does not. */
function mayAdmit(id: SchemaId, value: Json, meaning: Meaning): boolean {
  return meaning.of([id]).some((one) => {
    if (one.type !== valueTypeOf(value)) return false;
    if (one.values !== undefined && !includesValue(one.values.value, value)) return false;
    if (!isObject(value)) return fitsScalars(value, one);
    return (
      [...one.required.keys()].every((key) => Object.hasOwn(value, key)) &&
      Object.entries(value).every(([key, part]) =>
        memberIds(one.members.filter(isExact), key).every((each) => mayAdmit(each, part, meaning)),
      )
    );
  });
}

type Accepts = (ids: readonly SchemaId[], part: Json) => boolean;

function admitsItems(facts: Alternative, value: readonly Json[], accepts: Accepts): boolean {
  const { minItems, maxItems } = facts.counts;
  if (value.length < (minItems?.value ?? 0) || value.length > (maxItems?.value ?? Infinity))
    return false;
  const repeats = (item: Json, at: number): boolean =>
    value.slice(0, at).some((before) => equalValues(before, item));
  if (facts.unique !== undefined && value.some(repeats)) return false;
  if (!value.every((item, at) => accepts(itemIds(facts.items, at), item))) return false;
  return facts.contains.every(({ value: { schema, min, max } }) => {
    const count = value.filter((item) => accepts([schema], item)).length;
    return count >= min && (max === undefined || value.length <= max);
  });
}

function admitsMembers(
  facts: Alternative,
  value: { readonly [key: string]: Json },
  accepts: Accepts,
): boolean {
  const entries = Object.entries(value);
  const { minProperties, maxProperties } = facts.counts;
  const has = (key: string): boolean => Object.hasOwn(value, key);
  return (
    entries.length >= (minProperties?.value ?? 0) &&
    entries.length <= (maxProperties?.value ?? Infinity) &&
    [...facts.required.keys()].every(has) &&
    entries.every(
      ([key, part]) =>
        accepts(memberIds(facts.members, key), part) &&
        (facts.names.length === 0 || accepts(facts.names, key)),
    ) &&
    facts.dependentRequired.every(({ value: [key, keys] }) => !has(key) || keys.every(has)) &&
    facts.dependentSchemas.every(({ value: [key, id] }) => !has(key) || accepts([id], value))
  );
}

/** The schemas of the item at a place. */
export function itemIds(clauses: readonly ItemClause[], index: number): SchemaId[] {
  return clauses.flatMap(({ prefix, rest }) => prefix[index] ?? rest ?? []);
}

/** The schemas of a member by name. */
export function memberIds(clauses: readonly MemberClause[], key: string): SchemaId[] {
  return clauses.flatMap(({ properties, patterns, rest }) => {
    const own = properties.get(key);
    const ids = own === undefined ? [] : [own];
    for (const [pattern, id] of patterns)
      if (expressionOf(pattern)?.test(key) === true) ids.push(id);
    return ids.length === 0 && rest !== undefined ? [rest] : ids;
  });
}

/** Clauses that say no more than they mean. */
export function isExact(clause: { readonly loose?: true }): boolean {
  return clause.loose !== true;
}
