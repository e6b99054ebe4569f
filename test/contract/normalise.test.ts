import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../generator/index.js";
import { normalised } from "../../scripts/contract/mock/normalise.js";

const schemaOf = (schema: JsonObject): unknown => {
  const { components } = normalised({ components: { schemas: { A: schema } } }, new Map()) as {
    components: { schemas: { A: unknown } };
  };
  return components.schemas.A;
};

describe("what a schema requires and does not list is listed for the mock", () => {
  it("where anything may stand there", () => {
    const schema = { required: ["a", "b"], properties: { a: { type: "string" } } };
    const listed = { ...schema, properties: { a: { type: "string" }, b: {} } };
    expect(schemaOf(schema)).toEqual(listed);
    expect(schemaOf({ ...schema, additionalProperties: true })).toEqual({
      ...listed,
      additionalProperties: true,
    });
  });

  it.each([
    ["closed", { required: ["b"], properties: { a: {} }, additionalProperties: false }],
    ["a map", { required: ["b"], properties: { a: {} }, additionalProperties: { type: "string" } }],
    ["complete", { required: ["a"], properties: { a: {} } }],
    ["described elsewhere", { required: ["b"] }],
  ])("and nowhere else: %s", (_, schema) => {
    expect(schemaOf(schema)).toEqual(schema);
  });
});
