import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Evaluator } from "../../../../generator/emitters/contract/evaluate.js";
import type { Json, JsonObject } from "../../../../generator/model/json.js";
import { modelOf } from "../../lower/document.js";

const ID = "#/components/schemas/Subject";

function evaluatorOf(schema: Json, direction: "request" | "response" = "request"): Evaluator {
  return new Evaluator(modelOf({ components: { schemas: { Subject: schema } } }), direction);
}

describe("evaluate", () => {
  const order: JsonObject = {
    type: "object",
    required: ["id", "secret", "line"],
    properties: {
      id: { type: "string", readOnly: true },
      secret: { $ref: "#/components/schemas/Subject/$defs/secret" },
      line: { oneOf: [{ type: "string" }, { type: "object", required: ["sku"] }] },
    },
    $defs: { secret: { type: "string", writeOnly: true } },
  };

  it("does not require of one side what is for the other", () => {
    expect(evaluatorOf(order, "request").isValid(ID, { secret: "s", line: "x" })).toBe(true);
    expect(evaluatorOf(order, "request").isValid(ID, { id: "1", line: "x" })).toBe(false);
    expect(evaluatorOf(order, "response").isValid(ID, { id: "1", line: "x" })).toBe(true);
    expect(evaluatorOf(order, "response").isValid(ID, { secret: "s", line: "x" })).toBe(false);
  });

  it("visits what was satisfied, and where, but no failed branch", () => {
    const { visits } = evaluatorOf(order).evaluate(ID, { secret: "s", line: { sku: "a" } });
    expect(visits).toContainEqual({
      schema: `${ID}/properties/line/oneOf/1`,
      at: "/line",
      value: { sku: "a" },
    });
    expect(visits.map(({ schema }) => schema)).not.toContain(`${ID}/properties/line/oneOf/0`);
  });

  it("judges a member of a recursive union once, also without a constraint of the union", () => {
    const one = (key: string): JsonObject => ({
      type: "object",
      required: [key],
      properties: { inner: { $ref: ID } },
    });
    const evaluator = evaluatorOf({ anyOf: [one("a"), one("b"), one("c")] });
    // Three alternatives for each of forty levels would not be asked about in a lifetime.
    let value: Json = { none: true };
    for (let level = 0; level < 40; level += 1) value = { a: 1, b: 1, c: 1, inner: value };
    expect(evaluator.isValid(ID, value)).toBe(false);
    expect(evaluator.isValid(ID, value, { schema: ID, keyword: "anyOf" })).toBe(true);
    const clause = { schema: `${ID}/anyOf/0` as const, keyword: "required", detail: "a" };
    expect(evaluator.isValid(ID, value, clause)).toBe(true);
  });

  it("refuses alternatives at first sight by what is not left out alone", () => {
    const one = (kind: string): JsonObject => ({
      type: "object",
      required: ["kind", "size"],
      properties: { kind: { $ref: `#/components/schemas/Subject/$defs/${kind}` } },
    });
    const evaluator = evaluatorOf({
      oneOf: [one("cat"), one("dog")],
      $defs: { cat: { const: "cat" }, dog: { enum: ["dog", "hound"] } },
    });
    const without = (schema: `#/${string}`, keyword: string, detail?: string) => (value: Json) =>
      evaluator.isValid(ID, value, {
        schema,
        keyword,
        ...(detail === undefined ? {} : { detail }),
      });
    expect(evaluator.isValid(ID, { kind: "hound", size: 1 })).toBe(true);
    expect(evaluator.evaluate(ID, { kind: "hound", size: 1 }).visits).toContainEqual({
      schema: `${ID}/$defs/dog`,
      at: "/kind",
      value: "hound",
    });
    const cow = { kind: "cow", size: 1 };
    expect(evaluator.isValid(ID, cow)).toBe(false);
    expect(without(`${ID}/$defs/cat`, "const")(cow)).toBe(true);
    expect(without(`${ID}/$defs/dog`, "enum")(cow)).toBe(true);
    expect(without(`${ID}/oneOf/0`, "required", "size")(cow)).toBe(false);
    expect(without(`${ID}/oneOf/0`, "required", "size")({ kind: "cat" })).toBe(true);
    expect(without(`${ID}/oneOf/1`, "required", "size")({ kind: "cat" })).toBe(false);
    expect(without(`${ID}/oneOf/1`, "type")("cat")).toBe(true);
  });

  it("leaves one constraint out of account, and no other", () => {
    const value = { secret: "s" };
    const required = { schema: ID, keyword: "required" } as const;
    expect(evaluatorOf(order).isValid(ID, value)).toBe(false);
    expect(evaluatorOf(order).isValid(ID, value, { ...required, detail: "line" })).toBe(true);
    expect(evaluatorOf(order).isValid(ID, value, { ...required, detail: "secret" })).toBe(false);
  });

  it("comes to an end where a reference leads back to itself", () => {
    expect(evaluatorOf({ $ref: ID }).isValid(ID, 1)).toBe(true);
    expect(evaluatorOf({ anyOf: [{ $ref: ID }, { type: "string" }] }).isValid(ID, 1)).toBe(true);
  });
});

const suite = "../shared/json-schema-test-suite/tests/draft2020-12";

/** Files that speak of what a model no longer has: resolution of identifiers, and annotations. */
const ELSEWHERE = [
  "anchor",
  "content",
  "defs",
  "dynamicRef",
  "format",
  "ref",
  "refRemote",
  "vocabulary",
];

interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly {
    readonly description: string;
    readonly data: Json;
    readonly valid: boolean;
  }[];
}

describe.skipIf(!existsSync(suite))("the JSON Schema Test Suite", () => {
  const files = existsSync(suite)
    ? readdirSync(suite).filter((name) => name.endsWith(".json"))
    : [];

  it.each(files.filter((name) => !ELSEWHERE.includes(name.replace(".json", ""))))("%s", (name) => {
    const groups = JSON.parse(readFileSync(join(suite, name), "utf8")) as Group[];
    const told = groups.filter(
      ({ schema }) => !/"\$(id|dynamicRef|recursiveRef)"/.test(JSON.stringify(schema)),
    );
    const wrong = told.flatMap(({ description, schema, tests }) => {
      const evaluator = evaluatorOf(atComponents(schema));
      return tests
        .filter(({ data, valid }) => evaluator.isValid(ID, data) !== valid)
        .map((test) => `${description}: ${test.description}`);
    });
    expect(wrong).toEqual([]);
  });
});

/** References from the root of the schema, as references from the root of a document. */
function atComponents(schema: Json): Json {
  const text = JSON.stringify(schema);
  return JSON.parse(text.replaceAll('"$ref":"#', `"$ref":"${ID}`)) as Json;
}
