import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { evaluateValidators } from "../../../../scripts/validators.js";
import { compile, compilers, documentOf, generated, inFolder, schemaText } from "../generated.js";

const ref = (key: string): object => ({ $ref: `#/components/schemas/${key}` });
const others = { unevaluatedProperties: { enum: [true] } };

/** Each level refers twice to the next: the ways to the last double with every level. */
function levels(keyword: "allOf" | "anyOf", depth: number): Record<string, object> {
  const level = (at: number): object => ({
    type: "object",
    properties: { [`p${String(at)}`]: { type: "integer" } },
    ...(at === depth
      ? {}
      : {
          [keyword]: [
            ref(`L${String(at + 1)}`),
            { ...ref(`L${String(at + 1)}`), minProperties: 1 },
          ],
        }),
  });
  const all = Array.from({ length: depth + 1 }, (_, at) => [`L${String(at)}`, level(at)] as const);
  return { ...Object.fromEntries(all), Whole: { ...ref("L0"), unevaluatedProperties: false } };
}

/** Conditions of `unevaluated…` that lead back to themselves, each by another way. */
const documents: Readonly<Record<string, { schemas: object; values: readonly unknown[] }>> = {
  "an alternative": {
    schemas: {
      Outer: {
        type: "object",
        oneOf: [{ type: "object", patternProperties: { "^n": { ...ref("Outer"), ...others } } }],
      },
    },
    values: [{}, { n: {} }, { n: { n: {} } }, { n: { a: true } }, { n: { a: 1 } }, { n: 1 }, 1],
  },
  "two that ask each other": {
    schemas: {
      Left: {
        anyOf: [
          { type: "object", required: ["l"], properties: { l: { ...ref("Right"), ...others } } },
          { type: "object", required: ["m"], properties: { m: { ...ref("Left"), ...others } } },
        ],
      },
      Right: {
        if: { type: "object", required: ["r"], properties: { r: { ...ref("Left"), ...others } } },
        then: { properties: { s: {} } },
        else: { properties: { t: {} } },
      },
    },
    values: [
      { l: { r: { m: { l: 1 } } } },
      { l: { r: { m: { l: {} } }, s: 1 } },
      { l: { r: 0, s: 1 } },
      { l: { t: 1 } },
      { l: { t: 1, u: true } },
      { l: { t: 1, u: 1 } },
      { m: { l: { t: 1 } } },
      { m: { l: 3, m: 4 } },
    ],
  },
};

test.each(["allOf", "anyOf"] as const)(
  "parts that %s shares on many levels are collected once",
  async (keyword) => {
    const depth = 14;
    const document = documentOf(levels(keyword, depth));
    const files = await generated(document, ["zod"]);
    const text = [...files.values()].join("");
    expect(text.length).toBeLessThan(700_000);
    const [ours] = await evaluateValidators([document]);
    if (ours === undefined || "reason" in ours) throw new Error(ours?.reason);
    const verdict = (value: object) => ours.schemas.Whole?.safeParse(value).success;
    expect([
      verdict({ p0: 1, [`p${String(depth)}`]: 1 }),
      verdict({}),
      verdict({ p0: 1, q: 1 }),
      verdict({ p3: "x" }),
    ]).toEqual([true, keyword === "anyOf", false, false]);
  },
);

test.each(Object.keys(documents))("%s has Ajv's verdicts", async (name) => {
  const { schemas, values } = documents[name] ?? { schemas: {}, values: [] };
  const document = documentOf(schemas);
  const [ours] = await evaluateValidators([document]);
  if (ours === undefined || "reason" in ours) throw new Error(ours?.reason);
  const ajv = new Ajv2020({ strict: false }).addSchema(document, "openapi.json");
  for (const key of Object.keys(schemas)) {
    const theirs = ajv.compile({ $ref: `openapi.json#/components/schemas/${key}` });
    for (const value of values) {
      const verdict = ours.schemas[key]?.safeParse(value).success;
      expect([key, value, verdict]).toEqual([key, value, theirs(value)]);
    }
  }
});

const List = {
  type: "array",
  contains: { type: "array", items: { ...ref("List"), unevaluatedItems: { type: "string" } } },
};

// Not held against Ajv, to which `contains` counts all items, or none where it recurs.
// https://json-schema.org/draft/2020-12/json-schema-core#section-11.2
test.each([
  [true, [[]]],
  [true, ["a", []]],
  [true, [[[[]]]]],
  [true, [[[[], "a"]]]],
  [false, []],
  [false, [[[]]]],
  [false, [[[[], 1]]]],
  [false, [["a"]]],
])("an item that counts may lead back too: %j for %j", async (valid, value) => {
  const [ours] = await evaluateValidators([documentOf({ List })]);
  if (ours === undefined || "reason" in ours) throw new Error(ours?.reason);
  expect(ours.schemas.List?.safeParse(value).success).toBe(valid);
});

test("such a condition is declared once, behind what it mentions", async () => {
  const { schemas } = documents["an alternative"] ?? { schemas: {} };
  const text = schemaText(await generated(documentOf(schemas), ["zod"]), "src/schemas/outer.ts");
  expect(text.match(/export const (\S+)/g)).toEqual([
    "export const OuterSchema",
    "export const Outer$OneOf0Condition",
  ]);
  expect(text).toContain("if: js.lazy(() => Outer$OneOf0Condition)");
});

test.each(compilers)("%s compiles them", async (compiler) => {
  const all = Object.values(documents).map(({ schemas }) => schemas);
  const files = await generated(documentOf(Object.assign({ List }, ...all)), ["types", "zod"]);
  await inFolder(files, async (folder) => {
    expect(await compile(folder, compiler)).toEqual([]);
  });
});
