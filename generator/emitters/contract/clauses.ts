import type { JsonType } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { Assertions, Schema, SchemaId } from "../../model/schema.js";
import type { Clause } from "./clause.js";
import { accessOf, type Direction } from "./access.js";
import { formatOf } from "./formats.js";

/**
 * The constraints that a schema and all below it put on one side of the wire, each once: what a set of
 * violations has to cover. Left out are those that cannot be broken as such: what `not`, `if`,
 * `contains` and `propertyNames` say inside (the keyword itself is the constraint), and properties
 * that only the other side has.
 */
export function clausesBelow(
  model: ApiModel,
  root: SchemaId,
  direction: Direction = "request",
): Clause[] {
  const seen = new Set<SchemaId>();
  const clauses: Clause[] = [];
  const visit = (id: SchemaId): void => {
    const schema = model.schemas[id];
    if (schema === undefined || seen.has(id)) return;
    seen.add(id);
    clauses.push(...clausesOf(model, schema, direction));
    for (const next of applied(model, schema.assertions, direction)) visit(next);
  };
  visit(root);
  return clauses;
}

/** Without what speaks of values that the schema's own type keeps out: nothing can break it. */
export function meaningful(assertions: Assertions): Assertions {
  const { types, string, number, array, object, ...rest } = assertions;
  const admits = (...wanted: readonly JsonType[]): boolean =>
    types === undefined || wanted.some((type) => types.includes(type));
  return {
    ...rest,
    ...(types === undefined ? {} : { types }),
    ...(string !== undefined && admits("string") ? { string } : {}),
    ...(number !== undefined && admits("integer", "number") ? { number } : {}),
    ...(array !== undefined && admits("array") ? { array } : {}),
    ...(object !== undefined && admits("object") ? { object } : {}),
  };
}

/** The constraints that a schema states itself. */
function clausesOf(model: ApiModel, schema: Schema, direction: Direction): Clause[] {
  const {
    types,
    enum: values,
    const: constant,
    string,
    number,
    array,
    object,
    ...rules
  } = meaningful(schema.assertions);
  const isFalse = (id: SchemaId | undefined): boolean =>
    id !== undefined && model.schemas[id]?.assertions.types?.length === 0;
  const found: Clause[] = [];
  const add = (isStated: boolean, keyword: string, detail?: string): void => {
    if (isStated)
      found.push({ schema: schema.id, keyword, ...(detail === undefined ? {} : { detail }) });
  };
  add(types !== undefined && types.length > 0 && !admitsAll(types), "type");
  add(values !== undefined, "enum");
  add(constant !== undefined, "const");
  add((string?.minLength ?? 0) > 0, "minLength");
  for (const keyword of ["maxLength", "pattern"] as const)
    add(string?.[keyword] !== undefined, keyword);
  add(string?.format !== undefined && formatOf(string.format) !== undefined, "format");
  for (const keyword of [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
  ] as const)
    add(number?.[keyword] !== undefined, keyword);
  add((array?.minItems ?? 0) > 0, "minItems");
  add(array?.maxItems !== undefined, "maxItems");
  add(array?.uniqueItems === true, "uniqueItems");
  add((array?.contains?.min ?? 0) > 0, "contains");
  add(array?.contains?.max !== undefined, "maxContains");
  add(isFalse(array?.items), "items");
  add(isFalse(array?.unevaluatedItems), "unevaluatedItems");
  for (const key of object?.required ?? [])
    add(!isForeign(model, schema, key, direction), "required", key);
  add(isFalse(object?.additionalProperties), "additionalProperties");
  add(isFalse(object?.unevaluatedProperties), "unevaluatedProperties");
  add(object?.propertyNames !== undefined, "propertyNames");
  add((object?.minProperties ?? 0) > 0, "minProperties");
  add(object?.maxProperties !== undefined, "maxProperties");
  for (const [trigger, wanted] of Object.entries(object?.dependentRequired ?? {}))
    for (const key of wanted) add(true, "dependentRequired", `${trigger}>${key}`);
  for (const [key, id] of Object.entries(object?.properties ?? {}))
    add(isFalse(id), "properties", key);
  add(schema.shape.kind === "union" && schema.shape.discriminator !== undefined, "discriminator");
  for (const keyword of ["oneOf", "anyOf", "not"] as const)
    add(rules[keyword] !== undefined, keyword);
  return found;
}

/** What was told of a model's schemas: of each it is asked for every operation that comes by it. */
const told = new WeakMap<
  ApiModel["schemas"],
  Readonly<Record<Direction, WeakMap<Assertions, readonly SchemaId[]>>>
>();

/** Schemas that apply to the same value or to its members, in the order of the keywords. */
export function applied(
  model: ApiModel,
  rules: Assertions,
  direction: Direction = "request",
): readonly SchemaId[] {
  const ways = told.get(model.schemas) ?? { request: new WeakMap(), response: new WeakMap() };
  told.set(model.schemas, ways);
  const known = ways[direction].get(rules) ?? listed(model, rules, direction);
  ways[direction].set(rules, known);
  return known;
}

function listed(model: ApiModel, rules: Assertions, direction: Direction): SchemaId[] {
  const { object, array, conditional } = rules;
  const isSent = (id: SchemaId): boolean => accessOf(model.schemas, id) !== FOREIGN[direction];
  return [
    ...(rules.ref === undefined ? [] : [rules.ref]),
    ...(rules.allOf ?? []),
    ...(rules.oneOf ?? []),
    ...(rules.anyOf ?? []),
    ...[conditional?.then, conditional?.else].filter((id) => id !== undefined),
    ...Object.values(object?.properties ?? {}).filter(isSent),
    ...Object.values(object?.patternProperties ?? {}),
    ...[object?.additionalProperties, object?.unevaluatedProperties].filter(
      (id) => id !== undefined,
    ),
    ...Object.values(object?.dependentSchemas ?? {}),
    ...(array?.prefixItems ?? []),
    ...[array?.items, array?.unevaluatedItems].filter((id) => id !== undefined),
  ];
}

/** Members with this access are no part of what goes the given way. */
const FOREIGN = { request: "read", response: "write" } as const;

function isForeign(model: ApiModel, schema: Schema, key: string, direction: Direction): boolean {
  const own = schema.assertions.object?.properties;
  return (
    own !== undefined &&
    Object.hasOwn(own, key) &&
    accessOf(model.schemas, own[key] as SchemaId) === FOREIGN[direction]
  );
}

/** Every value has one of the types: nothing breaks that. */
function admitsAll(types: readonly JsonType[]): boolean {
  return (["null", "boolean", "number", "string", "array", "object"] as const).every((type) =>
    types.includes(type),
  );
}
