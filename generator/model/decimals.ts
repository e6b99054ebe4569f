/**
 * Arithmetic on numbers as the decimals that JSON writes, so that 0.1 and 0.2 are 0.3. What comes out
 * is the number nearest to the exact result.
 */

/** The exact sum. */
export function plus(a: number, b: number): number {
  return inUnits([a, b], ([x, y]) => x + y);
}

/** The exact product. */
export function times(a: number, b: number): number {
  const [x, y] = [decimalOf(a), decimalOf(b)];
  return numberOf({ digits: x.digits * y.digits, exponent: x.exponent + y.exponent });
}

/** The least multiple of a step that is not below a number. */
export function multipleFrom(least: number, step: number): number {
  return inUnits([least, step], ([from, by]) => ceiling(from, by) * by);
}

/** The greatest multiple of a step that is not above a number. */
export function multipleUpTo(most: number, step: number): number {
  return inUnits([most, step], ([to, by]) => -ceiling(-to, by) * by);
}

/** The least number above 0 that is a multiple of both; both are above 0. */
export function commonMultiple(a: number, b: number): number {
  return inUnits([a, b], ([x, y]) => (x * y) / commonDivisor(x, y));
}

/** @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.2.1 */
export function isMultiple(value: number, step: number): boolean {
  return inUnits([value, step], ([x, y]) => x % y) === 0;
}

/** Calculates in the greatest power of ten of which all the numbers are multiples. */
function inUnits(
  [a, b]: readonly [number, number],
  calculate: (units: readonly [bigint, bigint]) => bigint,
): number {
  const [x, y] = [decimalOf(a), decimalOf(b)];
  const exponent = Math.min(x.exponent, y.exponent);
  const units = ({ digits, exponent: own }: Decimal): bigint =>
    digits * 10n ** BigInt(own - exponent);
  return numberOf({ digits: calculate([units(x), units(y)]), exponent });
}

/** `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

function numberOf({ digits, exponent }: Decimal): number {
  return Number(`${String(digits)}e${String(exponent)}`);
}

/** The quotient rounded up; the divisor is above 0. */
function ceiling(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return quotient * divisor < dividend ? quotient + 1n : quotient;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : commonDivisor(b, a % b);
}
