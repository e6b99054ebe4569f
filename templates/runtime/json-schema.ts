/**
 * The assertions of JSON Schema 2020-12 that zod has no word for, as checks and wrappers of zod
 * schemas. A check speaks of the kind of value its keyword speaks of and accepts every other. No
 * check changes a value, and no message repeats one.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
import * as z from "zod";
import { accepts, count, inspect, onArrays, onObjects, refuse, type Check } from "./checks.js";
import { canonicalText, isJsonObject } from "./json-value.js";

// Types ---------------------------------------------------------------------------------------

const KINDS = {
  string: (value: unknown) => typeof value === "string",
  number: (value: unknown) => typeof value === "number",
  array: (value: unknown) => Array.isArray(value),
  object: isJsonObject,
};

/** Values of a kind must satisfy the schema; any other value passes: keywords that stand without `type`. */
export function when(kind: keyof typeof KINDS, schema: z.ZodType): Check {
  return (payload) => {
    if (KINDS[kind](payload.value)) inspect(payload, schema, payload.value, []);
  };
}

/** `when("object", schema)` with the type of the schema: members described without `type: object`. */
export function ifObject<T extends z.ZodType>(schema: T): z.ZodType<z.output<T>, z.input<T>> {
  return z.unknown().check(when("object", schema)) as z.ZodType<z.output<T>, z.input<T>>;
}

/** Any JSON object, its members untouched. */
export function anyObject(): z.ZodType<{ [key: string]: unknown }, { [key: string]: unknown }> {
  return z.custom<{ [key: string]: unknown }>(isJsonObject, "Invalid input: expected object");
}

/** The schema, its unknown keys refused even where it is one side of an intersection. */
export function sealed<T extends z.ZodType>(schema: T): z.ZodType<z.output<T>, z.input<T>> {
  return z.unknown().check(matches(schema)) as z.ZodType<z.output<T>, z.input<T>>;
}

/**
 * A schema with the values its document knows in its type, and all others too: completion knows the
 * ones, a \`switch\` needs a \`default\` for the others.
 */
export function openEnum<const Known extends string | number>(
  _known: readonly Known[],
  schema: z.ZodType<Known extends string ? string : number>,
): z.ZodType<Open<Known>, Open<Known>> {
  return schema as z.ZodType as z.ZodType<Open<Known>, Open<Known>>;
}
type Open<Known> = Known | (Known extends string ? string & {} : number & {});

// Recursion -----------------------------------------------------------------------------------

/**
 * A schema that is defined later, with its type stated: for cycles that zod's getters, or the
 * inference of TypeScript, cannot follow. The thunk's result is `void` to TypeScript, which then
 * does not infer the one from the other.
 */
export function lazy<T = unknown>(schema: () => void): z.ZodType<T, T> {
  return z.lazy(schema as () => z.ZodType<T, T>);
}

// Composition ---------------------------------------------------------------------------------

/** `allOf` and `$ref`, where only the verdict matters. */
export function matches(...schemas: readonly z.ZodType[]): Check {
  return (payload) => {
    for (const schema of schemas) inspect(payload, schema, payload.value, []);
  };
}

/** `anyOf`, where only the verdict matters. */
export function anyOf(...schemas: readonly z.ZodType[]): Check {
  return (payload) => {
    if (schemas.some((schema) => accepts(schema, payload.value))) return;
    refuse(payload, `Invalid input: matches none of ${count(schemas.length, "alternative")}`);
  };
}

/** `oneOf`, where only the verdict matters. */
export function oneOf(...schemas: readonly z.ZodType[]): Check {
  return (payload) => {
    const matched = schemas.filter((schema) => accepts(schema, payload.value)).length;
    if (matched === 1) return;
    const found = matched === 0 ? "none" : String(matched);
    refuse(payload, `Invalid input: matches ${found} of the alternatives, expected exactly one`);
  };
}

