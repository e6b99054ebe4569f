import { isObject, type Json } from "../../model/json.js";
import type { SchemaId } from "../../model/schema.js";
import { changed, segments } from "./edit.js";
import type { Evaluator } from "./evaluate.js";
import type { Surroundings } from "./mutant.js";
import { mutantsOf, OF_TYPE } from "./mutants.js";
import { type Plan, withOptionalAt } from "./plan.js";

/** Distinct values of the alternative itself that are looked at. */
const MOST_DRAFTS = 4;

/**
 * A value of one alternative of a `oneOf` that none of the others takes, made from one that some
 * take: another value of the alternative, one with more of its members, and last one that breaks
 * what only the other says. Undefined where nothing of this leads to one that is wanted.
 */
export function setApart(
  value: Json,
  branch: SchemaId,
  others: readonly SchemaId[],
  plan: Plan,
  depth: number,
  evaluator: Evaluator,
  around: Surroundings,
  isWanted?: (candidate: Json) => boolean,
): Json | undefined {
  const takers = (one: Json): SchemaId[] => others.filter((id) => evaluator.isValid(id, one));
  let best = value;
  let left = takers(best);
  while (left.length > 0) {
    const fewer = nextOf(best, left);
    if (fewer === undefined) return undefined;
    best = fewer;
    left = takers(best);
  }
  return best;

  function nextOf(present: Json, taken: readonly SchemaId[]): Json | undefined {
    const [other] = taken;
    if (other === undefined) return undefined;
    for (const candidate of candidates(present, branch, other, plan, depth, evaluator, around))
      if (
        evaluator.isValid(branch, candidate) &&
        takers(candidate).length < taken.length &&
        isWanted?.(candidate) !== false
      )
        return candidate;
    return undefined;
  }
}

function* candidates(
  value: Json,
  branch: SchemaId,
  other: SchemaId,
  plan: Plan,
  depth: number,
  evaluator: Evaluator,
  around: Surroundings,
): Iterable<Json> {
  for (let nth = 1; nth <= MOST_DRAFTS; nth++) {
    const next = around.synthesiser.draft([branch], plan, nth, depth + 1);
    if (next !== undefined) yield next;
  }
  if (isObject(value)) {
    const full = around.synthesiser.draft([branch], withOptionalAt(plan, depth + 1), 0, depth + 1);
    if (isObject(full ?? null)) {
      const members = Object.entries(full as { readonly [key: string]: Json });
      for (const [key, member] of members)
        if (!Object.hasOwn(value, key)) yield { ...value, [key]: member };
      yield full as Json;
    }
    for (const key of membersOf(value, other, evaluator, around))
      for (const member of OF_TYPE) yield { ...value, [key]: member };
  }
  for (const { schema: id, at, value: part } of evaluator.evaluate(other, value).visits) {
    const schema = around.schemas[id];
    if (schema === undefined) continue;
    for (const { edits } of mutantsOf(schema, part, around))
      for (const edit of edits) {
        const edited = changed(value, segments(at), edit);
        if (edited !== undefined) yield edited;
      }
  }
}

/** The members that a schema lists and a value of it lacks. */
function membersOf(
  value: Json,
  id: SchemaId,
  evaluator: Evaluator,
  { schemas }: Surroundings,
): string[] {
  return evaluator
    .evaluate(id, value)
    .visits.filter(({ at }) => at === "")
    .flatMap(({ schema }) => Object.keys(schemas[schema]?.assertions.object?.properties ?? {}))
    .filter((key) => !isObject(value) || !Object.hasOwn(value, key));
}
