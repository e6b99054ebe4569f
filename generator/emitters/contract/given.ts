import type { Json } from "../../model/json.js";
import type { Schema } from "../../model/schema.js";
import { isAmong } from "./json.js";
import type { Plan } from "./plan.js";

/** A value that the document itself gives for a scalar: const, enum, example or default; `isValid` judges it by all that applies. */
export function givenOf(
  schemas: readonly Schema[],
  { towards }: Plan,
  nth: number,
  isValid: (value: Json) => boolean,
): Json | undefined {
  const constant = schemas.find((schema) => schema.assertions.const !== undefined)?.assertions
    .const;
  if (constant !== undefined) return constant.value;
  const fits = (value: Json): boolean =>
    schemas.every(
      ({ assertions }) => assertions.enum === undefined || isAmong(assertions.enum, value),
    ) && isValid(value);
  const values = schemas.find((schema) => schema.assertions.enum !== undefined)?.assertions.enum;
  if (values !== undefined) {
    const fitting = firstOf(values, nth + 1, fits);
    return fitting[nth % Math.max(1, fitting.length)] ?? values[nth % Math.max(1, values.length)];
  }
  // An example need not be of the alternative that is to be met.
  const isLed = schemas.some(({ id, assertions }) => {
    const leads = [...(assertions.oneOf ?? []), ...(assertions.anyOf ?? [])];
    return towards?.has(id) === true && leads.some((one) => towards.has(one));
  });
  if (isLed) return undefined;
  const offered = schemas.flatMap((schema) => [
    ...schema.examples.map((example) => example.value),
    ...(schema.default === undefined ? [] : [schema.default]),
  ]);
  return firstOf(offered, nth + 1, (value) => typeof value !== "object" && fits(value))[nth];
}

/** As many of the values as are wanted, in their order; the others are not judged. */
function firstOf(
  values: readonly Json[],
  wanted: number,
  isFit: (value: Json) => boolean,
): readonly Json[] {
  const found: Json[] = [];
  for (const value of values) {
    if (found.length === wanted) break;
    if (isFit(value)) found.push(value);
  }
  return found;
}
