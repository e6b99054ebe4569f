import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { evaluateValidators } from "../../scripts/validators.js";
import { ValidationError } from "../../templates/runtime/errors.js";
import { formatFindings } from "../../templates/runtime/findings.js";
import { encodeBody } from "../../templates/runtime/body.js";
import { judge } from "../../templates/runtime/judge.js";
import type { OperationValidators } from "../../templates/runtime/validation.js";
import { documentOf } from "../rooms/emitters/generated.js";

const SECRET = "hunter2-invented";
const number = { type: "number" };

/** Keywords that a secret may fail, and a value that holds it, as value or as name. */
const cases: readonly (readonly [keyword: string, schema: object, value: unknown])[] = [
  ["type", number, SECRET],
  ["enum", { enum: ["a"] }, SECRET],
  ["const", { const: "a" }, SECRET],
  ["maxLength", { type: "string", maxLength: 2 }, SECRET],
  ["minLength", { type: "string", minLength: 99 }, SECRET],
  ["pattern", { type: "string", pattern: "^a" }, SECRET],
  ["format", { type: "string", format: "date" }, SECRET],
  ["not", { not: { type: "string" } }, SECRET],
  ["anyOf", { anyOf: [number, { type: "boolean" }] }, SECRET],
  ["oneOf", { oneOf: [{ type: "string" }, { minLength: 1 }] }, SECRET],
  ["items", { type: "array", items: number }, [SECRET]],
  ["uniqueItems", { type: "array", uniqueItems: true }, [SECRET, SECRET]],
  ["contains", { type: "array", contains: number }, [SECRET]],
  ["additionalProperties", { type: "object", additionalProperties: false }, { [SECRET]: 1 }],
  [
    "additionalProperties, schema",
    { type: "object", additionalProperties: number },
    { [SECRET]: SECRET },
  ],
  [
    "patternProperties",
    { type: "object", patternProperties: { "^h": number } },
    { [SECRET]: SECRET },
  ],
  [
    "patternProperties, closed",
    { type: "object", patternProperties: { "^x": number }, additionalProperties: false },
    { [SECRET]: SECRET },
  ],
  ["propertyNames", { type: "object", propertyNames: { maxLength: 2 } }, { [SECRET]: 1 }],
  [
    "unevaluatedProperties",
    { type: "object", properties: {}, unevaluatedProperties: false },
    { [SECRET]: 1 },
  ],
  [
    "unevaluatedProperties, schema",
    { type: "object", anyOf: [{ properties: { a: number } }], unevaluatedProperties: number },
    { [SECRET]: SECRET },
  ],
  ["maxProperties", { type: "object", maxProperties: 0 }, { [SECRET]: 1 }],
  [
    "nested",
    {
      type: "object",
      additionalProperties: {
        type: "array",
        items: { type: "object", additionalProperties: number },
      },
    },
    { [SECRET]: [{ [SECRET]: SECRET }] },
  ],
  [
    "discriminator",
    {
      oneOf: ["a", "b"].map((tag) => ({
        type: "object",
        properties: { tag: { const: tag } },
        required: ["tag"],
      })),
      discriminator: { propertyName: "tag" },
    },
    { tag: SECRET, [SECRET]: 1 },
  ],
];

/** Everything that may end in a log. */
function printed(error: unknown): string {
  const { message, stack, cause } = error as Error;
  return [
    message,
    stack,
    JSON.stringify(error),
    inspect(error, { depth: null, showHidden: true }),
    inspect(cause),
  ].join("\n");
}

describe("a secret never appears", async () => {
  const documents = cases.map(([, schema]) =>
    documentOf({
      Subject: {
        type: "object",
        properties: {
          secret: { ...schema, "x-sensitive": true },
          deep: { $ref: "#/components/schemas/Secret" },
        },
      },
      Secret: { ...schema, writeOnly: true },
    }),
  );
  const evaluated = await evaluateValidators(documents);

  test.each(cases.map(([keyword, , value], index) => [keyword, value, index] as const))(
    "when it fails %s",
    (_keyword, value, index) => {
      const result = evaluated[index];
      if (result === undefined || "reason" in result) throw new Error(JSON.stringify(result));
      const schema = result.schemas["Subject"] as z.ZodType;
      const body = { secret: value, deep: value };
      const findings = result.explain(schema, body);
      expect(findings.length).toBeGreaterThan(1);
      expect(findings.every(({ pointer }) => /^\/(?:secret|deep)/.test(pointer))).toBe(true);
      const validators: OperationValidators = {
        judge,
        body: { "application/json": schema },
        responses: {},
        explain: result.explain as never,
      };
      const operation = {
        name: "put",
        method: "put",
        path: "/",
        body: { content: { "application/json": "json" }, encodeBody },
        responses: {},
      } as const;
      const issues = judge(validators).requests?.ofRequest(operation, { body }) ?? [];
      expect(issues).toEqual(findings.map((finding) => ({ in: "body", ...finding })));
      const call = { operation: "put", method: "PUT", url: "https://example.com/" };
      const error = new ValidationError(call, "request", issues);
      const text = [JSON.stringify(findings), formatFindings(findings), printed(error)].join("\n");
      expect(text).not.toContain(SECRET);
    },
  );
});

test("names of members are shown where they are no secret", async () => {
  const [result] = await evaluateValidators([
    documentOf({ Subject: { type: "object", additionalProperties: false } }),
  ]);
  if (result === undefined || "reason" in result) throw new Error(JSON.stringify(result));
  expect(result.explain(result.schemas["Subject"] as z.ZodType, { typo: 1 })).toMatchObject([
    { pointer: "/typo", message: "is not allowed here" },
  ]);
});

test("a parse error of zod holds no value either", async () => {
  const [result] = await evaluateValidators([
    documentOf({
      Subject: { type: "object", properties: { a: { const: 1 } }, additionalProperties: number },
    }),
  ]);
  if (result === undefined || "reason" in result) throw new Error(JSON.stringify(result));
  const { error } = (result.schemas["Subject"] as z.ZodType).safeParse({ a: SECRET, b: SECRET });
  expect(printed(error)).not.toContain(SECRET);
});
