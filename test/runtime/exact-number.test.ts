import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareDecimals,
  decimalOf,
  isMultiple,
  isWhole,
  type Decimal,
} from "../../templates/runtime/exact-decimal.js";
import { ExactNumber } from "../../templates/runtime/exact-number.js";

// The same values each time: a test that fails says what broke, not what was drawn.
fc.configureGlobal({ seed: 1 });

describe("ExactNumber", () => {
  const price = new ExactNumber("0.1000000000000000055");

  test("keeps its literal, and cannot be changed", () => {
    expect(price.toString()).toBe("0.1000000000000000055");
    expect(`${price}`).toBe("0.1000000000000000055");
    expect(price.toNumber()).toBe(0.1);
    expect(Object.isFrozen(price)).toBe(true);
  });

  test.each(["", "1.", ".5", "01", "+1", "1e", "0x1", " 1", "1\n", "NaN", "Infinity", "1_0"])(
    "refuses %j without repeating it",
    (text) => {
      expect(() => new ExactNumber(text)).toThrow(
        new SyntaxError("not a number as JSON writes it"),
      );
    },
  );

  test("is never rounded by accident", () => {
    const loose = price as unknown as number;
    expect(() => loose * 2).toThrow(TypeError);
    expect(() => loose + 1).toThrow(TypeError);
    expect(() => loose < 1).toThrow(TypeError);
    expect(() => Number(loose)).toThrow(TypeError);
    expect(() => JSON.stringify({ price })).toThrow(/printExact/);
  });

  test("compares by value with numbers of every kind", () => {
    expect(price.compare(0.1)).toBe(1);
    expect(price.compare(new ExactNumber("0.10000000000000000550"))).toBe(0);
    expect(new ExactNumber("1e400").compare(10n ** 400n)).toBe(0);
    expect(new ExactNumber("-1e400").compare(0)).toBe(-1);
    expect(new ExactNumber("1.50").equals(1.5)).toBe(true);
    expect(new ExactNumber("-0.0").equals(0)).toBe(true);
    expect(() => price.compare(NaN)).toThrow(RangeError);
  });
});

/** Decimals with few digits: as texts, and as integers of a common scale to judge them by. */
const decimals = fc
  .record({ units: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), scale: fc.nat({ max: 8 }) })
  .map(({ units, scale }) => ({
    text: `${String(units)}e-${String(scale)}`,
    scaled: units * 10n ** BigInt(8 - scale),
  }));

function decimal(text: string): Decimal {
  const found = decimalOf(text);
  if (found === undefined) throw new Error(text);
  return found;
}

describe("decimals", () => {
  test("are ordered as their values are", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const order = a.scaled < b.scaled ? -1 : a.scaled > b.scaled ? 1 : 0;
        expect(compareDecimals(decimal(a.text), decimal(b.text))).toBe(order);
      }),
    );
  });

  test("are multiples as their values are", () => {
    fc.assert(
      fc.property(decimals, decimals, fc.integer({ min: -99, max: 99 }), (a, b, factor) => {
        const divides = (value: bigint): boolean =>
          b.scaled === 0n ? value === 0n : value % b.scaled === 0n;
        expect(isMultiple(decimal(a.text), decimal(b.text))).toBe(divides(a.scaled));
        const product = `${String(b.scaled * BigInt(factor))}e-8`;
        expect(isMultiple(decimal(product), decimal(b.text))).toBe(true);
      }),
    );
  });

  test("are whole as their values are", () => {
    fc.assert(
      fc.property(decimals, ({ text, scaled }) => {
        expect(isWhole(decimal(text))).toBe(scaled % 10n ** 8n === 0n);
      }),
    );
  });

  test("of any exponent cost no more than their text", () => {
    const huge = decimal("7e999999999999999999");
    expect(compareDecimals(huge, decimal("6.9e999999999999999999"))).toBe(1);
    expect(compareDecimals(huge, decimal("-7e999999999999999999"))).toBe(1);
    expect(isMultiple(huge, decimal("0.07"))).toBe(true);
    expect(isMultiple(huge, decimal("3"))).toBe(false);
    expect(isMultiple(decimal("7e-999999999999999999"), decimal("0.07"))).toBe(false);
    const zeros = decimal(`1${"0".repeat(500_000)}1`);
    expect(zeros.point).toBe(500_002n);
  });

  test("are what JSON has numbers for", () => {
    for (const value of [NaN, Infinity, "1.", "a", "", "0x10"])
      expect(decimalOf(value)).toBeUndefined();
    expect(decimalOf(-0)).toEqual(decimalOf("0.00e5"));
    expect(decimalOf(1e-7)).toEqual({ negative: false, digits: "1", point: -6n });
  });
});
