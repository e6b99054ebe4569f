import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import * as exact from "../../templates/runtime/exact-checks.js";
import { ExactNumber } from "../../templates/runtime/exact-number.js";

const long = (literal: string): ExactNumber => new ExactNumber(literal);

const cases: readonly (readonly [string, z.ZodType, readonly unknown[], readonly unknown[]])[] = [
  [
    "integer",
    exact.integer(),
    [0, -5, 1e21, 2n ** 200n],
    [1.5, NaN, Infinity, "1", long("1.5"), null],
  ],
  [
    "int64",
    exact.int64(),
    [0, 2 ** 53, 2n ** 63n - 1n, -(2n ** 63n), -1n],
    [2n ** 63n, -(2n ** 63n) - 1n, 2 ** 63, 1e19, 0.5, long("9e18"), "1"],
  ],
  ["uint64", exact.uint64(), [0, 0n, 2n ** 64n - 1n], [-1, -1n, 2n ** 64n, 1e20, 0.5]],
  [
    "decimal",
    exact.decimal(),
    [0.1, 5, 2n ** 70n, long("0.1000000000000000055")],
    [NaN, Infinity, "1", {}, true],
  ],
  [
    "decimal128",
    exact.decimal128(),
    [0, 0.1, long("1.234567890123456789012345678901234"), long("9e6144"), long("1e-6176")],
    [long("1.2345678901234567890123456789012345"), long("1e6145"), long("1e-6177")],
  ],
  [
    "minimum",
    exact.decimal().check(exact.minimum("0.1000000000000000055")),
    [1, 2n ** 70n, long("0.1000000000000000055"), long("0.10000000000000000550")],
    [0.1, -1n, long("0.1000000000000000054"), long("-1e99999999999")],
  ],
  [
    "exclusiveMinimum",
    exact.integer().check(exact.exclusiveMinimum(2n ** 53n)),
    [2n ** 53n + 1n],
    [2 ** 53, 2n ** 53n],
  ],
  [
    "maximum",
    exact.integer().check(exact.maximum(9007199254740993n)),
    [9007199254740993n, -1],
    [9007199254740994n],
  ],
  [
    "exclusiveMaximum",
    exact.decimal().check(exact.exclusiveMaximum(1)),
    [0.5, long("0.99999999999999999999")],
    [1, 1n, 2],
  ],
  [
    "multipleOf",
    exact.decimal().check(exact.multipleOf(0.01)),
    [0, 19.99, 1e300, 5n, long("123456789012345678.01")],
    [0.001, long("123456789012345678.011"), long("1e-400")],
  ],
  [
    "ifNumber",
    z.unknown().check(exact.ifNumber(exact.decimal().check(exact.minimum(5)))),
    [5, 6n, long("5.00000000000000000001"), "a", null, {}, NaN],
    [4, 4n, long("4.99999999999999999999")],
  ],
  [
    "uniqueItems",
    z.array(z.unknown()).check(exact.uniqueItems()),
    [
      [1, 2n, long("1.00000000000000000001")],
      [9007199254740992n, 9007199254740993n],
      [{ a: 1n }, { a: 2n }],
      [[], {}],
      ["1", 1],
    ],
    [
      [1, 1n],
      [1e21, 10n ** 21n],
      [long("1.50000000000000000001"), long("1.500000000000000000010")],
      [
        { a: 1n, b: 0 },
        { b: -0, a: 1 },
      ],
    ],
  ],
];

describe.each(cases)("%s", (_, schema, valid, invalid) => {
  test("accepts, and changes nothing", () => {
    for (const value of valid) {
      const result = schema.safeParse(value);
      expect(result.success, inspect(value)).toBe(true);
      if (!Array.isArray(value)) expect(result.data).toBe(value);
    }
  });

  test("refuses, with a sentence that does not repeat the value", () => {
    for (const value of invalid) {
      const { error } = schema.safeParse(value);
      expect(error, inspect(value)).toBeDefined();
      for (const { message } of error?.issues ?? [])
        expect(message).toMatch(/^(?:Invalid|Too|must) /);
    }
  });
});

test("findings are those of zod's own numbers", () => {
  const schema = exact.int64().check(exact.minimum(1), exact.multipleOf(5));
  expect(schema.safeParse(-3n).error?.issues).toMatchObject([
    {
      code: "too_small",
      origin: "number",
      minimum: 1,
      inclusive: true,
      message: "Too small: expected number to be >=1",
    },
    { code: "not_multiple_of", divisor: 5, message: "Invalid number: must be a multiple of 5" },
  ]);
  expect(exact.int64().safeParse(2n ** 63n).error?.issues).toMatchObject([
    {
      code: "too_big",
      maximum: 2n ** 63n - 1n,
      message: "Too big: expected number to be <=9223372036854775807",
    },
  ]);
});
