import { commonMultiple } from "../../model/decimals.js";
import type { ApiModel } from "../../model/model.js";
import type { Assertions, Schema, SchemaId } from "../../model/schema.js";
import { applied } from "./clauses.js";
import type { Direction } from "./access.js";

/** How many different values plans make of a schema: what other plans make would be the same again. */
export interface Variety {
  /** Branches after which a plan begins anew; never more than `MOST_BRANCHES`. */
  readonly branches: number;
  /** Whether it matters if conditions are met. */
  readonly conditions: boolean;
}

/** Branches of unions that are gone through. */
export const MOST_BRANCHES = 6;

/** The variety of a schema and all below it. */
export function varietyOf(model: ApiModel, root: SchemaId, direction: Direction): Variety {
  let [branches, conditions] = [1, false];
  const reached = new Set([root]);
  for (const id of reached) {
    const schema = model.schemas[id];
    if (schema === undefined) continue;
    conditions ||= schema.assertions.conditional !== undefined;
    branches = Math.min(MOST_BRANCHES, commonMultiple(branches, turnsOf(model, schema)));
    if (branches === MOST_BRANCHES && conditions) break;
    for (const next of applied(model, schema.assertions, direction)) reached.add(next);
  }
  return { branches, conditions };
}

/** After how many branches a plan does with a schema what it did before. */
function turnsOf(model: ApiModel, { assertions }: Schema): number {
  if (asksForSome(assertions)) return MOST_BRANCHES;
  const live = (assertions.anyOf ?? []).filter((id) => !isNull(model.schemas[id]));
  return Math.max(1, live.length);
}

/** Whether members are taken in turn, since not all may be there at once. */
function asksForSome({ oneOf, not, conditional, object = {} }: Assertions): boolean {
  const { minProperties, maxProperties, dependentRequired, dependentSchemas } = object;
  const wholes = [oneOf, not, conditional, object.unevaluatedProperties];
  const counts = [minProperties, maxProperties, dependentRequired, dependentSchemas];
  return [...wholes, ...counts].some((rule) => rule !== undefined);
}

/** Whether a schema says no more than `null`, by its types. */
export function isNull(schema: Schema | undefined): boolean {
  const types = schema?.assertions.types;
  return types?.length === 1 && types[0] === "null";
}
