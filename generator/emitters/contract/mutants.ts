import { isObject, type Json, type JsonType } from "../../model/json.js";
import type { Schema, SchemaId } from "../../model/schema.js";
import { type Add, lazily, type Mutant, set, type Surroundings } from "./mutant.js";
import { arrayMutants } from "./mutants-array.js";
import { objectMutants } from "./mutants-object.js";
import { numberMutants, stringMutants } from "./mutants-scalar.js";
import type { Edit } from "./case.js";
import { equal, isOfSome, objectOf } from "./json.js";

/** Ways to break each constraint that a schema itself states of a value that satisfies it. */
export function mutantsOf(schema: Schema, value: Json, around: Surroundings): Mutant[] {
  const { string, number, array, object } = schema.assertions;
  const found: Mutant[] = [];
  const add = (
    keyword: string,
    edits: Iterable<Edit>,
    more: Partial<Mutant> & { detail?: string } = {},
  ): void => {
    const { detail, ...rest } = more;
    const clause = { schema: schema.id, keyword, ...(detail === undefined ? {} : { detail }) };
    found.push({ clause, edits, ...rest });
  };
  typeMutant(schema, around, add);
  valueMutants(schema, value, add);
  if (typeof value === "string" && string !== undefined) stringMutants(string, value, add);
  // A text that a pattern takes need not be at hand.
  else if (string?.pattern !== undefined && schema.assertions.types?.includes("string") === true)
    stringMutants({ pattern: string.pattern }, "unexpected", add);
  if (typeof value === "number" && number !== undefined) numberMutants(number, value, add);
  if (Array.isArray(value) && array !== undefined) arrayMutants(array, value, around, add);
  if (isObject(value) && object !== undefined) objectMutants(object, value, around, add);
  unionMutants(schema, value, around, add);
  return found;
}

export const OF_TYPE: readonly Json[] = [
  17,
  "unexpected",
  1.5,
  true,
  ["unexpected"],
  { unexpected: true },
  null,
];

function typeMutant(schema: Schema, around: Surroundings, add: Add): void {
  const types = schema.assertions.types;
  if (types === undefined || types.length === 0) return;
  const isWrong = (value: Json): boolean => !isOfSome(types, value);
  // The nearest miss is the sharpest test of an integer.
  const near = types.includes("integer") ? [1.5, "unexpected"] : [];
  const wrong = [...near, ...OF_TYPE].filter(isWrong);
  if (wrong.length === 0) return;
  const { enum: values, const: constant } = schema.assertions;
  const listed = values ?? (constant === undefined ? undefined : [constant.value]);
  // Whatever has another type is none of the values either.
  const implied = listed?.some(isWrong) === false;
  if (!around.asText)
    return add(
      "type",
      wrong.map((value) => set(value)),
      { implied },
    );
  const reason = hidesType(types);
  add(
    "type",
    (reason === undefined ? [...near, "unexpected", 1.5] : wrong)
      .filter(isWrong)
      .map((value) => set(value)),
    reason === undefined ? { implied } : { implied, unsendable: reason },
  );
}

/** Why text cannot show that a value has another type. */
function hidesType(types: readonly JsonType[]): string | undefined {
  if (types.includes("string")) return "every text is a string";
  if (types.includes("array")) return "a single text is a list of one";
  if (types.includes("object")) return "an object is written as its members";
  return undefined;
}

function valueMutants(schema: Schema, value: Json, add: Add): void {
  const { enum: values, const: constant, types } = schema.assertions;
  const others = otherValues(value).filter((one) => types === undefined || isOfSome(types, one));
  if (values !== undefined)
    add(
      "enum",
      [...others, ...otherValues(value)]
        .filter((one) => !values.some((each) => equal(each, one)))
        .map((one) => set(one)),
    );
  if (constant !== undefined)
    add(
      "const",
      [...others, ...otherValues(value)]
        .filter((one) => !equal(one, constant.value))
        .map((one) => set(one)),
    );
}

/** Values of the same type first, so that an enumeration fails and the type does not. */
function otherValues(value: Json): Json[] {
  const others: Json[] = ["unknown-value", 987_654_321, 0.5, false, true, null, [], {}];
  return [...others.filter((one) => typeof one === typeof value && one !== null), ...others];
}

/** @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1 */
function unionMutants(schema: Schema, value: Json, around: Surroundings, add: Add): void {
  const { anyOf, oneOf, not } = schema.assertions;
  const shape = schema.shape;
  if (shape.kind === "union" && shape.discriminator !== undefined && isObject(value)) {
    const key = shape.discriminator;
    const rest = Object.entries(value).filter(([name]) => name !== key);
    if (Object.hasOwn(value, key))
      add("discriminator", [set(objectOf([...rest, [key, "unknown-tag"]]))]);
  }
  if (oneOf !== undefined) {
    const both = lazily(() => joined(value, oneOf, around));
    add(
      "oneOf",
      lazily(() => inTurn(otherShapes(value), both)),
    );
  }
  if (anyOf !== undefined) add("anyOf", otherShapes(value));
  if (not !== undefined)
    add(
      "not",
      lazily(() => joined(value, [not], around)),
    );
}

/** The value with less in it, and values of each type. */
function otherShapes(value: Json): Iterable<Edit> {
  const fewer = lazily(() => (isObject(value) ? withoutMembers(value) : []));
  return lazily(() =>
    inTurn(
      fewer,
      OF_TYPE.map((one) => set(one)),
    ),
  );
}

function* inTurn(...all: readonly Iterable<Edit>[]): Iterable<Edit> {
  for (const edits of all) yield* edits;
}

/** The object without one member, without two, and without any. */
function* withoutMembers(value: { readonly [key: string]: Json }): Iterable<Edit> {
  const entries = Object.entries(value);
  const without = (...dropped: readonly string[]): Edit =>
    set(objectOf(entries.filter(([key]) => !dropped.includes(key))));
  for (const [one] of entries) yield without(one);
  if (entries.length <= 12)
    for (const [index, [one]] of entries.entries())
      for (const [other] of entries.slice(index + 1)) yield without(one, other);
  yield set({});
}

/** The value with what another schema speaks of added: it then satisfies both. */
function joined(value: Json, ids: readonly SchemaId[], around: Surroundings): Edit[] {
  return ids.flatMap((id) =>
    [false, true].flatMap((optional) => {
      const plan = { optional, branch: 0, conditions: false };
      const other = around.synthesiser.draft([id], plan);
      if (other === undefined) return [];
      if (!isObject(other) || !isObject(value)) return [set(other)];
      return [set({ ...other, ...value }), set({ ...value, ...other }), set(other)];
    }),
  );
}
