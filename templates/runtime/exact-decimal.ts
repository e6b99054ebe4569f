/**
 * A decimal in its one normal form: `0.digits` times ten to the power of `point`, the digits
 * without zeros at either end; zero has none. Two of them are compared digit by digit, so a literal
 * like `1e999999999` costs no more than its own length.
 */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: bigint;
}

const LITERAL = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;

/**
 * The decimal that a number is printed as, which is what goes over the wire. Undefined for what is
 * no number in JSON: infinities, `NaN`, other text.
 */
export function decimalOf(value: number | bigint | string): Decimal | undefined {
  const [, sign, whole = "", fraction = "", exponent = "0"] = LITERAL.exec(String(value)) ?? [];
  if (sign === undefined) return undefined;
  const all = whole + fraction;
  let first = 0;
  while (all.charAt(first) === "0") first += 1;
  let last = all.length;
  while (last > first && all.charAt(last - 1) === "0") last -= 1;
  const digits = all.slice(first, last);
  if (digits === "") return { negative: false, digits, point: 0n };
  return { negative: sign === "-", digits, point: BigInt(whole.length - first) + BigInt(exponent) };
}

/** Less than, equal to, greater than zero, as `a` is to `b`. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [left, right] = [signOf(a), signOf(b)];
  if (left !== right) return left < right ? -1 : 1;
  const size = compareSizes(a, b);
  return left < 0 ? (-size as -1 | 0 | 1) : size;
}

function signOf({ negative, digits }: Decimal): -1 | 0 | 1 {
  return digits === "" ? 0 : negative ? -1 : 1;
}

function compareSizes(a: Decimal, b: Decimal): -1 | 0 | 1 {
  if (a.point !== b.point) return a.point < b.point ? -1 : 1;
  // Without zeros at their ends, digits behind a common point are ordered as text is.
  return a.digits === b.digits ? 0 : a.digits < b.digits ? -1 : 1;
}

export function isWhole({ digits, point }: Decimal): boolean {
  return point >= BigInt(digits.length);
}

/** True when `value` is `divisor` times an integer. A divisor of zero divides nothing but zero. */
export function isMultiple(value: Decimal, divisor: Decimal): boolean {
  if (value.digits === "") return true;
  if (divisor.digits === "") return false;
  const shift = scaleOf(value) - scaleOf(divisor);
  // The last digit of the value is not zero, so no power of ten divides it.
  if (shift < 0n) return false;
  const modulus = BigInt(divisor.digits);
  return ((BigInt(value.digits) % modulus) * powerOfTen(shift, modulus)) % modulus === 0n;
}

/** The power of ten that the last digit stands for. */
function scaleOf({ digits, point }: Decimal): bigint {
  return point - BigInt(digits.length);
}

/** `10 ** exponent % modulus`, by squaring: the exponent may be a literal's, and huge. */
function powerOfTen(exponent: bigint, modulus: bigint): bigint {
  let result = 1n % modulus;
  let base = 10n % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}
