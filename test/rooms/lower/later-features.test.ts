import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/json.js";
import { modelOf, schemasOf } from "./document.js";

describe("what OpenAPI 3.2 says anew", () => {
  it("methods come in the order of the document, additional ones as they are written", () => {
    const item: JsonObject = {
      query: { operationId: "find" },
      additionalOperations: { COPY: { operationId: "copy" } },
      get: { operationId: "list" },
    };
    const { operations } = modelOf({ paths: { "/a": item } });
    expect(operations.map(({ method, pointer }) => [method, pointer])).toEqual([
      ["query", "#/paths/~1a/query"],
      ["COPY", "#/paths/~1a/additionalOperations/COPY"],
      ["get", "#/paths/~1a/get"],
    ]);
  });

  it("the default of a discriminator is known by no tag", () => {
    const of = (defaultMapping: JsonObject) => {
      const { "#/components/schemas/Pet": pet } = schemasOf({
        Pet: {
          oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Other" }],
          discriminator: { propertyName: "kind", ...defaultMapping },
        },
        Cat: { type: "object", properties: { lives: { type: "integer" } } },
        Other: { type: "object", properties: { size: { type: "integer" } } },
      });
      return pet?.shape.kind === "union"
        ? pet.shape.variants.map(({ label }) => label?.values)
        : [];
    };
    expect(of({})).toEqual([["Cat"], ["Other"]]);
    expect(of({ defaultMapping: "#/components/schemas/Other" })).toEqual([["Cat"], undefined]);
    expect(of({ defaultMapping: "Other" })).toEqual([["Cat"], undefined]);
  });
});
