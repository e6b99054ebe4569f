import { isObject, type Json, type JsonObject } from "../../model/json.js";
import type { Schema } from "../../model/schema.js";
import { MOST_CHARACTERS } from "./bounds.js";
import { below } from "./edit.js";
import type { Edit } from "./case.js";
import type { Feature } from "./features.js";
import { formatOf } from "./formats.js";
import { set, type Surroundings } from "./mutant.js";
import { strangeKey } from "./mutants-object.js";
import { sampleOf } from "./pattern.js";
import { freshKeys, memberIds } from "./members.js";
import { MINIMAL, type Plan } from "./plan.js";
import { codePoints } from "./scalars.js";

const FULL: Plan = { optional: true, branch: 0, conditions: false };

/** Edits that may make a value that satisfies the schema show the feature, likeliest first. */
export function* variantsOf(
  schema: Schema,
  value: Json,
  feature: Feature,
  around: Surroundings,
): Iterable<Edit> {
  const { kind, detail } = feature;
  switch (kind) {
    case "present":
      if (isObject(value)) yield* withMember(schema, detail, around);
      return;
    case "absent":
      if (isObject(value)) yield { op: "remove", at: below("", detail) };
      return;
    case "extra":
      if (isObject(value)) yield* withExtraMember(schema, value, around);
      return;
    case "value":
      yield set(JSON.parse(detail) as Json);
      return;
    case "null":
      yield set(null);
      return;
    case "type":
      yield* ofType(schema, detail);
      return;
    case "branch":
      yield* ofBranch(schema, value, detail, around);
      return;
    case "negative":
      if (typeof value === "number")
        for (const step of [schema.assertions.number?.multipleOf ?? 1, 0.5]) yield set(-step);
      return;
    case "length":
      if (!Array.isArray(value)) return;
      if (detail === "none") yield set([]);
      else yield* ofLength(schema, value as readonly Json[], 2, around);
      return;
    case "bound":
      yield* atBound(schema, value, detail, around);
  }
}

function* withMember(schema: Schema, key: string, { synthesiser }: Surroundings): Iterable<Edit> {
  const ids = memberIds([schema.assertions.object ?? {}], key);
  for (const plan of [MINIMAL, FULL]) {
    const made = synthesiser.draft(ids, plan);
    if (made !== undefined) yield set(made, below("", key));
  }
}

/** A member that the schema does not list: as its rule for others wants it, or a text that nobody expects. */
function* withExtraMember(
  { assertions: { object = {} } }: Schema,
  value: JsonObject,
  { synthesiser }: Surroundings,
): Iterable<Edit> {
  const others = object.additionalProperties ?? object.unevaluatedProperties;
  for (const key of [strangeKey(object, value), ...freshKeys([object], 1, synthesiser)])
    for (const plan of [MINIMAL, FULL]) {
      const made = others === undefined ? "strange" : synthesiser.draft([others], plan);
      if (made !== undefined) yield set(made, below("", key));
    }
}

function* ofBranch(
  { id, assertions }: Schema,
  value: Json,
  detail: string,
  { synthesiser }: Surroundings,
): Iterable<Edit> {
  const [keyword, index] = detail.split("/");
  const branch = (keyword === "oneOf" ? assertions.oneOf : assertions.anyOf)?.[Number(index)];
  if (branch === undefined) return;
  for (const plan of [MINIMAL, FULL]) {
    const whole = synthesiser.draft([id], { ...plan, towards: new Map([[branch, 0]]) });
    for (const made of [whole, synthesiser.draft([branch], plan)]) {
      if (made === undefined) continue;
      if (isObject(made) && isObject(value)) yield set({ ...value, ...made });
      yield set(made);
    }
  }
}

/** Values of one of several types, of which the schema's constraints may leave some. */
function* ofType({ assertions: { string, number } }: Schema, type: string): Iterable<Edit> {
  const shortest = string?.minLength ?? 0;
  if (shortest > MOST_CHARACTERS) return;
  const made: Readonly<Record<string, readonly (Json | undefined)[]>> = {
    string: [
      string?.pattern === undefined ? undefined : sampleOf(string.pattern, shortest),
      formatOf(string?.format ?? "")?.valid,
      "text".padEnd(shortest, "x").slice(0, string?.maxLength),
    ],
    integer: [number?.minimum, number?.maximum, number?.multipleOf, 1],
    number: [0.5, number?.minimum, number?.maximum].map((bound) => bound && bound + 0.5),
    boolean: [true],
    array: [[]],
    object: [{}],
  };
  for (const value of made[type] ?? []) if (value !== undefined) yield set(value);
}

function* atBound(
  schema: Schema,
  value: Json,
  keyword: string,
  around: Surroundings,
): Iterable<Edit> {
  const { string, number, array } = schema.assertions;
  if (typeof value === "string" && string !== undefined) {
    const length = string[keyword as "minLength" | "maxLength"];
    if (length === undefined || length > MOST_CHARACTERS) return;
    const text = [...value];
    const last = text.at(-1) ?? "x";
    yield set(
      [
        ...text.slice(0, length),
        ...Array<string>(Math.max(0, length - codePoints(value))).fill(last),
      ].join(""),
    );
    if (string.pattern !== undefined) {
      const made = sampleOf(string.pattern, length, length);
      if (made !== undefined) yield set(made);
    }
    // The fraction of a second may be as long as one likes.
    const [instant = ""] = /^.*T\d\d:\d\d:\d\d/.exec(value) ?? [];
    if (instant !== "" && length > instant.length + 2)
      yield set(`${instant}.${"0".repeat(length - instant.length - 2)}Z`);
    yield set("x".repeat(length));
    yield set("1".repeat(length));
  }
  if (typeof value === "number") {
    const bound = number?.[keyword as "minimum" | "maximum"];
    if (bound !== undefined) yield set(bound);
  }
  if (Array.isArray(value)) {
    const length = array?.[keyword as "minItems" | "maxItems"];
    if (length !== undefined) yield* ofLength(schema, value as readonly Json[], length, around);
  }
}

function* ofLength(
  { assertions }: Schema,
  value: readonly Json[],
  length: number,
  { synthesiser }: Surroundings,
): Iterable<Edit> {
  if (value.length >= length) return yield set(value.slice(0, length));
  const items = assertions.array?.items;
  const first = value[0];
  const missing = length - value.length;
  if (items !== undefined) {
    const made = Array.from({ length: missing }, (_, index) =>
      synthesiser.draft([items], MINIMAL, value.length + index),
    ).filter((item) => item !== undefined);
    if (made.length === missing) yield set([...value, ...made]);
  }
  if (first !== undefined) yield set([...value, ...Array<Json>(missing).fill(first)]);
}
