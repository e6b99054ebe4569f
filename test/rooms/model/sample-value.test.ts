import { describe, expect, it } from "vitest";
import type { Json } from "../../../generator/model/json.js";
import { sampleValue } from "../../../generator/model/sample-value.js";
import { modelOf } from "../lower/document.js";

const pet = {
  id: { type: "string", readOnly: true },
  name: { type: "string" },
  age: { type: "integer" },
};

describe("a sample", () => {
  it.each<[Json, Json]>([
    [{ type: "object", properties: pet }, {}],
    [{ type: "object", properties: pet, required: ["id", "age"] }, { age: 1 }],
    [{ type: "object", properties: pet, minProperties: 1 }, { name: "text" }],
    [
      { type: "object", properties: pet, required: ["age"], minProperties: 2 },
      { age: 1, name: "text" },
    ],
    [
      { allOf: [{ properties: pet }, { minProperties: 2 }], type: "object" },
      { name: "text", age: 1 },
    ],
    [
      { type: "object", additionalProperties: { type: "integer" }, minProperties: 2 },
      { key: 1, key2: 1 },
    ],
    [
      { type: "object", properties: pet, additionalProperties: false, minProperties: 9 },
      { name: "text", age: 1 },
    ],
    [{ type: "integer", exclusiveMaximum: 0 }, -1],
    [{ type: "integer", minimum: 0, exclusiveMaximum: 1 }, 0],
    [{ type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
    [{ type: "number", exclusiveMaximum: 10 }, 1],
  ])("of %j is %j", (schema, sample) => {
    const model = modelOf({ components: { schemas: { A: schema } } });
    expect(sampleValue("#/components/schemas/A", model)).toEqual(sample);
  });
});
