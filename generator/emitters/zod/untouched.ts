import type { ObjectAssertions, SchemaId } from "../../model/schema.js";
import { reachable } from "../../model/walk.js";
import { namesPrototype, type Facts } from "./facts.js";
import { hasObject } from "./literals.js";
import type { Members } from "./members.js";

/*
 * What is judged as it comes. zod copies objects without an own `__proto__`, so that what stands
 * behind the copy, or speaks of all members, would not see one.
 */

/** Whether the keywords of an object's own shape ask something of a member called `__proto__`. */
export function isUntouched({ properties, required, groups }: Members, facts: Facts): boolean {
  if (properties.has("__proto__") || required.has("__proto__")) return true;
  return groups.some(({ object }) => {
    const { patternProperties = {}, dependentSchemas = {} } = object;
    return (
      isSome(object.additionalProperties, facts) ||
      Object.keys(patternProperties).length > 0 ||
      namesPrototype(object) ||
      asksOfEvery(object) ||
      askOfPrototype(Object.values(dependentSchemas), facts)
    );
  });
}

/** Whether a schema's conditions, which are checks of the whole value, ask something of such a member. */
export function isAskedWhole(id: SchemaId, facts: Facts, seen = new Set<SchemaId>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const {
    ref,
    allOf = [],
    not,
    conditional,
    anyOf = [],
    oneOf = [],
    object,
  } = facts.assertions(id);
  const parts = ref === undefined ? allOf : [ref, ...allOf];
  const conditions = [
    not,
    conditional?.if,
    conditional?.then,
    conditional?.else,
    ...anyOf,
    ...oneOf,
  ];
  const asked = conditions.filter((condition) => condition !== undefined);
  const rest = object?.unevaluatedProperties;
  // Without conditions, `false` is said by a strict object, which refuses the member.
  const isClosed = facts.isNever(rest) && asked.length === 0;
  if (rest !== undefined && !facts.isAny(rest) && !isClosed) return true;
  return askOfPrototype(asked, facts) || parts.some((part) => isAskedWhole(part, facts, seen));
}

function askOfPrototype(ids: readonly SchemaId[], facts: Facts): boolean {
  if (ids.length === 0) return false;
  const all = reachable(ids, (id) => ({ assertions: facts.assertions(id) }));
  return [...all].some((id) => {
    const { object = {}, enum: listed = [], const: constant } = facts.assertions(id);
    const { additionalProperties, unevaluatedProperties, patternProperties = {} } = object;
    return (
      [additionalProperties, unevaluatedProperties].some(
        (others) => others !== undefined && !facts.isAny(others),
      ) ||
      Object.keys(patternProperties).length > 0 ||
      namesPrototype(object) ||
      asksOfEvery(object) ||
      [...listed, ...(constant === undefined ? [] : [constant])].some(hasObject)
    );
  });
}

/** Whether members are counted or their names judged, those that nothing describes among them. */
function asksOfEvery({ minProperties = 0, maxProperties, propertyNames }: ObjectAssertions) {
  return minProperties > 0 || maxProperties !== undefined || propertyNames !== undefined;
}

/** A schema that asks something and can be met. */
function isSome(id: SchemaId | undefined, facts: Facts): boolean {
  return id !== undefined && !facts.isAny(id) && !facts.isNever(id);
}
