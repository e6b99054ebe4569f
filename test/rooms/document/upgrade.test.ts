import { describe, expect, it } from "vitest";
import type { Json } from "../../../generator/model/json.js";
import { childOf, valueAt } from "../../../generator/source/pointer.js";
import { codesOf, read, schemasOf } from "./read.js";

async function upgraded(schema: Json, version: string): Promise<Json | undefined> {
  const { document } = await read({ "openapi.yaml": schemasOf({ A: schema, B: {} }, version) });
  return valueAt(document?.root ?? {}, "#/components/schemas/A");
}

const ref = { $ref: "#/components/schemas/B" };

describe("upgrading a schema of 3.0", () => {
  it.each([
    ["nullable", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["nullable: false", { type: "string", nullable: false }, { type: "string" }],
    [
      "nullable enum, which must list null to allow it",
      { type: "string", nullable: true, enum: ["a"] },
      { type: ["string", "null"], enum: ["a"] },
    ],
    [
      "nullable enum that has null",
      { type: "string", nullable: true, enum: [null, "a"] },
      { type: ["string", "null"], enum: [null, "a"] },
    ],
    ["nullable without more", { nullable: true, description: "d" }, { description: "d" }],
    ["nullable allOf", { nullable: true, title: "t", allOf: [ref] }, { title: "t", allOf: [ref] }],
    ["nullable oneOf", { nullable: true, oneOf: [ref] }, { oneOf: [ref] }],
    [
      "nullable allOf with a type",
      { nullable: true, type: "object", allOf: [ref] },
      { type: ["object", "null"], allOf: [ref] },
    ],
    [
      "open minimum",
      { type: "number", minimum: 1, exclusiveMinimum: true },
      { type: "number", exclusiveMinimum: 1 },
    ],
    [
      "closed minimum",
      { type: "number", minimum: 1, exclusiveMinimum: false },
      { type: "number", minimum: 1 },
    ],
    [
      "open maximum",
      { type: "number", maximum: 1, exclusiveMaximum: true },
      { type: "number", exclusiveMaximum: 1 },
    ],
    ["open without a bound", { type: "number", exclusiveMaximum: true }, { type: "number" }],
    ["bytes", { type: "string", format: "byte" }, { type: "string", contentEncoding: "base64" }],
    ["binary", { type: "string", format: "binary" }, { type: "string", format: "binary" }],
    ["example", { type: "string", example: null }, { type: "string", examples: [null] }],
    [
      "siblings of a reference",
      { ...ref, nullable: true, description: "kept" },
      { ...ref, description: "kept" },
    ],
    [
      "nested",
      { items: { properties: { nullable: { type: "string", nullable: true } } } },
      { items: { properties: { nullable: { type: ["string", "null"] } } } },
    ],
  ])("%s", async (_, given, want) => {
    expect(await upgraded(given, "3.0.3")).toEqual(want);
  });

  it("says 3.1 afterwards", async () => {
    const { document } = await read({ "openapi.yaml": schemasOf({}, "3.0.0") });
    expect(childOf(document?.root ?? {}, "openapi")).toBe("3.1.1");
  });

  it("points at what was written", async () => {
    const given = schemasOf({ A: { type: "string", example: "x" } }, "3.0.0");
    const { document } = await read({ "openapi.yaml": given });
    expect(document?.origin("#/components/schemas/A/examples/0").pointer).toBe(
      "#/components/schemas/A/example",
    );
  });

  it("says where nullable does nothing", async () => {
    const schemas = {
      A: { nullable: true, allOf: [ref] },
      B: { nullable: true, enum: ["a"] },
      C: { nullable: true, description: "Anything." },
    };
    const result = await read({ "openapi.yaml": schemasOf(schemas, "3.0.3") });
    expect(codesOf(result)).toEqual([
      "schema/nullable-untyped api/openapi.yaml#/components/schemas/A/nullable",
      "schema/nullable-untyped api/openapi.yaml#/components/schemas/B/nullable",
    ]);
  });
});

describe("a schema of 3.1", () => {
  it.each([
    [
      "annotations beside a reference",
      { ...ref, description: "d", deprecated: true },
      { ...ref, description: "d", deprecated: true },
    ],
    [
      "assertions beside a reference",
      { ...ref, minProperties: 1, title: "t" },
      { minProperties: 1, title: "t", allOf: [ref] },
    ],
    [
      "allOf beside a reference",
      { ...ref, allOf: [{ type: "object" }] },
      { allOf: [{ type: "object" }, ref] },
    ],
    [
      "an exclusive bound",
      { exclusiveMinimum: 1, minimum: 0 },
      { exclusiveMinimum: 1, minimum: 0 },
    ],
    ["bytes", { type: "string", format: "byte" }, { type: "string", format: "byte" }],
    ["booleans", true, true],
  ])("%s", async (_, given, want) => {
    expect(await upgraded(given, "3.1.0")).toEqual(want);
  });

  it("reads keywords left over from 3.0, and says so", async () => {
    const result = await read({
      "openapi.yaml": schemasOf({
        A: { type: "number", nullable: true, minimum: 0, exclusiveMinimum: true },
      }),
    });
    expect(valueAt(result.document?.root ?? {}, "#/components/schemas/A")).toEqual({
      type: ["number", "null"],
      exclusiveMinimum: 0,
    });
    expect(codesOf(result)).toEqual([
      "schema/version-keyword api/openapi.yaml#/components/schemas/A/nullable",
      "schema/version-keyword api/openapi.yaml#/components/schemas/A/exclusiveMinimum",
    ]);
  });

  it("keeps pointers beside a reference valid", async () => {
    const given = schemasOf({
      A: { ...ref, properties: { p: { type: "string" } } },
      B: {},
      C: { $ref: "#/components/schemas/A/properties/p" },
    });
    const { document } = await read({ "openapi.yaml": given });
    expect(valueAt(document?.root ?? {}, "#/components/schemas/A/properties/p")).toEqual({
      type: "string",
    });
    expect(document?.origin("#/components/schemas/A/allOf/0/$ref").pointer).toBe(
      "#/components/schemas/A/$ref",
    );
  });
});

describe("versions", () => {
  it.each([
    [{ openapi: 3.1 }, []],
    [{ openapi: "3.2.0" }, []],
    [{ openapi: "3.10.0" }, ["document/version-unknown api/openapi.yaml#/openapi"]],
    [{ openapi: "2.0" }, ["document/version-unknown api/openapi.yaml#/openapi"]],
    [{ swagger: "2.0" }, ["document/swagger-2 api/openapi.yaml#/swagger"]],
    [{}, ["document/version-missing api/openapi.yaml#"]],
  ])("%j", async (version, want) => {
    const given = { ...version, info: { title: "t", version: "1" }, paths: {} };
    expect(codesOf(await read({ "openapi.yaml": given }))).toEqual(want);
  });
});
