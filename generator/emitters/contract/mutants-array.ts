import type { Json } from "../../model/json.js";
import type { ArrayAssertions } from "../../model/schema.js";
import { MOST_ITEMS } from "./bounds.js";
import { type Add, set, type Surroundings } from "./mutant.js";
import { MINIMAL } from "./plan.js";

/** @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.4 */
export function arrayMutants(
  rules: ArrayAssertions,
  value: readonly Json[],
  around: Surroundings,
  add: Add,
): void {
  if (rules.minItems !== undefined && rules.minItems > 0) {
    const isUnseen = around.asText && rules.minItems === 1;
    add(
      "minItems",
      [set(value.slice(0, rules.minItems - 1))],
      isUnseen ? { unsendable: "an empty list is written as nothing" } : {},
    );
  }
  if (rules.maxItems !== undefined && rules.maxItems < MOST_ITEMS) {
    const missing = rules.maxItems + 1 - value.length;
    add("maxItems", [
      set([...value, ...distinctItems(rules, missing, value.length, around)]),
      set([...value, ...Array.from({ length: missing }, () => value.at(-1) ?? "extra")]),
    ]);
  }
  if (rules.uniqueItems === true) {
    const item = value[0] ?? distinctItems(rules, 1, 0, around)[0];
    if (item !== undefined)
      add("uniqueItems", [
        set([...value, item]),
        set([item, item, ...value.slice(2)]),
        set([item, item]),
      ]);
  }
  if (rules.contains !== undefined) {
    const strangers: Json[] = ["unexpected", 0, {}, [], null];
    add("contains", [set([]), ...strangers.map((item) => set(value.map(() => item)))]);
    const item = around.synthesiser.draft([rules.contains.schema], MINIMAL);
    if (rules.contains.max !== undefined && item !== undefined)
      add("maxContains", [
        set([...value, ...Array.from({ length: rules.contains.max + 1 }, () => item)]),
      ]);
  }
  const extra = rules.unevaluatedItems ?? rules.items;
  if (extra !== undefined && around.schemas[extra]?.assertions.types?.length === 0)
    add(rules.unevaluatedItems === undefined ? "items" : "unevaluatedItems", [
      set([...value, "unexpected"]),
    ]);
}

function distinctItems(
  rules: ArrayAssertions,
  count: number,
  from: number,
  around: Surroundings,
): Json[] {
  if (rules.items === undefined)
    return Array.from({ length: count }, (_, index) => `extra-${index}`);
  const { items } = rules;
  return Array.from(
    { length: count },
    (_, index) => around.synthesiser.draft([items], MINIMAL, from + index) ?? null,
  );
}
