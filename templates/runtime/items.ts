import { accepts, count, onArrays, refuse, type Check, type Schema } from "./checks.js";
import { canonicalText } from "./json-value.js";

/** `minItems`, for tuples. */
export function minItems(minimum: number): Check {
  return onArrays((value, payload) => {
    if (value.length >= minimum) return;
    refuse(payload, "minItems", `must have at least ${count(minimum, "item")}`);
  });
}

/** `maxItems`, for tuples. */
export function maxItems(maximum: number): Check {
  return onArrays((value, payload) => {
    if (value.length <= maximum) return;
    refuse(payload, "maxItems", `must have at most ${count(maximum, "item")}`);
  });
}

/** `uniqueItems`; `print` gives the texts of values that compare otherwise than JSON's do. */
export function uniqueItems(print?: (value: unknown) => string): Check {
  return onArrays((value, payload) => {
    const first = new Map<string, number>();
    for (const [index, item] of value.entries()) {
      const text = canonicalText(item, print);
      const earlier = first.get(text);
      if (earlier === undefined) first.set(text, index);
      else refuse(payload, "uniqueItems", `must not equal item ${String(earlier)}`, [index]);
    }
  });
}

/** `contains`, `minContains`, `maxContains`; at least one match where `min` is left out. */
export function contains(
  schema: Schema,
  bounds: { readonly min?: number; readonly max?: number } = {},
): Check {
  const { min = 1, max = Infinity } = bounds;
  const least = bounds.min === undefined ? "contains" : "minContains";
  return onArrays((value, payload) => {
    const matched = value.filter((item) => accepts(schema, item)).length;
    if (matched < min) {
      refuse(payload, least, `must have at least ${count(min, "item")} that the schema asks for`);
    } else if (matched > max) {
      refuse(
        payload,
        "maxContains",
        `must have at most ${count(max, "item")} that the schema asks for`,
      );
    }
  });
}