/** `not` */
export function not(schema: z.ZodType): Check {
  return (payload) => {
    if (accepts(schema, payload.value)) refuse(payload, "Invalid input: matches what is excluded");
  };
}

/** `if`, `then`, `else` */
export function conditional(schemas: {
  readonly if: z.ZodType;
  readonly then?: z.ZodType;
  readonly else?: z.ZodType;
}): Check {
  return (payload) => {
    const branch = accepts(schemas.if, payload.value) ? schemas.then : schemas.else;
    if (branch !== undefined) inspect(payload, branch, payload.value, []);
  };
}

// Objects -------------------------------------------------------------------------------------

/** `required`, for keys that are not described as properties. */
export function required(...keys: readonly string[]): Check {
  return onObjects((value, payload) => {
    for (const key of keys) {
      if (!Object.hasOwn(value, key)) {
        refuse(payload, `Invalid input: ${JSON.stringify(key)} is required`, [key]);
      }
    }
  });
}

/** Objects with a member of that key: what a condition of `dependentSchemas` asks. */
export function having(key: string): z.ZodType {
  return z.custom((value) => isJsonObject(value) && Object.hasOwn(value, key));
}

/** `properties`, for keys that every JavaScript object inherits: only own members count. */
export function properties(schemas: { readonly [key: string]: z.ZodType }): Check {
  return onObjects((value, payload) => {
    for (const [key, schema] of Object.entries(schemas)) {
      if (Object.hasOwn(value, key)) inspect(payload, schema, value[key], [key]);
    }
  });
}

/** `patternProperties` */
export function patternProperties(
  schemas: readonly (readonly [pattern: RegExp, schema: z.ZodType])[],
): Check {
  return onObjects((value, payload) => {
    for (const [key, member] of Object.entries(value)) {
      for (const [pattern, schema] of schemas) {
        if (pattern.test(key)) inspect(payload, schema, member, [key]);
      }
    }
  });
}

/** `additionalProperties` beside `patternProperties`: every other member must satisfy the schema. */
export function additionalProperties(
  known: { readonly keys: readonly string[]; readonly patterns: readonly RegExp[] },
  schema: z.ZodType,
): Check {
  return onObjects((value, payload) => {
    for (const [key, member] of Object.entries(value)) {
      if (known.keys.includes(key) || known.patterns.some((pattern) => pattern.test(key))) continue;
      inspect(payload, schema, member, [key]);
    }
  });
}

/** `propertyNames` */
export function propertyNames(schema: z.ZodType): Check {
  return onObjects((value, payload) => {
    for (const key of Object.keys(value)) inspect(payload, schema, key, [key]);
  });
}

/** `minProperties` */
export function minProperties(minimum: number): Check {
  return onObjects((value, payload) => {
    if (Object.keys(value).length < minimum) {
      refuse(payload, `Too small: expected object to have >=${count(minimum, "key")}`);
    }
  });
}

/** `maxProperties` */
export function maxProperties(maximum: number): Check {
  return onObjects((value, payload) => {
    if (Object.keys(value).length > maximum) {
      refuse(payload, `Too big: expected object to have <=${count(maximum, "key")}`);
    }
  });
}

/** `dependentRequired` */
export function dependentRequired(dependencies: {
  readonly [key: string]: readonly string[];
}): Check {
  return onObjects((value, payload) => {
    for (const [key, keys] of Object.entries(dependencies)) {
      if (!Object.hasOwn(value, key)) continue;
      for (const other of keys) {
        if (Object.hasOwn(value, other)) continue;
        const [wanted, given] = [JSON.stringify(other), JSON.stringify(key)];
        refuse(payload, `Invalid input: ${wanted} is required beside ${given}`, [other]);
      }
    }
  });
}

