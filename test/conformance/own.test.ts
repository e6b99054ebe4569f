import { describe, expect, test } from "vitest";
import { judge } from "../../scripts/conformance/judge.js";
import { documentOf30 } from "../../scripts/conformance/openapi-30.js";
import { documentOf } from "../../scripts/conformance/openapi-31.js";
import type { Group } from "../../scripts/conformance/suite.js";

type Case = readonly [
  title: string,
  schema: unknown,
  valid: readonly unknown[],
  invalid: readonly unknown[],
];

const text = { type: "string" };
const marked = JSON.parse('{ "__proto__": 1 }') as unknown;
const own = (pointer: string): object => ({ $ref: `#${pointer}` });

const beside = { type: "object", properties: { b: text } };

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
  [
    "integers with a bound that a number does not hold exactly",
    { type: "integer", maximum: 2 ** 60 },
    [2 ** 60, 2 ** 53 + 2, 1, 0, -(2 ** 70)],
    [2 ** 61, 5e-324, 1e-16, 0.5, "1", null],
  ],
  ["integers", { type: "integer" }, [1, 1.0, -3], [1.5, "1", true]],
  ["null in an enumeration", { enum: ["a", null] }, ["a", null], ["null", 0]],
  [
    "literals of structures",
    { enum: [{ a: [1] }, [true]] },
    [{ a: [1] }, [true]],
    [{ a: [1, 2] }, { a: [1], b: 1 }, [1]],
  ],
  [
    "an object closed by its only part, beside another",
    {
      $defs: { closed: { allOf: [{ type: "object", additionalProperties: false }] } },
      ...own("/$defs/closed"),
      type: "object",
      unevaluatedProperties: true,
    },
    [{}],
    [{ b: 0 }, 1],
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
  ...(
    [
      ["a map's member", { type: "object", additionalProperties: text }],
      ["a map without any", { type: "object", additionalProperties: false }],
      ["too many members", { type: "object", maxProperties: 0 }],
      ["a name", { type: "object", propertyNames: { maxLength: 3 } }],
      ["a dependency", { type: "object", dependentRequired: { ["__proto__"]: ["a"] } }],
      ["what a dependency asks", { type: "object", dependentSchemas: { ["__proto__"]: false } }],
      ["a pattern of any name", { type: "object", patternProperties: { "": text } }],
      [
        "a pattern beside members",
        { type: "object", properties: { b: text }, patternProperties: { ["^__"]: text } },
      ],
      [
        "none of the patterns",
        { type: "object", patternProperties: { ["^x"]: text }, additionalProperties: false },
      ],
      [
        "a dependency of a part",
        {
          type: "object",
          properties: { b: text },
          allOf: [{ type: "object", properties: { c: text } }],
          dependentRequired: { ["__proto__"]: ["a"] },
        },
      ],
      ["beside members", { ...beside, additionalProperties: text }],
      [
        "beside members of other parts",
        { allOf: [beside, { ...beside, additionalProperties: text }] },
      ],
      ["a name beside members", { ...beside, propertyNames: { maxLength: 3 } }],
      ["a name beside members of a part", { allOf: [beside, { propertyNames: { maxLength: 3 } }] }],
      ["too many beside members", { ...beside, maxProperties: 0 }],
      [
        "an inherited name",
        { type: "object", properties: { toString: text }, additionalProperties: text },
      ],
      ["what is excluded", { ...beside, not: { minProperties: 1 } }],
      ["a condition", { ...beside, if: { maxProperties: 0 }, else: false }],
      ["a condition of a part", { ...beside, allOf: [{ if: { maxProperties: 0 }, else: false }] }],
      ["unevaluated", { ...beside, anyOf: [beside, text], unevaluatedProperties: text }],
      [
        "unevaluated in parts",
        { allOf: [beside, { anyOf: [beside] }], unevaluatedProperties: false },
      ],
      ["what hangs on a name", { ...beside, anyOf: [{ maxProperties: 0 }, { required: ["b"] }] }],
    ] as const
  ).map(([name, schema]): Case => [`__proto__: ${name}`, schema, [{}], [marked]]),
  [
    "__proto__ counts, and is judged in its alternative",
    {
      oneOf: ["a", "b"].map((tag) => ({
        type: "object",
        required: ["k"],
        properties: { k: { const: tag } },
        ...(tag === "a" ? { additionalProperties: text } : { minProperties: 2 }),
      })),
    },
    [
      { k: "a" },
      JSON.parse('{ "k": "b", "__proto__": 1 }'),
      JSON.parse('{ "k": "a", "__proto__": "" }'),
    ],
    [JSON.parse('{ "k": "a", "__proto__": 1 }'), { k: "b" }],
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
    "an identifier is what references inside are relative to",
    {
      $id: "https://own.example/tree/root",
      type: "object",
      properties: { a: { $ref: "#/$defs/text" }, b: { $ref: "leaf" }, c: { $ref: "/other#word" } },
      $defs: {
        text,
        leaf: { $id: "leaf", $ref: "#/$defs/text", $defs: { text: { type: "integer" } } },
        other: { $id: "/other", $defs: { x: { $anchor: "word", type: "boolean" } } },
        urn: { $id: "urn:example:own", type: "null" },
      },
      additionalProperties: { $ref: "urn:example:own" },
    },
    [{ a: "", b: 1, c: true, d: null }],
    [{ a: 1 }, { b: "" }, { c: 1 }, { d: 1 }],
  ],
  [
    "a plain name belongs to the resource around it",
    {
      $id: "https://own.example/names",
      type: "object",
      properties: { a: { $ref: "#x" }, b: { $ref: "inner#x" } },
      $defs: {
        inner: { $id: "inner", $defs: { first: { $anchor: "x", type: "integer" } } },
        second: { $anchor: "x", ...text },
      },
    },
    [{ a: "", b: 1 }],
    [{ a: 1 }, { b: "" }],
  ],
  [
    "identifiers in values and in names are none",
    {
      $id: "https://own.example/values",
      type: "object",
      properties: { $id: text, $ref: { $ref: "real" } },
      enum: [{ $id: "real", $ref: 1 }, { $ref: 2 }],
      default: { $id: "real" },
      examples: [{ $id: "real" }],
      $defs: { real: { $id: "real", type: "integer", maximum: 1 } },
    },
    [{ $id: "real", $ref: 1 }],
    [{ $ref: 2 }, {}],
  ],
  [
    "a dynamic reference leads to the first schema of its name on the way",
    {
      $id: "https://own.example/pets",
      $ref: "page",
      $defs: {
        item: { $dynamicAnchor: "item", ...text },
        page: {
          $id: "page",
          type: "object",
          properties: { items: { type: "array", items: { $dynamicRef: "#item" } } },
          $defs: { item: { $dynamicAnchor: "item" } },
        },
      },
    },
    [{ items: ["a"] }],
    [{ items: [1] }],
  ],
  [
    "one schema, read in two scopes",
    {
      $id: "https://own.example/lists",
      type: "object",
      properties: { texts: { $ref: "texts" }, numbers: { $ref: "numbers" }, any: { $ref: "list" } },
      $defs: {
        list: {
          $id: "list",
          type: "array",
          items: { $dynamicRef: "#item" },
          $defs: { item: { $dynamicAnchor: "item", type: ["string", "number", "null"] } },
        },
        texts: { $id: "texts", $ref: "list", $defs: { i: { $dynamicAnchor: "item", ...text } } },
        numbers: {
          $id: "numbers",
          $ref: "list",
          $defs: { i: { $dynamicAnchor: "item", type: "number" } },
        },
      },
    },
    [{ texts: ["a"], numbers: [1], any: [null, 1, ""] }],
    [{ texts: [1] }, { numbers: [""] }, { any: [true] }],
  ],
  [
    "a recursion that closes what it extends",
    {
      $id: "https://own.example/strict-tree",
      $dynamicAnchor: "node",
      $ref: "tree",
      unevaluatedProperties: false,
      $defs: {
        tree: {
          $id: "tree",
          $dynamicAnchor: "node",
          type: "object",
          properties: { data: true, children: { type: "array", items: { $dynamicRef: "#node" } } },
        },
      },
    },
    [{ data: 1, children: [{ data: 2, children: [] }] }],
    [{ children: [{ daat: 1 }] }, { daat: 1 }],
  ],
  [
    "dynamic and plain references beside each other",
    {
      type: "object",
      properties: { a: { $ref: "#/$defs/x", $dynamicRef: "#y" } },
      $defs: { x: { type: "integer" }, y: { $dynamicAnchor: "y", maximum: 3 } },
    },
    [{ a: 3 }],
    [{ a: 4 }, { a: "" }],
  ],
  [
    "an alternative that only closes its object",
    { type: "object", oneOf: [{}, { unevaluatedProperties: false }] },
    [{ b: null }],
    [{}],
  ],
  [
    "items that must be there and may be anything",
    { type: "array", minItems: 1, prefixItems: [{}] },
    [[null], [1, 2]],
    [[]],
  ],
  [
    "a literal with a member called __proto__",
    { const: JSON.parse('{ "a": [1], "__proto__": "" }') as unknown },
    [JSON.parse('{ "__proto__": "", "a": [1] }')],
    [{ a: [1] }, {}],
  ],
  [
    "null among alternatives, where a keyword refuses it",
    { anyOf: [text, { type: "null", not: {} }] },
    ["a"],
    [null],
  ],
  [
    "patterns of keys stay closed in allOf",
    {
      allOf: [{ type: "object" }],
      patternProperties: { a: true },
      additionalProperties: false,
    },
    [{ a: 1 }],
    [{ b: 1 }],
  ],
  [
    "literal structures stay closed in allOf",
    { allOf: [{ enum: [{}, { a: [{}] }] }, { type: "object" }] },
    [{}, { a: [{}] }],
    [{ b: 1 }, { a: [{ b: 1 }] }],
  ],
];

