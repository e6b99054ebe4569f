/**
 * Whether a number is a whole multiple of another, both taken as the decimals JSON writes: 19.99 is
 * a multiple of 0.01, though their quotient in binary is not whole.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.2.1
 */
export function isMultiple(value: number, divisor: number): boolean {
  const [digits, exponent] = decimalOf(value);
  const [otherDigits, otherExponent] = decimalOf(divisor);
  const shared = Math.min(exponent, otherExponent);
  const scaled = digits * 10n ** BigInt(exponent - shared);
  return scaled % (otherDigits * 10n ** BigInt(otherExponent - shared)) === 0n;
}

/** A number as a whole one times a power of ten, exactly as it is printed. */
function decimalOf(value: number): readonly [digits: bigint, exponent: number] {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}