/** `dependentSchemas` */
export function dependentSchemas(dependencies: { readonly [key: string]: z.ZodType }): Check {
  return onObjects((value, payload) => {
    for (const [key, schema] of Object.entries(dependencies)) {
      if (Object.hasOwn(value, key)) inspect(payload, schema, value, []);
    }
  });
}

// Arrays --------------------------------------------------------------------------------------

/** `minItems`, for tuples. */
export function minItems(minimum: number): Check {
  return onArrays((value, payload) => {
    if (value.length >= minimum) return;
    refuse(payload, `Too small: expected array to have >=${count(minimum, "item")}`);
  });
}

/** `maxItems`, for tuples. */
export function maxItems(maximum: number): Check {
  return onArrays((value, payload) => {
    if (value.length <= maximum) return;
    refuse(payload, `Too big: expected array to have <=${count(maximum, "item")}`);
  });
}

/** `uniqueItems` */
export function uniqueItems(): Check {
  return onArrays((value, payload) => {
    const first = new Map<string, number>();
    for (const [index, item] of value.entries()) {
      const text = canonicalText(item);
      const earlier = first.get(text);
      if (earlier === undefined) first.set(text, index);
      else refuse(payload, `Invalid input: repeats item ${String(earlier)}`, [index]);
    }
  });
}

/** `contains`, `minContains`, `maxContains`; at least one match where `min` is left out. */
export function contains(
  schema: z.ZodType,
  bounds: { readonly min?: number; readonly max?: number } = {},
): Check {
  const { min = 1, max = Infinity } = bounds;
  return onArrays((value, payload) => {
    const matched = value.filter((item) => accepts(schema, item)).length;
    if (matched < min) {
      refuse(payload, `Too small: expected array to contain >=${count(min, "matching item")}`);
    } else if (matched > max) {
      refuse(payload, `Too big: expected array to contain <=${count(max, "matching item")}`);
    }
  });
}

// Unevaluated ---------------------------------------------------------------------------------

/**
 * Which members or items the keywords beside `unevaluatedProperties` and `unevaluatedItems` speak
 * of. What stands behind a condition counts only for values the condition accepts.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-11
 */
export interface Evaluated {
  /** Every member, or every item. */
  readonly all?: boolean;
  readonly keys?: readonly string[];
  readonly patterns?: readonly RegExp[];
  /** That many items from the first. */
  readonly items?: number;
  /** Items that one of these accepts. */
  readonly contains?: readonly z.ZodType[];
  readonly conditions?: readonly Condition[];
}

interface Condition {
  readonly if: z.ZodType;
  readonly then?: Evaluated;
  readonly else?: Evaluated;
}

/** The parts that hold for one value, conditions decided. */
function* applicable(evaluated: Evaluated, value: unknown): Generator<Evaluated> {
  yield evaluated;
  for (const condition of evaluated.conditions ?? []) {
    const branch = accepts(condition.if, value) ? condition.then : condition.else;
    if (branch !== undefined) yield* applicable(branch, value);
  }
}

/** `unevaluatedProperties` */
export function unevaluatedProperties(evaluated: Evaluated, schema: z.ZodType): Check {
  return onObjects((value, payload) => {
    const parts = [...applicable(evaluated, value)];
    for (const [key, member] of Object.entries(value)) {
      const known = parts.some(
        ({ all = false, keys = [], patterns = [] }) =>
          all || keys.includes(key) || patterns.some((pattern) => pattern.test(key)),
      );
      if (!known) inspect(payload, schema, member, [key]);
    }
  });
}

/** `unevaluatedItems` */
export function unevaluatedItems(evaluated: Evaluated, schema: z.ZodType): Check {
  return onArrays((value, payload) => {
    const parts = [...applicable(evaluated, value)];
    for (const [index, item] of value.entries()) {
      const known = parts.some(
        ({ all = false, items = 0, contains = [] }) =>
          all || index < items || contains.some((schema) => accepts(schema, item)),
      );
      if (!known) inspect(payload, schema, item, [index]);
    }
  });
}
