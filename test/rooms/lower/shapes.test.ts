import { describe, expect, it } from "vitest";
import type { Json } from "../../../generator/model/json.js";
import { schemasOf } from "./document.js";

const A = "#/components/schemas/A";
const B = "#/components/schemas/B";
const property = (key: string, schema: string, presence = "optional"): Json => ({
  key,
  schema,
  presence,
});

const cases: { name: string; given: Json; shape: Json; nullable?: boolean }[] = [
  { name: "no keyword", given: {}, shape: { kind: "unknown" } },
  { name: "true", given: true, shape: { kind: "unknown" } },
  { name: "false", given: false, shape: { kind: "never" } },
  {
    name: "a type",
    given: { type: "integer", format: "int32" },
    shape: { kind: "scalar", type: "integer", format: "int32" },
  },
  { name: "null only", given: { type: "null" }, shape: { kind: "scalar", type: "null" } },
  {
    name: "a type or null",
    given: { type: ["string", "null"] },
    shape: { kind: "scalar", type: "string" },
    nullable: true,
  },
  {
    name: "two types",
    given: { type: ["integer", "string"] },
    shape: { kind: "mixed", types: ["integer", "string"] },
  },
  {
    name: "enum with null",
    given: { enum: ["a", null] },
    shape: { kind: "literals", values: ["a"] },
    nullable: true,
  },
  {
    name: "enum filtered by type",
    given: { type: "string", enum: ["a", 1, null] },
    shape: { kind: "literals", values: ["a"] },
  },
  { name: "const null", given: { const: null }, shape: { kind: "scalar", type: "null" } },
  {
    name: "a keyword that implies a type",
    given: { minLength: 1 },
    shape: { kind: "scalar", type: "string" },
  },
  {
    name: "an object, closed",
    given: { type: "object", properties: { a: {} }, required: ["a"], additionalProperties: false },
    shape: {
      kind: "object",
      properties: [property("a", `${A}/properties/a`, "required")],
      rest: "none",
    },
  },
  {
    name: "a map",
    given: { type: "object", additionalProperties: { type: "string" } },
    shape: { kind: "object", properties: [], rest: `${A}/additionalProperties` },
  },
  {
    name: "an array",
    given: { type: "array", items: { type: "string" } },
    shape: { kind: "array", item: `${A}/items` },
  },
  {
    name: "a tuple",
    given: { prefixItems: [{}], items: false },
    shape: { kind: "tuple", items: [`${A}/prefixItems/0`], rest: "none" },
  },
  { name: "a reference", given: { $ref: B }, shape: { kind: "reference", target: B } },
  {
    name: "a described reference",
    given: { $ref: B, description: "b" },
    shape: { kind: "reference", target: B },
  },
  {
    name: "a reference or null",
    given: { anyOf: [{ $ref: B }, { type: "null" }] },
    shape: { kind: "reference", target: `${A}/anyOf/0` },
    nullable: true,
  },
  {
    name: "allOf of objects, merged",
    given: { allOf: [{ $ref: B }, { properties: { c: {} }, required: ["b", "c"] }] },
    shape: {
      kind: "object",
      properties: [
        property("b", `${B}/properties/b`, "required"),
        property("c", `${A}/allOf/1/properties/c`, "required"),
      ],
      rest: "any",
    },
  },
  {
    name: "anyOf that only constrains",
    given: {
      type: "object",
      properties: { a: {} },
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
    },
    shape: { kind: "object", properties: [property("a", `${A}/properties/a`)], rest: "any" },
  },
];

describe("shapes", () => {
  it.each(cases)("$name", ({ given, shape, nullable = false }) => {
    const schemas = schemasOf({ A: given, B: { type: "object", properties: { b: {} } } });
    expect(schemas[A]).toMatchObject({ shape, nullable });
    expect(schemas[A]?.shape).toEqual(shape);
  });
});

describe("discriminator tags", () => {
  const dog = { type: "object", properties: { kind: { const: "dog" } }, required: ["kind"] };
  const cat = { type: "object", properties: { kind: { type: "string" } }, required: ["kind"] };
  const union = (discriminator: Json): Json => ({
    oneOf: [{ $ref: "#/components/schemas/Dog" }, { $ref: "#/components/schemas/Cat" }],
    discriminator,
  });
  const tagsOf = (discriminator: Json): readonly (readonly string[])[] => {
    const shape = schemasOf({ A: union(discriminator), Dog: dog, Cat: cat })[A]?.shape;
    return shape?.kind === "union" ? shape.variants.map(({ tags }) => tags) : [];
  };

  it("are the mapping's, by pointer or by name", () => {
    const mapping = { d: "#/components/schemas/Dog", hound: "Dog", c: "Cat" };
    expect(tagsOf({ propertyName: "kind", mapping })).toEqual([["d", "hound"], ["c"]]);
  });

  it("are the tag's own literal, else the component's name", () => {
    expect(tagsOf({ propertyName: "kind" })).toEqual([["dog"], ["Cat"]]);
  });
});
