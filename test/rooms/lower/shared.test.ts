import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/json.js";
import { modelOf } from "./document.js";

const ref = (kind: string, name: string): JsonObject => ({ $ref: `#/components/${kind}/${name}` });

const using = (
  id: string,
  response: JsonObject,
  parameter: JsonObject,
  body: JsonObject,
): JsonObject => ({
  operationId: id,
  parameters: [parameter],
  requestBody: body,
  responses: { "200": response },
});

const { operations } = modelOf({
  paths: {
    "/a": {
      post: using(
        "first",
        ref("responses", "Found"),
        ref("parameters", "Limit"),
        ref("requestBodies", "Wish"),
      ),
    },
    "/b": {
      post: using(
        "second",
        ref("responses", "Found"),
        ref("parameters", "Limit"),
        ref("requestBodies", "Wish"),
      ),
    },
    "/c": {
      post: using(
        "third",
        { ...ref("responses", "Found"), description: "Told here." },
        { ...ref("parameters", "Limit"), description: "Told here." },
        { ...ref("requestBodies", "Wish"), description: "Told here." },
      ),
    },
  },
  components: {
    responses: {
      Found: {
        description: "Told there.",
        headers: { "X-Left": { schema: { type: "integer" } } },
        content: { "application/json": { schema: { type: "object" } } },
      },
    },
    parameters: { Limit: { name: "limit", in: "query", description: "Told there.", schema: {} } },
    requestBodies: {
      Wish: { description: "Told there.", content: { "application/json": { schema: {} } } },
    },
  },
});

describe("what references share", () => {
  const [first, second, third] = operations;

  it("is read once", () => {
    expect(second?.responses[0]?.content).toBe(first?.responses[0]?.content);
    expect(second?.responses[0]?.headers).toBe(first?.responses[0]?.headers);
    expect(second?.requestBody?.content).toBe(first?.requestBody?.content);
    expect(second?.parameters[0]?.docs).toBe(first?.parameters[0]?.docs);
    expect(first?.responses[0]?.content).toHaveLength(1);
  });

  it("is described as each reference does", () => {
    const told = operations.map(({ responses, parameters, requestBody }) => [
      responses[0]?.docs.description,
      parameters[0]?.docs.description,
      requestBody?.docs.description,
    ]);
    const there = ["Told there.", "Told there.", "Told there."];
    expect(told).toEqual([there, there, ["Told here.", "Told here.", "Told here."]]);
    expect(third?.responses[0]?.headers).toEqual(first?.responses[0]?.headers);
  });
});
