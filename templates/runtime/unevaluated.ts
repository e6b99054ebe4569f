import { accepts, inspect, onArrays, onObjects, type Check, type Schema } from "./checks.js";

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
  readonly contains?: readonly Schema[];
  readonly conditions?: readonly Condition[];
  /** What several conditions lead to: they tell it by its number here. Only the whole has them. */
  readonly parts?: readonly Evaluated[];
}

interface Condition {
  readonly if: Schema;
  readonly then?: Evaluated | number;
  readonly else?: Evaluated | number;
}

/** The parts that hold for one value, conditions decided; each is looked at once. */
function applicable(whole: Evaluated, value: unknown): Evaluated[] {
  const found = new Set<Evaluated>();
  const look = (evaluated: Evaluated): void => {
    if (found.has(evaluated)) return;
    found.add(evaluated);
    for (const condition of evaluated.conditions ?? []) {
      const branch = accepts(condition.if, value) ? condition.then : condition.else;
      const part = typeof branch === "number" ? whole.parts?.[branch] : branch;
      if (part !== undefined) look(part);
    }
  };
  look(whole);
  return [...found];
}

/** `unevaluatedProperties` */
export function unevaluatedProperties(evaluated: Evaluated, schema: Schema): Check {
  return onObjects((value, payload) => {
    const parts = applicable(evaluated, value);
    for (const [key, member] of Object.entries(value)) {
      const known = parts.some(
        ({ all = false, keys = [], patterns = [] }) =>
          all || keys.includes(key) || patterns.some((pattern) => pattern.test(key)),
      );
      if (!known) inspect(payload, schema, member, [key], "unevaluatedProperties");
    }
  });
}

/** `unevaluatedItems` */
export function unevaluatedItems(evaluated: Evaluated, schema: Schema): Check {
  return onArrays((value, payload) => {
    const parts = applicable(evaluated, value);
    for (const [index, item] of value.entries()) {
      const known = parts.some(
        ({ all = false, items = 0, contains = [] }) =>
          all || index < items || contains.some((schema) => accepts(schema, item)),
      );
      if (!known) inspect(payload, schema, item, [index], "unevaluatedItems");
    }
  });
}
