import type { Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { Assertions, Schema, SchemaId } from "../../model/schema.js";
import { type Alternatives, EMPTY, VOIDED } from "./alternatives.js";
import type { Feature } from "./features.js";
import type { Narrowing } from "./proofs.js";

/** Members and references that are followed from a feature up to the alternative it stands in. */
const MOST_STEPS = 4;

/**
 * Why no value that satisfies a schema shows a feature of it: what shows it is nothing, stands in a
 * void alternative, or makes its alternative's values those of another. Undefined where that is not
 * proven.
 */
export function idleBy(
  feature: Feature,
  model: ApiModel,
  alternatives: Alternatives,
  live: ReadonlySet<SchemaId>,
): typeof VOIDED | typeof EMPTY | undefined {
  const schema = model.schemas[feature.schema];
  if (schema === undefined) return undefined;
  const reason = alternatives.reasonOf(feature.schema, live);
  if (reason !== undefined) return reason;
  const { oneOf, anyOf, array, object } = schema.assertions;
  const { kind, detail } = feature;
  if (kind === "branch") {
    const [keyword, index] = detail.split("/");
    const branch = (keyword === "oneOf" ? oneOf : anyOf)?.[Number(index)];
    if (branch === undefined) return undefined;
    if (alternatives.isEmpty(branch)) return EMPTY;
    return keyword === "oneOf" && alternatives.voidOf(schema).has(branch) ? VOIDED : undefined;
  }
  const own = object?.properties ?? {};
  const part = kind === "present" && Object.hasOwn(own, detail) ? own[detail] : undefined;
  const item = kind === "length" && detail !== "none" ? array?.items : undefined;
  if ([part, item].some((id) => id !== undefined && alternatives.isEmpty(id))) return EMPTY;
  const shown = shownBy(feature, schema);
  return shown !== undefined && isSwallowed(schema, shown, alternatives) ? VOIDED : undefined;
}

/** What a value that shows a feature satisfies. */
function shownBy({ kind, detail }: Feature, { assertions }: Schema): Narrowing | undefined {
  const alone = (rules: Assertions): Narrowing => ({ rules });
  const valued = (value: Json): Narrowing => alone({ const: { value } });
  const { string, number, array } = assertions;
  switch (kind) {
    case "present":
      return alone({ object: { required: [detail] } });
    case "absent":
      return { rules: {}, member: [detail, { rules: { types: [] } }] };
    case "value":
      return valued(JSON.parse(detail) as Json);
    case "null":
      return valued(null);
    case "negative":
      return alone({ types: ["number"], number: { exclusiveMaximum: 0 } });
    case "length":
      return alone({
        types: ["array"],
        array: detail === "none" ? { maxItems: 0 } : { minItems: 2 },
      });
    case "bound": {
      const length = string?.[detail as "minLength" | "maxLength"];
      if (length !== undefined)
        return alone({ types: ["string"], string: { minLength: length, maxLength: length } });
      const bound = number?.[detail as "minimum" | "maximum"];
      if (bound !== undefined) return valued(bound);
      const count = array?.[detail as "minItems" | "maxItems"];
      return count === undefined
        ? undefined
        : alone({ types: ["array"], array: { minItems: count, maxItems: count } });
    }
    case "extra":
    case "branch":
      return undefined;
  }
}

/** Whether all that may hold a narrowed value are alternatives of which another takes it as well. */
function isSwallowed(schema: Schema, narrowing: Narrowing, alternatives: Alternatives): boolean {
  let at = schema;
  let narrow = narrowing;
  for (let step = 0; step < MOST_STEPS; step++) {
    const users = alternatives.usersOf(at.id);
    const [user] = users;
    if (user === undefined) return false;
    if (users.every(({ assertions }) => assertions.oneOf?.includes(at.id) === true))
      return users.every((union) => isTaken(at.id, union, narrow, alternatives));
    if (users.length > 1) return false;
    const wider = within(narrow, at.id, user);
    if (wider === undefined) return false;
    [at, narrow] = [user, wider];
  }
  return false;
}

/** What a schema's values satisfy of which a part is narrowed. */
function within(
  narrowing: Narrowing,
  id: SchemaId,
  { assertions: { ref, object } }: Schema,
): Narrowing | undefined {
  if (ref === id) return narrowing;
  const keys = Object.entries(object?.properties ?? {}).filter(([, member]) => member === id);
  const [key] = keys[0] ?? [];
  if (key === undefined || keys.length > 1) return undefined;
  return { rules: { object: { required: [key] } }, member: [key, narrowing] };
}

function isTaken(
  branch: SchemaId,
  { assertions: { oneOf = [] } }: Schema,
  narrowing: Narrowing,
  alternatives: Alternatives,
): boolean {
  const others = oneOf.filter((other) => other !== branch && !alternatives.isSided(other));
  if (others.length === 0 || alternatives.isSided(branch)) return false;
  const isWithin = alternatives.proofs.narrowedWithin(branch, narrowing);
  return others.some((other) => isWithin(other));
}
