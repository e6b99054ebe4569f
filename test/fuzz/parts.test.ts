import { describe, expect, it } from "vitest";
import * as z from "zod";
import { isMultiple } from "../../scripts/fuzz/decimals.js";
import type { Description } from "../../scripts/fuzz/descriptions.js";
import type { Json } from "../../scripts/fuzz/json.js";
import { smallerSchemas, smallerValues } from "../../scripts/fuzz/smaller.js";
import { translated } from "../../scripts/fuzz/translation.js";
import { verdictOf } from "../../scripts/fuzz/verdicts.js";
import { createWitness } from "../../scripts/fuzz/witness.js";

const marked = (value: Json): Json => Object.fromEntries([["__proto__", value]]);

describe("multiples of decimals", () => {
  it.each<[number, number, boolean]>([
    [19.99, 0.01, true],
    [0.1 + 0.2, 0.1, false],
    [1e308, 0.5, true],
    [1e21, 1e-7, true],
    [-0, 3, true],
    [-7.5, 2.5, true],
    [5e-324, 1e-7, false],
    [0.075, 0.02, false],
    [1, 1e21, false],
  ])("%f of %f: %s", (value, divisor, want) => {
    expect(isMultiple(value, divisor)).toBe(want);
  });
});

describe("schemas of OpenAPI 3.0 in words of 2020-12", () => {
  it.each<[Json, Json]>([
    [{ type: "string", nullable: true }, { type: ["string", "null"] }],
    [{ type: "string", nullable: false }, { type: "string" }],
    [{ nullable: true }, {}],
    [
      { type: "string", enum: ["a"], nullable: true },
      { type: ["string", "null"], enum: ["a"] },
    ],
    [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    [{ maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
    [{ exclusiveMaximum: true }, {}],
    [{ $ref: "#/components/schemas/C0", type: "string" }, { $ref: "#/components/schemas/C0" }],
    [
      { properties: { nullable: { type: "array", items: {}, nullable: true } } },
      { properties: { nullable: { type: ["array", "null"], items: {} } } },
    ],
  ])("%j → %j", (schema, want) => {
    const given: Description = { version: "3.0", components: { C0: schema } };
    expect(translated(given)).toEqual({ C0: want });
    expect(translated({ ...given, version: "3.1" })).toEqual({ C0: schema });
  });
});

describe("the witness", () => {
  it.each<[string, Json, Json, boolean]>([
    ["inherited names", { properties: { toString: false } }, {}, true],
    ["inherited names", { required: ["constructor"] }, {}, false],
    ["own names", { properties: { toString: false } }, { toString: 1 }, false],
    ["__proto__ as property", { properties: marked(false) as never }, marked(1), false],
    ["__proto__ as property", { properties: marked(false) as never }, {}, true],
    [
      "__proto__ is no other member",
      { properties: marked(true) as never, additionalProperties: false },
      marked(1),
      true,
    ],
    ["__proto__ depends", { dependentRequired: marked(["a"]) as never }, marked(1), false],
    ["__proto__ depends", { dependentSchemas: marked(false) as never }, marked(1), false],
    ["decimals", { multipleOf: 0.01 }, 19.99, true],
    ["an empty name", { required: ["a", ""] }, { a: 1 }, false],
    ["an empty name", { required: [""] }, { "": 1 }, true],
    ["an empty name", { required: [""] }, 1, true],
    ["an empty name", { dependentRequired: { a: [""] } }, { a: 1 }, false],
    ["an empty name", { dependentSchemas: { "": false } }, { a: 1 }, true],
    ["an empty name", { dependentSchemas: { "": false } }, { "": 1 }, false],
    ["a lone if", { if: { properties: { a: {} } }, unevaluatedProperties: false }, { a: 1 }, true],
    [
      "a lone if",
      { if: { properties: { a: false } }, unevaluatedProperties: false },
      { a: 1 },
      false,
    ],
    [
      "dependencies",
      {
        dependentSchemas: { b: true },
        allOf: [{ properties: { a: true } }],
        unevaluatedProperties: false,
      },
      { a: 1 },
      true,
    ],
    ["inherited names", { anyOf: [true], unevaluatedProperties: false }, { constructor: 1 }, false],
    ["contains in items", { items: { contains: { pattern: "" } } }, [[0], []], false],
    ["bounds of contains", { contains: { const: 1 }, minContains: 0 }, [], true],
    ["bounds of contains", { contains: { const: 1 }, maxContains: 1 }, [1, 1], false],
    ["what contains has matched", { contains: { const: 1 }, unevaluatedItems: false }, [1], true],
    [
      "what contains has matched",
      { contains: { const: 1 }, unevaluatedItems: false },
      [1, 2],
      false,
    ],
    [
      "a failed branch",
      { anyOf: [{ prefixItems: [false] }, true], unevaluatedItems: false },
      [1],
      false,
    ],
    ["a good branch", { anyOf: [{ items: true }], unevaluatedItems: { const: 1 } }, [2], true],
    ["nested rest", { allOf: [{ unevaluatedItems: true }], unevaluatedItems: false }, [2], true],
    [
      "not",
      { not: { not: { properties: { a: true } } }, unevaluatedProperties: false },
      { a: 1 },
      false,
    ],
    [
      "a branch not taken",
      {
        if: true,
        then: { properties: { a: true } },
        else: { items: true },
        unevaluatedProperties: false,
      },
      { b: 1 },
      false,
    ],
    [
      "patterns",
      { patternProperties: { "^a": true }, unevaluatedProperties: false },
      { ab: 1 },
      true,
    ],
    ["empty tuples", { prefixItems: [{ type: "number" }], contains: true }, [], false],
  ])("reads %s: %j, %j", (_what, schema, instance, want) => {
    expect(createWitness({ C0: schema })("C0")(instance)).toBe(want);
  });
});

describe("a verdict", () => {
  const given = { a: 1, b: { c: [-0] } };

  it.each<[string, z.ZodType]>([
    ["valid", z.looseObject({ a: z.number() })],
    ["invalid", z.looseObject({ a: z.string() })],
    ["changed", z.object({ a: z.number() })],
    ["changed", z.looseObject({ d: z.number().default(1) })],
    ["changed", z.looseObject({ a: z.coerce.string() })],
    ["changed", z.looseObject({ b: z.object({ c: z.tuple([z.number().transform(Math.abs)]) }) })],
    ["threw", z.custom(() => JSON.parse("{") as boolean)],
  ])("is %s", (want, schema) => {
    expect(verdictOf(schema, structuredClone(given)).says).toBe(want);
  });

  it("sees that its argument was altered", () => {
    const schema = z.custom((value) => {
      Object.assign(value as object, { seen: true });
      return true;
    });
    expect(verdictOf(schema, structuredClone(given))).toEqual({
      says: "changed",
      detail: "its argument",
    });
  });
});

describe("steps to smaller", () => {
  it("values lose members, items, letters and digits", () => {
    const steps = smallerValues({ a: [12, "ab"] });
    expect(steps).toEqual(
      expect.arrayContaining([{}, { a: ["ab"] }, { a: [0, "ab"] }, { a: [12, ""] }, [12, "ab"]]),
    );
  });

  it("schemas lose keywords, and become what they hold or refer to", () => {
    const schema = {
      type: ["string", "null"],
      anyOf: [{ minLength: 4 }, { $ref: "#/components/schemas/C1" }],
    };
    const steps = smallerSchemas(schema, { C1: { pattern: "x" } }, true);
    expect(steps).toEqual(
      expect.arrayContaining([
        true,
        { minLength: 4 },
        { type: ["string", "null"] },
        { ...schema, type: "null" },
        { ...schema, anyOf: [{ $ref: "#/components/schemas/C1" }] },
        { ...schema, anyOf: [{ minLength: 4 }, { pattern: "x" }] },
        { ...schema, anyOf: [{ minLength: 0 }, { $ref: "#/components/schemas/C1" }] },
      ]),
    );
  });
});
