import { describe, expect, test } from "vitest";
import { judge, type Group } from "../../scripts/conformance.js";

type Case = readonly [
  title: string,
  schema: unknown,
  valid: readonly unknown[],
  invalid: readonly unknown[],
];

const text = { type: "string" };
const marked = JSON.parse('{ "__proto__": 1 }') as unknown;
const own = (pointer: string): object => ({ $ref: `#${pointer}` });

/** A sample of every keyword, and what is easily got wrong in zod. */
const cases: readonly Case[] = [
  [
    "lengths count code points",
    { ...text, minLength: 2, maxLength: 2 },
    ["💩💩", "aé"],
    ["💩", "abc"],
  ],
  ["patterns are Unicode, and not anchored", { ...text, pattern: "^.$|x" }, ["💩", "axb"], ["ab"]],
  ["decimals", { type: "number", multipleOf: 0.01 }, [19.99, 0, 1e2], [0.001]],
  ["integers", { type: "integer" }, [1, 1.0, -3], [1.5, "1", true]],
  ["null in an enumeration", { enum: ["a", null] }, ["a", null], ["null", 0]],
  [
    "literals of structures",
    { enum: [{ a: [1] }, [true]] },
    [{ a: [1] }, [true]],
    [{ a: [1, 2] }, { a: [1], b: 1 }, [1]],
  ],
  ["a keyword without type", { maximum: 3 }, [3, "x", null, {}], [4]],
  [
    "members without type",
    { properties: { a: text }, required: ["a"] },
    [{ a: "" }, 1, []],
    [{}, { a: 1 }],
  ],
  [
    "a default does not make up for a key",
    { type: "object", properties: { a: { ...text, default: "x" } }, required: ["a"] },
    [{ a: "" }],
    [{}],
  ],
  [
    "absent is not null, nor undefined",
    { type: "object", properties: { a: text } },
    [{}],
    [{ a: null }],
  ],
  [
    "required keys without a property",
    { type: "object", required: ["a", "toString"] },
    [{ a: null, toString: 1 }],
    [{ a: 1 }],
  ],
  [
    "names of Object.prototype",
    { type: "object", properties: { constructor: text } },
    [{}, { constructor: "" }],
    [{ constructor: 1 }],
  ],
  ["__proto__", { type: "object", properties: { ["__proto__"]: text } }, [{}], [marked]],
  [
    "no other members, nor __proto__",
    { type: "object", properties: { a: text }, additionalProperties: false },
    [{ a: "" }],
    [{ b: 1 }, marked],
  ],
  [
    "other members",
    { type: "object", properties: { a: text }, additionalProperties: { type: "integer" } },
    [{ a: "", b: 1 }],
    [{ b: "" }, { a: 1 }],
  ],
  [
    "patterns of keys",
    { type: "object", patternProperties: { "^n": { type: "number" } }, additionalProperties: text },
    [{ n1: 1, a: "" }],
    [{ n1: "" }, { a: 1 }],
  ],
  ["names of keys", { type: "object", propertyNames: { maxLength: 2 } }, [{ ab: 1 }], [{ abc: 1 }]],
  [
    "counts of members",
    { type: "object", minProperties: 1, maxProperties: 2 },
    [{ a: 1 }],
    [{}, { a: 1, b: 2, c: 3 }],
  ],
  [
    "dependencies",
    {
      type: "object",
      dependentRequired: { a: ["b"] },
      dependentSchemas: { c: { required: ["d"] } },
    },
    [{}, { a: 1, b: 1 }, { c: 1, d: 1 }],
    [{ a: 1 }, { c: 1 }],
  ],
  ["a short tuple", { type: "array", prefixItems: [text, {}] }, [[], ["a"], ["a", 1, 2]], [[1]]],
  [
    "a tuple's length",
    { type: "array", prefixItems: [{}, text], minItems: 1, items: false },
    [[1], [1, "a"]],
    [[], [1, "a", 2]],
  ],
  [
    "unique items see undeclared keys",
    { type: "array", uniqueItems: true, items: { type: "object", properties: { a: text } } },
    [[{ b: 1 }, { b: 2 }], []],
    [[{ b: 1 }, { b: 1 }]],
  ],
  [
    "contains",
    { type: "array", contains: text, minContains: 2, maxContains: 2 },
    [["a", 1, "b"]],
    [["a"], ["a", "b", "c"]],
  ],
  ["not", { not: { type: "object", required: ["a"] } }, [{}, 1], [{ a: 1 }]],
  [
    "if, then, else",
    {
      type: "object",
      if: { required: ["a"] },
      then: { required: ["b"] },
      else: { required: ["c"] },
    },
    [{ a: 1, b: 1 }, { c: 1 }],
    [{ a: 1 }, {}],
  ],
  [
    "exactly one",
    {
      oneOf: [
        { type: "object", required: ["a"] },
        { type: "object", required: ["b"] },
      ],
    },
    [{ a: 1 }],
    [{ a: 1, b: 1 }, {}],
  ],
  [
    "closed members of allOf stay closed",
    {
      allOf: [
        { type: "object", properties: { a: {} }, additionalProperties: false },
        { type: "object", properties: { b: {} } },
      ],
    },
    [{ a: 1 }],
    [{ a: 1, b: 1 }],
  ],
  [
    "unevaluated sees allOf and the branch taken",
    {
      type: "object",
      allOf: [{ properties: { a: {} } }],
      anyOf: [{ properties: { k: { const: 1 }, b: {} }, required: ["k"] }, true],
      unevaluatedProperties: false,
    },
    [{ a: 1 }, { k: 1, b: 1 }],
    [{ b: 1 }],
  ],
  [
    "unevaluated items",
    { type: "array", prefixItems: [{}], contains: text, unevaluatedItems: false },
    [[1, "a"]],
    [[1, "a", 2]],
  ],
  [
    "a discriminator decides nothing by itself",
    {
      oneOf: [
        { type: "object", properties: { t: { const: "a" } }, required: ["t"] },
        { type: "object", properties: { t: { const: "b" }, n: text }, required: ["t"] },
      ],
      discriminator: { propertyName: "t" },
    },
    [
      { t: "a", n: 1 },
      { t: "b", n: "" },
    ],
    [{ t: "b", n: 1 }, { t: "c" }, {}, null],
  ],
  [
    "recursion through members",
    { type: "object", properties: { next: own(""), all: { type: "array", items: own("") } } },
    [{ next: { all: [{}] } }],
    [{ next: { all: [1] } }],
  ],
  [
    "recursion through arrays",
    { anyOf: [text, { type: "array", items: own("") }] },
    [["a", ["b", []]]],
    [[[1]]],
  ],
  [
    "references into other schemas",
    {
      type: "object",
      properties: { a: own("/$defs/x"), b: own("/properties/a") },
      $defs: { x: { ...text, minLength: 1 } },
    },
    [{ a: "x", b: "y" }],
    [{ a: "" }, { b: "" }],
  ],
  [
    "anchors",
    {
      type: "object",
      properties: { a: { $ref: "#word" } },
      $defs: { x: { $anchor: "word", ...text } },
    },
    [{ a: "" }],
    [{ a: 1 }],
  ],
  [
    "null among alternatives, where a keyword refuses it",
    { anyOf: [text, { type: "null", not: {} }] },
    ["a"],
    [null],
  ],
  [
    "literal structures stay closed in allOf",
    { allOf: [{ enum: [{}, { a: [{}] }] }, { type: "object" }] },
    [{}, { a: [{}] }],
    [{ b: 1 }, { a: [{ b: 1 }] }],
  ],
];

describe("our own cases", async () => {
  const groups = cases.map(([description, schema, valid, invalid]): Group => {
    const tests = [
      ...valid.map((data) => ({ data, valid: true })),
      ...invalid.map((data) => ({ data, valid: false })),
    ];
    return {
      file: "own",
      description,
      schema,
      tests: tests.map((one) => ({
        ...one,
        description: `${JSON.stringify(one.data)} is ${one.valid ? "valid" : "invalid"}`,
      })),
    };
  });
  const outcomes = await judge(groups, "assert");

  test.each(outcomes.map((outcome) => [outcome.group.description, outcome] as const))(
    "%s",
    (_description, outcome) => {
      expect(outcome.reason).toBeUndefined();
      expect(outcome.failures).toEqual([]);
    },
  );
});
