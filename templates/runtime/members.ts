import * as z from "./zod.js";
import { accepts, count, inspect, onObjects, refuse, type Check, type Schema } from "./checks.js";
import { isJsonObject } from "./json-value.js";

/** `required`, for keys that are not described as properties. */
export function required(...keys: readonly string[]): Check {
  return onObjects((value, payload) => {
    for (const key of keys) {
      if (!Object.hasOwn(value, key)) {
        refuse(payload, "required", `must have ${JSON.stringify(key)}`);
      }
    }
  });
}

/** Objects with a member of that key: what a condition of `dependentSchemas` asks. */
export function having(key: string): Schema {
  const schema: unknown = z.custom((value) => isJsonObject(value) && Object.hasOwn(value, key));
  return schema as Schema;
}

/** `properties`, for keys that every JavaScript object inherits: only own members count. */
export function properties(schemas: { readonly [key: string]: Schema }): Check {
  return onObjects((value, payload) => {
    for (const [key, schema] of Object.entries(schemas)) {
      if (Object.hasOwn(value, key)) {
        inspect(payload, schema, value[key], [key], "properties", key);
      }
    }
  });
}

/** `patternProperties` */
export function patternProperties(
  schemas: readonly (readonly [pattern: RegExp, schema: Schema])[],
): Check {
  return onObjects((value, payload) => {
    for (const [key, member] of Object.entries(value)) {
      for (const [pattern, schema] of schemas) {
        if (!pattern.test(key)) continue;
        inspect(payload, schema, member, [key], "patternProperties", pattern.source);
      }
    }
  });
}

/** `additionalProperties` beside `patternProperties`: every other member must satisfy the schema. */
export function additionalProperties(
  known: { readonly keys: readonly string[]; readonly patterns: readonly RegExp[] },
  schema: Schema,
): Check {
  return onObjects((value, payload) => {
    for (const [key, member] of Object.entries(value)) {
      if (known.keys.includes(key) || known.patterns.some((pattern) => pattern.test(key))) continue;
      inspect(payload, schema, member, [key], "additionalProperties");
    }
  });
}

/** `propertyNames` */
export function propertyNames(schema: Schema): Check {
  return onObjects((value, payload) => {
    for (const key of Object.keys(value)) {
      if (!accepts(schema, key)) inspect(payload, schema, key, [key], "propertyNames");
    }
  });
}

/** `minProperties` */
export function minProperties(minimum: number): Check {
  return onObjects((value, payload) => {
    if (Object.keys(value).length >= minimum) return;
    refuse(payload, "minProperties", `must have at least ${count(minimum, "member")}`);
  });
}

/** `maxProperties` */
export function maxProperties(maximum: number): Check {
  return onObjects((value, payload) => {
    if (Object.keys(value).length <= maximum) return;
    refuse(payload, "maxProperties", `must have at most ${count(maximum, "member")}`);
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
        refuse(payload, "dependentRequired", `must have ${wanted}, as it has ${given}`);
      }
    }
  });
}

/** `dependentSchemas` */
export function dependentSchemas(dependencies: { readonly [key: string]: Schema }): Check {
  return onObjects((value, payload) => {
    for (const [key, schema] of Object.entries(dependencies)) {
      if (Object.hasOwn(value, key)) inspect(payload, schema, value, [], "dependentSchemas", key);
    }
  });
}
