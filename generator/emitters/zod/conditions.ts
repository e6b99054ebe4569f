import type { ApiModel } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import { subschemas } from "../../model/walk.js";
import { cyclesOf } from "./cycles.js";
import { askedBeside } from "./evaluated.js";
import type { Facts } from "./facts.js";
import { namesInside, type Unit } from "./units.js";

/**
 * The conditions of `unevaluated…` that lead back to themselves, each with a declaration of its own to be
 * asked by: what is printed where it is asked would be printed inside itself without end. A `$ref`
 * to the component around it, beside `unevaluatedProperties`, is enough to make one.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-11
 */
export function conditionsOf(
  units: ReadonlyMap<SchemaId, Unit>,
  model: ApiModel,
  facts: Facts,
): Map<SchemaId, Unit> {
  const asked = new Map<SchemaId, ReadonlySet<SchemaId>>();
  const pending = Object.values(model.schemas).flatMap(({ id }) => askedBy(id, units, facts));
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (asked.has(id)) continue;
    const inner = new Set(
      [...printedInside(id, units, facts)].flatMap((part) => askedBy(part, units, facts)),
    );
    asked.set(id, inner);
    pending.push(...inner);
  }
  const cycles = cyclesOf(asked);
  const inside = namesInside(model, "Condition");
  return new Map(
    Object.values(model.schemas)
      .filter(({ id }) => cycles.has(id))
      .map((schema) => [schema.id, { ...inside(schema), ...placeOf(schema.id, units) }]),
  );
}

/** A condition stands with the declaration around it, and mentions what that one mentions. */
function placeOf(
  id: SchemaId,
  units: ReadonlyMap<SchemaId, Unit>,
): Pick<Unit, "module" | "cycle"> | undefined {
  for (let end = id.lastIndexOf("/"); end > 0; end = id.lastIndexOf("/", end - 1)) {
    const around = units.get(id.slice(0, end) as SchemaId);
    if (around === undefined) continue;
    const { module, cycle } = around;
    return { module, ...(cycle === undefined ? {} : { cycle }) };
  }
  return undefined;
}

/** The conditions that the `unevaluated…` of a schema asks and that have no declaration yet. */
function askedBy(id: SchemaId, units: ReadonlyMap<SchemaId, Unit>, facts: Facts): SchemaId[] {
  const { object, array } = facts.assertions(id);
  return [
    ...(object?.unevaluatedProperties === undefined ? [] : askedBeside(id, "members", facts)),
    ...(array?.unevaluatedItems === undefined ? [] : askedBeside(id, "items", facts)),
  ].filter((condition) => !units.has(condition));
}

/** What a schema's expression consists of: its parts, and what a merged object spells out of components. */
function printedInside(
  id: SchemaId,
  units: ReadonlyMap<SchemaId, Unit>,
  facts: Facts,
): Set<SchemaId> {
  const seen = new Set<SchemaId>();
  const stack = [id];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const assertions = facts.assertions(next);
    const { ref, allOf = [] } = assertions;
    const inPlace = new Set([ref, ...allOf]);
    for (const part of subschemas(assertions))
      if (inPlace.has(part) || !units.has(part)) stack.push(part);
  }
  return seen;
}
