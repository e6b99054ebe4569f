import { describe, expect, test } from "vitest";
import { evaluateValidators } from "../../scripts/validators.js";
import { explain, formatFindings } from "../../templates/runtime/findings.js";
import { documentOf } from "../rooms/emitters/generated.js";
import * as z from "zod";

const text = { type: "string" };
const own = (inside: string): object => ({ $ref: `#/components/schemas/Subject${inside}` });

/** `at` is the keyword's place in the schema; of `pointer`, into the value, absent means the whole. */
type Case = readonly [
  keyword: string,
  schema: object | boolean,
  value: unknown,
  at: string,
  message: string,
  pointer?: string,
];

const cases: readonly Case[] = [
  ["type", text, 1, "/type", "must be a string"],
  ["type", { type: "integer" }, "a", "/type", "must be an integer"],
  ["type", { type: "integer" }, 1.5, "/type", "must be an integer"],
  ["type", { type: "integer", maximum: 2 ** 60 }, 1.5, "/type", "must be an integer"],
  ["type", { type: ["string", "array"] }, 1, "/type", "must be a string or an array"],
  ["type", { type: ["string", "null"] }, 1, "/type", "must be a string or null"],
  ["type", { type: "object" }, [], "/type", "must be an object"],
  ["type", { type: "object", properties: { __proto__x: {} } }, null, "/type", "must be an object"],
  ["enum", { enum: ["a", 1] }, "b", "/enum", 'must be one of "a", 1'],
  ["enum", { enum: ["a"] }, "b", "/enum", 'must be "a"'],
  ["enum", { enum: [{ a: 1 }] }, { a: 2 }, "/enum", "must be a value that the document lists"],
  ["const", { const: "a" }, "b", "/const", 'must be "a"'],
  ["const", { const: null }, "b", "/const", "must be null"],
  ["const", { const: { a: [1] } }, { a: [2] }, "/const", "must be a value that the document lists"],
  ["minLength", { ...text, minLength: 1 }, "", "/minLength", "must have at least 1 character"],
  ["maxLength", { ...text, maxLength: 2 }, "abc", "/maxLength", "must have at most 2 characters"],
  [
    "minLength",
    { ...text, minLength: 2, maxLength: 2 },
    "a",
    "/minLength",
    "must have at least 2 characters",
  ],
  ["pattern", { ...text, pattern: "^a/b$" }, "b", "/pattern", "must match /^a\\/b$/u"],
  ["format", { ...text, format: "date-time" }, "b", "/format", "must be a date-time (RFC 3339)"],
  [
    "format",
    { ...text, format: "regex" },
    "(",
    "/format",
    "must be a regular expression (ECMA-262)",
  ],
  [
    "format",
    { type: "integer", format: "int32" },
    2147483648,
    "/format",
    "must be at most 2147483647",
  ],
  ["format", { type: "integer", format: "uint8" }, 256, "/format", "must be at most 255"],
  [
    "minimum",
    { type: "integer", format: "uint8", minimum: 3 },
    2,
    "/minimum",
    "must be at least 3",
  ],
  ["minimum", { type: "number", minimum: 1 }, 0, "/minimum", "must be at least 1"],
  ["maximum", { type: "number", maximum: 1 }, 2, "/maximum", "must be at most 1"],
  [
    "exclusiveMinimum",
    { type: "number", exclusiveMinimum: 1 },
    1,
    "/exclusiveMinimum",
    "must be greater than 1",
  ],
  [
    "exclusiveMaximum",
    { type: "number", exclusiveMaximum: 1 },
    1,
    "/exclusiveMaximum",
    "must be less than 1",
  ],
  ["multipleOf", { type: "number", multipleOf: 2 }, 1, "/multipleOf", "must be a multiple of 2"],
  ["minItems", { type: "array", minItems: 1 }, [], "/minItems", "must have at least 1 item"],
  ["maxItems", { type: "array", maxItems: 1 }, [1, 2], "/maxItems", "must have at most 1 item"],
  [
    "minItems",
    { type: "array", prefixItems: [text], minItems: 1 },
    [],
    "/minItems",
    "must have at least 1 item",
  ],
  [
    "maxItems",
    { type: "array", prefixItems: [{}], maxItems: 1 },
    [1, 2],
    "/maxItems",
    "must have at most 1 item",
  ],
  ["items", { type: "array", items: text }, ["", 1], "/items/type", "must be a string", "/1"],
  [
    "items",
    { type: "array", prefixItems: [text], items: false },
    ["", 1],
    "/items",
    "is not allowed here",
    "/1",
  ],
  [
    "prefixItems",
    { type: "array", prefixItems: [{}, text] },
    [1, 1],
    "/prefixItems/1/type",
    "must be a string",
    "/1",
  ],
  [
    "uniqueItems",
    { type: "array", uniqueItems: true },
    [1, 2, 1],
    "/uniqueItems",
    "must not equal item 0",
    "/2",
  ],
  [
    "contains",
    { type: "array", contains: text },
    [1],
    "/contains",
    "must have at least 1 item that the schema asks for",
  ],
  [
    "minContains",
    { type: "array", contains: text, minContains: 2 },
    ["a"],
    "/minContains",
    "must have at least 2 items that the schema asks for",
  ],
  [
    "maxContains",
    { type: "array", contains: text, maxContains: 1 },
    ["a", "b"],
    "/maxContains",
    "must have at most 1 item that the schema asks for",
  ],
  [
    "unevaluatedItems",
    { type: "array", prefixItems: [{}], unevaluatedItems: false },
    [1, 2],
    "/unevaluatedItems",
    "is not allowed here",
    "/1",
  ],
  [
    "properties",
    { type: "object", properties: { "a/b": { ...text, minLength: 1 } } },
    { "a/b": "" },
    "/properties/a~1b/minLength",
    "must have at least 1 character",
    "/a~1b",
  ],
  [
    "properties",
    { type: "object", properties: { "~": false } },
    { "~": 1 },
    "/properties/~0",
    "is not allowed here",
    "/~0",
  ],
  [
    "properties",
    { type: "object", properties: { toString: text } },
    { toString: 1 },
    "/properties/toString/type",
    "must be a string",
    "/toString",
  ],
  ["required", { type: "object", required: ["a"] }, {}, "/required", 'must have "a"'],
  [
    "required",
    { type: "object", properties: { a: text }, required: ["a"] },
    {},
    "/required",
    'must have "a"',
  ],
  ["required", { required: ["toString"] }, {}, "/required", 'must have "toString"'],
  [
    "additionalProperties",
    { type: "object", properties: { a: {} }, additionalProperties: false },
    { b: 1 },
    "/additionalProperties",
    "is not allowed here",
    "/b",
  ],
  [
    "additionalProperties",
    { type: "object", additionalProperties: text },
    { b: 1 },
    "/additionalProperties/type",
    "must be a string",
    "/b",
  ],
  [
    "additionalProperties",
    { type: "object", properties: { a: {} }, additionalProperties: text },
    { b: 1 },
    "/additionalProperties/type",
    "must be a string",
    "/b",
  ],
  [
    "patternProperties",
    { type: "object", patternProperties: { "^x/": text } },
    { "x/y": 1 },
    "/patternProperties/^x~1/type",
    "must be a string",
    "/x~1y",
  ],
  [
    "patternProperties",
    { type: "object", patternProperties: { "^x/": text }, additionalProperties: false },
    { "x/y": 1 },
    "/patternProperties/^x~1/type",
    "must be a string",
    "/x~1y",
  ],
  [
    "additionalProperties",
    { type: "object", patternProperties: { "^x": {} }, additionalProperties: false },
    { y: 1 },
    "/additionalProperties",
    "is not allowed here",
    "/y",
  ],
  [
    "propertyNames",
    { type: "object", propertyNames: { maxLength: 1 } },
    { ab: 1 },
    "/propertyNames/maxLength",
    "has a name that must have at most 1 character",
    "/ab",
  ],
  [
    "minProperties",
    { type: "object", minProperties: 1 },
    {},
    "/minProperties",
    "must have at least 1 member",
  ],
  [
    "maxProperties",
    { type: "object", maxProperties: 1 },
    { a: 1, b: 2 },
    "/maxProperties",
    "must have at most 1 member",
  ],
  [
    "dependentRequired",
    { type: "object", dependentRequired: { a: ["b"] } },
    { a: 1 },
    "/dependentRequired",
    'must have "b", as it has "a"',
  ],
  [
    "dependentSchemas",
    { type: "object", dependentSchemas: { a: { required: ["b"] } } },
    { a: 1 },
    "/dependentSchemas/a/required",
    'must have "b"',
  ],
  [
    "unevaluatedProperties",
    { type: "object", properties: { a: {} }, unevaluatedProperties: false },
    { b: 1 },
    "/unevaluatedProperties",
    "is not allowed here",
    "/b",
  ],
  [
    "unevaluatedProperties",
    { anyOf: [{ properties: { a: text } }], unevaluatedProperties: text },
    { b: 1 },
    "/unevaluatedProperties/type",
    "must be a string",
    "/b",
  ],
  [
    "allOf",
    { allOf: [{ ...text, minLength: 2 }, { pattern: "^a" }] },
    "bb",
    "/allOf/1/pattern",
    "must match /^a/u",
  ],
  [
    "allOf",
    { ...text, allOf: [{ minLength: 2 }, { not: { const: "aa" } }] },
    "aa",
    "/allOf/1/not",
    "must not match what is excluded",
  ],
  [
    "allOf",
    {
      allOf: [
        { type: "object", properties: { a: text }, required: ["a"] },
        { type: "object", minProperties: 2 },
      ],
    },
    { a: "" },
    "/allOf/1/minProperties",
    "must have at least 2 members",
  ],
  [
    "anyOf",
    { anyOf: [text, { type: "array", items: text }] },
    [1],
    "/anyOf/1/items/type",
    "must be a string",
    "/0",
  ],
  ["anyOf", { anyOf: [text, { type: "array" }] }, 1, "/anyOf", "must be a string or an array"],
  [
    "anyOf",
    { anyOf: [{ ...text, minLength: 2 }, { type: "null" }] },
    "",
    "/anyOf/0/minLength",
    "must have at least 2 characters",
  ],
  [
    "anyOf",
    { type: "object", anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    {},
    "/anyOf/0/required",
    'must have "a"',
  ],
  [
    "anyOf",
    { type: "object", anyOf: [{ required: ["a", "b"] }, { required: ["c"] }] },
    {},
    "/anyOf/1/required",
    'must have "c"',
  ],
  [
    "oneOf",
    { type: "object", oneOf: [{ required: ["a"] }, { required: ["b"] }] },
    {},
    "/oneOf/0/required",
    'must have "a"',
  ],
  [
    "oneOf",
    { oneOf: [{ type: "null" }, { ...text, minLength: 2 }] },
    "",
    "/oneOf/1/minLength",
    "must have at least 2 characters",
  ],
  [
    "oneOf",
    { oneOf: [{ type: "integer" }, { type: "number", minimum: 2 }] },
    3,
    "/oneOf",
    "must match exactly one alternative; it matches #/components/schemas/Subject/oneOf/0 and #/components/schemas/Subject/oneOf/1",
  ],
  [
    "oneOf",
    { type: "object", oneOf: [{ required: ["a"] }, { required: ["b"] }] },
    { a: 1, b: 1 },
    "/oneOf",
    "must match exactly one of the alternatives; it matches those at 0 and 1",
  ],
  ["not", { ...text, not: { const: "a" } }, "a", "/not", "must not match what is excluded"],
  [
    "then",
    { type: "object", if: { required: ["a"] }, then: { required: ["b"] } },
    { a: 1 },
    "/then/required",
    'must have "b"',
  ],
  [
    "else",
    { type: "object", if: { required: ["a"] }, else: { properties: { b: text } } },
    { b: 1 },
    "/else/properties/b/type",
    "must be a string",
    "/b",
  ],
  [
    "$ref",
    { type: "object", properties: { a: own("/$defs/x") }, $defs: { x: { ...text, minLength: 1 } } },
    { a: "" },
    "/$defs/x/minLength",
    "must have at least 1 character",
    "/a",
  ],
  [
    "$ref",
    { type: "object", properties: { next: own("") }, required: ["next"] },
    { next: {} },
    "/required",
    'must have "next"',
    "/next",
  ],
  [
    "$dynamicRef",
    {
      type: "object",
      properties: { a: { $dynamicRef: "#x" } },
      $defs: { x: { $dynamicAnchor: "x", ...text } },
    },
    { a: 1 },
    "/$defs/x/type",
    "must be a string",
    "/a",
  ],
  ["false", false, 1, "", "is not allowed here"],
];

describe("every keyword is found at its place", async () => {
  const documents = cases.map(([, schema]) => documentOf({ Subject: schema }));
  const evaluated = await evaluateValidators(documents);
  const rows = cases.map((one, index) => [one[0], JSON.stringify(one[1]), one, index] as const);

  test.each(rows)(
    "%s: %s",
    (_keyword, _schema, [, schema, value, at, message, pointer = ""], index) => {
      const result = evaluated[index];
      if (result === undefined || "reason" in result) throw new Error(JSON.stringify(result));
      const findings = result.explain(result.schemas["Subject"] as z.ZodType, value);
      const found = resolved(schema, at);
      expect(found).toBeDefined();
      const named = at.split("/").at(-1);
      expect(findings).toEqual([
        {
          pointer,
          // A schema `false` is named by the keyword it stands under.
          keyword: found === false ? expect.any(String) : named,
          schema: `#/components/schemas/Subject${at}`,
          message,
        },
      ]);
    },
  );
});

/** What a pointer leads to in a schema. */
function resolved(schema: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((at, token) => (at as Record<string, unknown> | undefined)?.[token], schema);
}

test("findings as text", () => {
  const findings = [
    {
      pointer: "/config/account",
      keyword: "minLength",
      schema: "#/components/schemas/SnowflakeConfig/properties/account/minLength",
      message: "must have at least 1 character",
    },
    {
      pointer: "",
      keyword: "required",
      schema: "#/components/schemas/Connection/required",
      message: 'must have "id"',
    },
  ];
  expect(formatFindings(findings)).toBe(
    [
      "/config/account must have at least 1 character",
      "  #/components/schemas/SnowflakeConfig/properties/account/minLength",
      'the value must have "id"',
      "  #/components/schemas/Connection/required",
    ].join("\n"),
  );
  expect(formatFindings(findings, { schemas: false })).toBe(
    '/config/account must have at least 1 character\nthe value must have "id"',
  );
  expect(formatFindings([])).toBe("");
});

test("a schema that was not generated is explained as far as zod tells", () => {
  const schema = z.object({ a: z.string().min(1) });
  expect(explain(schema, { a: "" })).toEqual([
    {
      pointer: "/a",
      keyword: "minLength",
      schema: "#/properties/a/minLength",
      message: "must have at least 1 character",
    },
  ]);
  expect(explain(z.bigint(), 1).length).toBe(1);
});

test("a valid value has no findings", () => {
  expect(explain(z.string(), "a")).toEqual([]);
});
