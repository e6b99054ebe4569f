import { describe, expect, test } from "vitest";
import * as z from "zod";
import * as js from "../../templates/runtime/json-schema.js";

type Case = readonly [
  name: string,
  check: z.core.CheckFn<unknown>,
  accepted: readonly unknown[],
  refused: readonly (readonly [value: unknown, path: readonly PropertyKey[]])[],
];

const number = z.number();
const text = z.string();
const marked = JSON.parse('{ "__proto__": "x" }') as unknown;

const cases: readonly Case[] = [
  ["when", js.when("string", text.min(2)), ["ab", 1, null], [["a", []]]],
  [
    "matches",
    js.matches(number, number.min(2)),
    [2],
    [
      [1, []],
      ["a", []],
    ],
  ],
  ["anyOf", js.anyOf(number, text), [1, "a"], [[null, []]]],
  [
    "oneOf",
    js.oneOf(number.min(2), number.max(4)),
    [1, 5],
    [
      [3, []],
      ["a", []],
    ],
  ],
  ["not", js.not(number), ["a"], [[1, []]]],
  ["conditional then", js.conditional({ if: number, then: number.min(2) }), [2, "a"], [[1, []]]],
  ["conditional else", js.conditional({ if: number, else: text.min(2) }), [1, "ab"], [["a", []]]],
  ["required", js.required("a", "toString"), [{ a: 1, toString: 2 }, [], 1], [[{ a: 1 }, []]]],
  [
    "properties",
    js.properties({ constructor: number }),
    [{}, { constructor: 1 }, 1],
    [[{ constructor: "x" }, ["constructor"]]],
  ],
  [
    "properties, __proto__",
    js.properties({ ["__proto__"]: number }),
    [{}],
    [[marked, ["__proto__"]]],
  ],
  [
    "patternProperties",
    js.patternProperties([[/^x/u, number]]),
    [{ x: 1, y: "a" }],
    [[{ xy: "a" }, ["xy"]]],
  ],
  [
    "additionalProperties",
    js.additionalProperties({ keys: ["a"], patterns: [/^x/u] }, number),
    [{ a: "", xy: "", b: 1 }],
    [[{ b: "" }, ["b"]]],
  ],
  ["propertyNames", js.propertyNames(text.max(2)), [{ ab: 1 }, "abc"], [[{ abc: 1 }, ["abc"]]]],
  ["minProperties", js.minProperties(1), [{ a: 1 }, []], [[{}, []]]],
  ["maxProperties", js.maxProperties(1), [{ a: 1 }, [1, 2]], [[{ a: 1, b: 2 }, []]]],
  ["dependentRequired", js.dependentRequired({ a: ["b"] }), [{}, { a: 1, b: 2 }], [[{ a: 1 }, []]]],
  [
    "dependentSchemas",
    js.dependentSchemas({ a: z.looseObject({ b: number }) }),
    [{ b: "" }],
    [[{ a: 1, b: "" }, ["b"]]],
  ],
  ["minItems", js.minItems(1), [[1], "", {}], [[[], []]]],
  ["maxItems", js.maxItems(1), [[1]], [[[1, 2], []]]],
  [
    "uniqueItems",
    js.uniqueItems(),
    [[1, "1", true, { a: 1 }, { a: 2 }]],
    [[[{ a: 1, b: 2 }, 0, { b: 2, a: 1 }], [2]]],
  ],
  ["contains", js.contains(number), [["a", 1]], [[["a"], []]]],
  ["contains, bounds", js.contains(number, { min: 0, max: 1 }), [[], [1]], [[[1, 2], []]]],
  [
    "unevaluatedProperties",
    js.unevaluatedProperties({ keys: ["a"] }, z.never()),
    [{ a: 1 }],
    [[{ b: 1 }, ["b"]]],
  ],
  [
    "unevaluatedProperties, conditions",
    js.unevaluatedProperties(
      { conditions: [{ if: js.having("a"), then: { keys: ["a"] }, else: { patterns: [/^b/u] } }] },
      z.never(),
    ),
    [{ a: 1 }, { bc: 1 }],
    [[{ a: 1, bc: 1 }, ["bc"]]],
  ],
  [
    "unevaluatedItems",
    js.unevaluatedItems({ items: 1, contains: [text] }, z.never()),
    [[1, "a"]],
    [[[1, 2], [1]]],
  ],
  [
    "unevaluatedItems, all",
    js.unevaluatedItems({ conditions: [{ if: z.array(number), then: { all: true } }] }, z.never()),
    [[1, 2]],
    [[["a"], [0]]],
  ],
];

describe.each(cases)("%s", (_name, check, accepted, refused) => {
  const schema = z.unknown().check(check);

  test("accepts, and changes nothing", () => {
    for (const value of accepted) expect(schema.parse(value)).toBe(value);
  });

  test("refuses, and says where", () => {
    for (const [value, path] of refused) {
      const { error } = schema.safeParse(value);
      expect(error?.issues[0]?.path).toEqual(path);
      expect(error?.issues[0]?.message).toMatch(/\w/);
    }
  });
});

test("no issue repeats a value", () => {
  const secret = "hunter2-invented";
  const schema = z
    .unknown()
    .check(
      js.required("token"),
      js.dependentRequired({ password: ["user"] }),
      js.additionalProperties({ keys: [], patterns: [] }, z.number()),
      js.unevaluatedProperties({}, z.literal("other")),
      js.not(z.looseObject({ password: z.string() })),
      js.oneOf(z.string(), z.number()),
    );
  const { error } = schema.safeParse({ password: secret });
  expect(error?.issues.length).toBeGreaterThan(5);
  expect(JSON.stringify(error?.issues)).not.toContain(secret);
});

test("an intersection cannot forgive the unknown keys of a sealed side", () => {
  const strict = z.strictObject({ a: z.number() });
  const open = z.looseObject({ b: z.number() });
  expect(strict.and(open).safeParse({ a: 1, b: 2 }).success).toBe(true);
  expect(js.sealed(strict).and(open).safeParse({ a: 1, b: 2 }).success).toBe(false);
});

test("members described without a type bind objects only", () => {
  const schema = js.ifObject(z.looseObject({ a: z.number() }));
  expect(schema.safeParse("text").success).toBe(true);
  expect(schema.safeParse({ a: "x" }).error?.issues[0]?.path).toEqual(["a"]);
});

test("a lazy schema is read when it is first used", () => {
  const list: z.ZodType<unknown> = js.lazy(() => z.array(list));
  expect(list.safeParse([[], [[]]]).success).toBe(true);
  expect(list.safeParse([1]).success).toBe(false);
});
