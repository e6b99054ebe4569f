import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  commonMultiple,
  isMultiple,
  multipleFrom,
  multipleUpTo,
  plus,
  times,
} from "../../../generator/model/decimals.js";

describe("decimals", () => {
  it.each([
    [plus(0.1, 0.2), 0.3],
    [plus(-1.1, 1), -0.1],
    [plus(1e21, 1), 1e21],
    [times(3, 0.1), 0.3],
    [times(1e-7, 0.5), 5e-8],
    [multipleFrom(0.25, 0.1), 0.3],
    [multipleFrom(0.3, 0.1), 0.3],
    [multipleFrom(-0.25, 0.1), -0.2],
    [multipleUpTo(0.35, 0.1), 0.3],
    [multipleUpTo(-0.25, 0.1), -0.3],
    [commonMultiple(0.25, 0.1), 0.5],
    [commonMultiple(4, 6), 12],
  ])("%d is %d", (found, wanted) => {
    expect(found).toBe(wanted);
  });

  it.each([
    [19.99, 0.01, true],
    [0.3, 0.1, true],
    [0.35, 0.1, false],
    [1e-9, 1e-10, true],
    // A quotient this near to a whole number is none.
    [1.0000000001, 1, false],
    [0, 0.1, true],
  ])("whether %d is a multiple of %d: %s", (value, step, wanted) => {
    expect(isMultiple(value, step)).toBe(wanted);
  });

  it("finds the multiples around a number", () => {
    const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100);
    const steps = fc.constantFrom(0.01, 0.1, 0.25, 1, 3, 1.5);
    fc.assert(
      fc.property(hundredths, steps, (bound, step) => {
        const [from, upTo] = [multipleFrom(bound, step), multipleUpTo(bound, step)];
        expect(isMultiple(from, step) && isMultiple(upTo, step)).toBe(true);
        expect(upTo <= bound && bound <= from).toBe(true);
        expect([upTo, plus(upTo, step)]).toContain(from);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
