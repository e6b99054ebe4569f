import * as z from "./zod.js";
import {
  accepts,
  explanationOf,
  inspect,
  onObjects,
  refuse,
  type Check,
  type Schema,
} from "./checks.js";
import { additionalProperties } from "./members.js";
import { canonicalText, isJsonObject } from "./json-value.js";
import type { SchemaOf } from "./schema-types.js";

// Types ---------------------------------------------------------------------------------------

const KINDS = {
  string: (value: unknown) => typeof value === "string",
  number: (value: unknown) => typeof value === "number",
  array: (value: unknown): value is unknown[] => Array.isArray(value),
  object: isJsonObject,
};

/** Values of a kind must satisfy the schema; any other value passes: keywords that stand without `type`. */
export function when(kind: keyof typeof KINDS, schema: Schema): Check {
  return (payload) => {
    if (KINDS[kind](payload.value)) inspect(payload, schema, payload.value, []);
  };
}

/** `when("object", schema)` with the type of the schema: members described without `type: object`. */
export function ifObject<T extends z.core.$ZodType>(schema: T): SchemaOf<z.output<T>, z.input<T>> {
  return z.unknown().check(when("object", schema)) as unknown as SchemaOf<z.output<T>, z.input<T>>;
}

// Casts go by way of unknown: comparing two types of zod's schemas costs a compiler more than all
// the rest of a small package.

type ObjectSchema = SchemaOf<{ [key: string]: unknown }>;

/** Any JSON object, its members untouched. */
export function anyObject(): ObjectSchema {
  return z.custom(isJsonObject, "must be an object") as unknown as ObjectSchema;
}

/** Any JSON object whose members have one of these types; checks behind it say which are valid. */
export function objectOf<const T extends readonly z.core.$ZodType[]>(
  ..._values: T
): SchemaOf<{ [key: string]: z.output<T[number]> }> {
  return anyObject() as unknown as SchemaOf<{ [key: string]: z.output<T[number]> }>;
}

/**
 * An object whose every member satisfies the schema, one called `__proto__` too, which `z.record`
 * passes over.
 */
export function record<T extends z.core.$ZodType>(
  values: T,
): SchemaOf<{ [key: string]: z.output<T> }> {
  const check = additionalProperties({ keys: [], patterns: [] }, values);
  return z.custom(isJsonObject, "must be an object").check(check) as unknown as SchemaOf<{
    [key: string]: z.output<T>;
  }>;
}

/** The schema, its unknown keys refused even where it is one side of an intersection. */
export function sealed<T extends z.core.$ZodType>(schema: T): SchemaOf<z.output<T>, z.input<T>> {
  return z.unknown().check(matches(schema)) as unknown as SchemaOf<z.output<T>, z.input<T>>;
}

/**
 * A tuple and checks of its length, asked of the value as it comes: zod fills in missing items that
 * may be anything, so that no check behind it could count them.
 */
export function unfilled<T extends z.core.$ZodType>(
  tuple: T,
  ...checks: readonly Check[]
): SchemaOf<z.output<T>, z.input<T>> {
  return z.unknown().check(...checks, matches(tuple)) as unknown as SchemaOf<
    z.output<T>,
    z.input<T>
  >;
}

/**
 * An object and checks of it, asked of the value as it comes: zod copies objects without a member
 * called `__proto__`, so that no check behind it could see it, and asks it nothing that is asked of
 * members without a name.
 */
export function uncopied<T extends z.core.$ZodType>(
  object: T,
  ...checks: readonly Check[]
): SchemaOf<z.output<T>, z.input<T>> {
  const { catchall } = object._zod.def as { readonly catchall?: Schema };
  const passedOver = catchall === undefined ? [] : [prototypeMember(catchall)];
  return z.unknown().check(...checks, matches(object), ...passedOver) as unknown as SchemaOf<
    z.output<T>,
    z.input<T>
  >;
}

/** A member called `__proto__`, by what is asked of those without a name; explanations look at it anyway. */
function prototypeMember(schema: Schema): Check {
  return onObjects((value, payload) => {
    if (!Object.hasOwn(value, PROTOTYPE) || explanationOf(payload) !== undefined) return;
    inspect(payload, schema, value[PROTOTYPE], [PROTOTYPE], "additionalProperties");
  });
}

const PROTOTYPE = "__proto__";

/** `const` and `enum` of values that no shape can hold: one with a member called `__proto__`. */
export function constant<const T>(value: T): SchemaOf<Mutable<T>> {
  const text = canonicalText(value);
  const check: Check = (payload) => {
    if (canonicalText(payload.value) !== text) refuse(payload, "const", "must be the one value");
  };
  return z.unknown().check(check) as unknown as SchemaOf<Mutable<T>>;
}
type Mutable<T> = { -readonly [Key in keyof T]: Mutable<T[Key]> };

/**
 * A schema with the values its document knows in its type, and all others too: completion knows the
 * ones, a `switch` needs a `default` for the others.
 */