/** What 3.0 says otherwise. */
const cases30: readonly Case[] = [
  ["nullable beside a type", { ...text, nullable: true }, ["", null], [1]],
  ["nullable without a type says nothing", { nullable: true, allOf: [text] }, [""], [null, 1]],
  ["an enumeration lists its null", { ...text, nullable: true, enum: ["a"] }, ["a"], [null, "b"]],
  ["and may", { ...text, nullable: true, enum: ["a", null] }, ["a", null], ["b"]],
  [
    "exclusive bounds are flags",
    { type: "number", minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false },
    [1.5, 2],
    [1, 2.5],
  ],
  [
    "a reference is alone",
    {
      type: "object",
      properties: { a: { $ref: "#/definitions/text", minLength: 2, nullable: true } },
      definitions: { text },
    },
    [{ a: "" }],
    [{ a: null }],
  ],
  [
    "identifiers are no keywords",
    {
      $id: "https://own.example/none",
      type: "object",
      properties: { a: { $ref: "#/definitions/text" } },
      definitions: { text },
    },
    [{ a: "" }],
    [{ a: 1 }],
  ],
];

function groupOf([description, schema, valid, invalid]: Case): Group {
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
}

const dialects = [
  ["3.1", cases, (schema: unknown) => documentOf(schema, new Map())],
  ["3.0", cases30, documentOf30],
] as const;

const runs = dialects.flatMap(([version, own, document]) =>
  (["classic", "mini"] as const).map((zod) => [version, zod, own, document] as const),
);

describe.each(runs)("our own cases in OpenAPI %s, zod %s", async (_version, zod, own, document) => {
  const outcomes = await judge(own.map(groupOf), { formats: "assert", zod }, document);

  test.each(outcomes.map((outcome) => [outcome.group.description, outcome] as const))(
    "%s",
    (_description, outcome) => {
      expect(outcome.failures).toEqual([]);
    },
  );
});
