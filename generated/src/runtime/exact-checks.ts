/**
 * Numbers that are read and printed without rounding, as zod schemas and checks: `number` where it
 * is exact, `bigint` and `ExactNumber` beyond. Values are compared as the decimals they are written
 * as, and come out as they went in. For packages generated with `numbers: "exact"`.
 *
 * @see https://spec.openapis.org/registry/format/
 */
import * as z from "./zod.js";
import { inspect, refuse, type Check, type Payload, type Schema } from "./checks.js";
import { compareDecimals, decimalOf, isMultiple } from "./exact-decimal.js";
import { numericOf, type ExactNumber } from "./exact-number.js";
import { uniqueItems as itemsAreUnique } from "./items.js";
import type { SchemaOf } from "./schema-types.js";

/** A bound as generated code writes it: text where neither `number` nor `bigint` is exact. */
type Bound = number | bigint | string;

// Types ---------------------------------------------------------------------------------------

// Cast by way of unknown: otherwise a compiler compares zod's schemas member by member, which takes
// it longer than the rest of the runtime.
function schemaOf<T>(what: string, test: (value: unknown) => boolean): SchemaOf<T> {
  // Of its own finding only: those of checks have words already.
  const error: z.core.$ZodErrorMap = ({ code }) =>
    code === "custom" ? `must be ${what}` : undefined;
  return z.custom<T>(test, { error }) as unknown as SchemaOf<T>;
}

function isInteger(value: unknown): boolean {
  return typeof value === "bigint" || Number.isInteger(value);
}

/** `type: integer` of a width that a `number` does not have. */
export function integer(): SchemaOf<number | bigint> {
  return schemaOf("an integer", isInteger);
}

/** `format: int64`: from -2^63 to 2^63 - 1. @see https://spec.openapis.org/registry/format/int64 */
export function int64(): SchemaOf<number | bigint> {
  return integer().check(minimum(-(2n ** 63n)), maximum(2n ** 63n - 1n));
}

/** `format: uint64`: from 0 to 2^64 - 1. @see https://spec.openapis.org/registry/format/uint64 */
export function uint64(): SchemaOf<number | bigint> {
  return integer().check(minimum(0), maximum(2n ** 64n - 1n));
}

/** `type: number`, however long: `format: decimal`. @see https://spec.openapis.org/registry/format/decimal */
export function decimal(): SchemaOf<number | bigint | ExactNumber> {
  return schemaOf("a number", (value) => numericOf(value) !== undefined);
}

/** `format: decimal128`: 34 digits, and the exponents of IEEE 754. @see https://spec.openapis.org/registry/format/decimal128 */
export function decimal128(): ReturnType<typeof decimal> {
  return decimal().check((payload) => {
    const value = numericOf(payload.value);
    if (value === undefined || value.digits === "") return;
    const { digits, point } = value;
    if (digits.length <= 34 && point <= 6145n && point - BigInt(digits.length) >= -6176n) return;
    refuse(payload, "format", "must be a decimal of 34 digits (IEEE 754)");
  });
}

/** Numbers must satisfy the schema; any other value passes: keywords that stand without `type`. */
export function ifNumber(schema: Schema): Check {
  return (payload) => {
    if (numericOf(payload.value) !== undefined) inspect(payload, schema, payload.value, []);
  };
}

// Bounds --------------------------------------------------------------------------------------

/** Compares numbers of any kind with a bound; other values are left to `type`. */
function bounded(bound: Bound, holds: (order: number) => boolean, issue: object): Check {
  const limit = decimalOf(bound);
  return (payload) => {
    const value = numericOf(payload.value);
    if (value === undefined || limit === undefined) return;
    if (holds(compareDecimals(value, limit))) return;
    payload.issues.push({
      ...issue,
      origin: "number",
      input: payload.value,
      continue: true,
    } as Payload["issues"][number]);
  };
}

function shown(bound: Bound): number | bigint {
  if (typeof bound !== "string") return bound;
  return /^-?[0-9]+$/.test(bound) ? BigInt(bound) : Number(bound);
}

/** `minimum` */
export function minimum(bound: Bound): Check {
  const issue = { code: "too_small", minimum: shown(bound), inclusive: true };
  return bounded(bound, (order) => order >= 0, issue);
}

/** `exclusiveMinimum` */
export function exclusiveMinimum(bound: Bound): Check {
  const issue = { code: "too_small", minimum: shown(bound), inclusive: false };
  return bounded(bound, (order) => order > 0, issue);
}

/** `maximum` */
export function maximum(bound: Bound): Check {
  const issue = { code: "too_big", maximum: shown(bound), inclusive: true };
  return bounded(bound, (order) => order <= 0, issue);
}

/** `exclusiveMaximum` */
export function exclusiveMaximum(bound: Bound): Check {
  const issue = { code: "too_big", maximum: shown(bound), inclusive: false };
  return bounded(bound, (order) => order < 0, issue);
}

/** `multipleOf` */
export function multipleOf(divisor: Bound): Check {
  const step = decimalOf(divisor);
  return (payload) => {
    const value = numericOf(payload.value);
    if (value === undefined || step === undefined || isMultiple(value, step)) return;
    payload.issues.push({
      code: "not_multiple_of",
      divisor: Number(divisor),
      input: payload.value,
      continue: true,
    } as Payload["issues"][number]);
  };
}

// Equality ------------------------------------------------------------------------------------

/** `uniqueItems`: numbers are the same when their values are, however they are kept. */
export function uniqueItems(): Check {
  return itemsAreUnique(exactText);
}

function exactText(value: unknown): string {
  const decimal = numericOf(value);
  if (decimal === undefined) return JSON.stringify(value) ?? "undefined";
  return `${decimal.negative ? "-" : ""}${decimal.digits}e${String(decimal.point)}`;
}