export function openEnum<const Known extends string | number>(
  _known: readonly Known[],
  schema: z.core.$ZodType<Known extends string ? string : number>,
): SchemaOf<Open<Known>> {
  return schema as unknown as SchemaOf<Open<Known>>;
}
type Open<Known> = Known | (Known extends string ? string & {} : number & {});

// Unions --------------------------------------------------------------------------------------

/**
 * An alternative whose tag its schema does not state and the document's discriminator does: the
 * type has it, so that unions narrow. The schema alone decides what is valid.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#discriminator-object
 */
export function labelled<const K extends string, const V extends string, T extends z.core.$ZodType>(
  _key: K,
  _values: readonly V[],
  schema: T,
): SchemaOf<{ [key in K]: V } & z.output<T>, { [key in K]: V } & z.input<T>> {
  return schema as unknown as SchemaOf<
    { [key in K]: V } & z.output<T>,
    { [key in K]: V } & z.input<T>
  >;
}

// Recursion -----------------------------------------------------------------------------------

/**
 * A schema that is defined later, with its type stated: for cycles that zod's getters, or the
 * inference of TypeScript, cannot follow. The thunk's result is `void` to TypeScript, which then
 * does not infer the one from the other.
 */
export function lazy<T = unknown>(schema: () => void): SchemaOf<T> {
  return z.lazy(schema as () => z.core.$ZodType) as unknown as SchemaOf<T>;
}

// Composition ---------------------------------------------------------------------------------

/**
 * Checks that the document says elsewhere than the schema they are attached to, as `allOf` lets it:
 * `place` leads there from the declaration, or from `#`. Where they stand matters to findings only.
 */
export function at(place: string, ...checks: readonly Check[]): Check {
  return (payload) => {
    const explanation = explanationOf(payload);
    if (explanation !== undefined) explanation.elsewhere(place, checks);
    else for (const check of checks) check(payload);
  };
}

/** `allOf` and `$ref`, where only the verdict matters. */
export function matches(...schemas: readonly Schema[]): Check {
  return (payload) => {
    for (const schema of schemas) inspect(payload, schema, payload.value, []);
  };
}

/** `anyOf`, where only the verdict matters. */
export function anyOf(...schemas: readonly Schema[]): Check {
  return (payload) => {
    if (schemas.some((schema) => accepts(schema, payload.value))) return;
    const explanation = explanationOf(payload);
    if (explanation !== undefined) explanation.closest("anyOf", schemas);
    else refuse(payload, "anyOf", "must match at least one of the alternatives");
  };
}

/** `oneOf`, where only the verdict matters. */
export function oneOf(...schemas: readonly Schema[]): Check {
  return (payload) => {
    const matched = schemas.flatMap((schema, index) =>
      accepts(schema, payload.value) ? [index] : [],
    );
    if (matched.length === 1) return;
    const explanation = matched.length === 0 ? explanationOf(payload) : undefined;
    if (explanation !== undefined) {
      explanation.closest("oneOf", schemas);
      return;
    }
    const found = matched.length === 0 ? "none" : `those at ${matched.join(" and ")}`;
    refuse(payload, "oneOf", `must match exactly one of the alternatives; it matches ${found}`);
  };
}

/** `not` */
export function not(schema: Schema): Check {
  return (payload) => {
    if (accepts(schema, payload.value)) refuse(payload, "not", "must not match what is excluded");
  };
}

/** `if`, `then`, `else` */
export function conditional(schemas: {
  readonly if: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}): Check {
  return (payload) => {
    const branch = accepts(schemas.if, payload.value) ? "then" : "else";
    const schema = schemas[branch];
    if (schema !== undefined) inspect(payload, schema, payload.value, [], branch);
  };
}

// Discriminators ------------------------------------------------------------------------------

/**
 * A union with a `discriminator` that zod cannot select by, as its tags are optional or no literals:
 * the union alone decides what is valid; the branch the tag names is asked first, and explains a
 * refusal.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#discriminator-object
 */
export function discriminated<T extends z.core.$ZodType>(
  tag: string,
  branches: { readonly [value: string]: Schema },
  union: T,
): SchemaOf<z.output<T>, z.input<T>> {
  // Alternatives that exclude each other must all be asked.
  const exclusive = "inclusive" in union._zod.def;
  const check: Check = (payload) => {
    const { value } = payload;
    const explanation = explanationOf(payload);
    if (explanation !== undefined) {
      explanation.choice(tag, branches, union);
      return;
    }
    const branch = branchOf(value, tag, branches);
    if (branch !== undefined && !exclusive && accepts(branch, value)) return;
    if (accepts(union, value)) return;
    inspect(payload, branch === undefined || accepts(branch, value) ? union : branch, value, []);
  };
  return z.unknown().check(check) as unknown as SchemaOf<z.output<T>, z.input<T>>;
}

/** The branch that the value's tag names, if it names one. */
export function branchOf(
  value: unknown,
  tag: string,
  branches: { readonly [value: string]: Schema },
): Schema | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, tag)) return undefined;
  const name = value[tag];
  return typeof name === "string" && Object.hasOwn(branches, name) ? branches[name] : undefined;
}
