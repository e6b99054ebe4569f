import { isObject, type Json } from "../model/json.js";
import type { Alternative, Bound, ValueType } from "./alternative.js";

export function valueTypeOf(value: Json): ValueType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as Exclude<ValueType, "null" | "array">;
}

/** Equality of JSON values; the order of members does not count. */
export function equalValues(left: Json, right: Json): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => equalValues(item as Json, right[index] as Json))
    );
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) => Object.hasOwn(right, key) && equalValues(left[key] as Json, right[key] as Json),
    )
  );
}

export function includesValue(values: readonly Json[], value: Json): boolean {
  return values.some((one) => equalValues(one, value));
}

export function codePoints(text: string): number {
  return [...text].length;
}

/** A pattern as validators read it; undefined for one that no engine takes, which constrains nothing. */
export function expressionOf(pattern: string): RegExp | undefined {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // The next may do.
    }
  }
  return undefined;
}

/** Whether `value` is `divisor` times a whole number, by the decimals that are written. */
export function isMultipleOf(value: number, divisor: number): boolean {
  const [a, b] = [decimalOf(value), decimalOf(divisor)];
  if (a === undefined || b === undefined || b.digits === 0n) return false;
  const places = Math.max(a.places, b.places);
  const scaled = (part: Decimal): bigint => part.digits * 10n ** BigInt(places - part.places);
  return scaled(a) % scaled(b) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

function decimalOf(value: number): Decimal | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) return undefined;
  const [, sign = "", whole = "0", fraction = "", power = "0"] = match;
  const exponent = Number(power) - fraction.length;
  if (Math.abs(exponent) > 400) return undefined;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return exponent >= 0
    ? { digits: digits * 10n ** BigInt(exponent), places: 0 }
    : { digits, places: -exponent };
}

export function isAbove(value: number, { limit, open }: Bound): boolean {
  return open ? value > limit : value >= limit;
}

export function isBelow(value: number, { limit, open }: Bound): boolean {
  return open ? value < limit : value <= limit;
}

/** Whether a text or number satisfies what an alternative says of scalars; formats are taken on trust. */
export function fitsScalars(value: Json, facts: Alternative): boolean {
  if (typeof value === "number") {
    const { integer, minimum, maximum, multiples } = facts;
    return (
      (integer === undefined || Number.isInteger(value)) &&
      (minimum === undefined || isAbove(value, minimum.value)) &&
      (maximum === undefined || isBelow(value, maximum.value)) &&
      multiples.every((one) => isMultipleOf(value, one.value))
    );
  }
  if (typeof value !== "string") return true;
  const length = codePoints(value);
  const { minLength, maxLength } = facts.counts;
  return (
    length >= (minLength?.value ?? 0) &&
    length <= (maxLength?.value ?? Infinity) &&
    facts.patterns.every((one) => expressionOf(one.value)?.test(value) !== false)
  );
}
