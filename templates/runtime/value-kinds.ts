import type * as z from "./zod.js";
import type { Schema } from "./checks.js";
import { isJsonObject } from "./json-value.js";

/** The kinds of JSON values a schema can accept; undefined when it may be any. */
export function kindsOf(schema: Schema, depth = 0): ReadonlySet<string> | undefined {
  // The definitions of all of zod's types; those not named here may accept anything.
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "array":
    case "object":
      return new Set([def.type]);
    case "record":
      return new Set(["object"]);
    case "tuple":
      return new Set(["array"]);
    case "never":
      return new Set();
    case "literal":
      return new Set(def.values.map(kindOf));
    case "enum":
      return new Set(Object.values(def.entries).map(kindOf));
    case "optional":
      return kindsOf(def.innerType, depth);
    case "nullable": {
      const inner = kindsOf(def.innerType, depth);
      return inner === undefined ? undefined : new Set([...inner, "null"]);
    }
    case "lazy":
      // A schema that leads back to itself tells nothing of its own kinds.
      return depth > 8 ? undefined : kindsOf(def.getter(), depth + 1);
    case "union": {
      const all = def.options.map((option) => kindsOf(option, depth));
      return all.includes(undefined)
        ? undefined
        : new Set(all.flatMap((kinds) => [...(kinds ?? [])]));
    }
    case "intersection": {
      const [left, right] = [kindsOf(def.left, depth), kindsOf(def.right, depth)];
      if (left === undefined || right === undefined) return left ?? right;
      return new Set([...left].filter((kind) => right.has(kind)));
    }
    default:
      return undefined;
  }
}

/** What JSON calls a value. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return isJsonObject(value) ? "object" : typeof value;
}
