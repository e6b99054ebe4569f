import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { weightOf } from "../../../../generator/emitters/contract/json.js";
import { formatOf } from "../../../../generator/emitters/contract/formats.js";
import { sampleOf } from "../../../../generator/emitters/contract/pattern.js";
import { MINIMAL } from "../../../../generator/emitters/contract/plan.js";
import { Reach } from "../../../../generator/emitters/contract/reach.js";
import { Synthesiser } from "../../../../generator/emitters/contract/synthesise.js";
import type { Json } from "../../../../generator/model/json.js";
import { modelOf } from "../../lower/document.js";

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

describe("sampleOf", () => {
  it.each([
    ["^[A-Z]{2}-\\d{3,}$", 0, 20],
    ["^[a-z0-9]+(?:-[a-z0-9]+)*$", 12, 12],
    ["^(alpha|beta)$", 0, 20],
    ["^[^\\s/]+$", 3, 5],
    ["\\p{L}+", 2, 9],
    ["^(?=.*\\d)[a-z\\d]{4,8}$", 4, 8],
    ["^\\u0041\\x42[\\u{43}]?$", 0, 9],
    ["^.{40,}$", 40, 60],
    ["", 3, 3],
  ])("%s, of %i to %i characters", (pattern, min, max) => {
    const sample = sampleOf(pattern, min, max) ?? "";
    expect(sample).toMatch(new RegExp(pattern, "u"));
    expect([...sample].length).toBeGreaterThanOrEqual(min);
    expect([...sample].length).toBeLessThanOrEqual(max);
  });

  it.each([["("], ["^a$(?!)"]])("finds none for %s", (pattern) => {
    expect(sampleOf(pattern)).toBeUndefined();
  });
});

describe("formatOf", () => {
  const names = [
    "date",
    "time",
    "date-time",
    "duration",
    "email",
    "uri",
    "uri-reference",
    "uuid",
    "ipv4",
    "ipv6",
    "hostname",
  ];

  it.each(names)("knows a text on either side of %s, and Ajv agrees", (name) => {
    const format = formatOf(name);
    if (format === undefined) throw new Error("unknown");
    const validate = ajv.compile({ type: "string", format: name });
    expect([format.matches(format.valid), validate(format.valid)]).toEqual([true, true]);
    expect([format.matches(format.invalid), validate(format.invalid)]).toEqual([false, false]);
  });

  it.each([
    ["date", "2026-02-29", false],
    ["date", "2024-02-29", true],
    ["date-time", "2026-03-01 06:30:00Z", false],
    ["ipv4", "1.2.3", false],
    ["duration", "P", false],
  ])("%s: %s", (name, text, want) => {
    expect(formatOf(name)?.matches(text)).toBe(want);
  });

  it("has no opinion on annotations", () => {
    expect(formatOf("password")).toBeUndefined();
    expect(formatOf("constructor")).toBeUndefined();
  });
});

describe("Synthesiser", () => {
  it.each<[string, Json]>([
    ["bounds", { type: "integer", minimum: 7, maximum: 9, multipleOf: 4 }],
    ["a step of a tenth", { type: "number", multipleOf: 0.1, minimum: 0.25, maximum: 7 }],
    ["two steps", { type: "number", multipleOf: 4, allOf: [{ multipleOf: 0.3 }] }],
    ["whole numbers in steps", { type: "integer", multipleOf: 1.5, exclusiveMinimum: 3 }],
    ["steps up to a bound", { type: "number", multipleOf: 0.25, exclusiveMaximum: -0.5 }],
    ["exclusive bounds", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }],
    ["an intersection", { allOf: [{ type: "string", minLength: 3 }, { maxLength: 5 }] }],
    [
      "distinct items",
      { type: "array", items: { enum: [1, 2, 3] }, minItems: 3, uniqueItems: true },
    ],
    ["names", { type: "object", minProperties: 2, propertyNames: { pattern: "^x-" } }],
    ["dependents", { type: "object", required: ["a"], dependentRequired: { a: ["b"], b: ["c"] } }],
    ["exclusion", { properties: { a: true, b: true }, not: { required: ["a", "b"] } }],
    [
      "a condition",
      {
        required: ["a"],
        properties: { a: { const: 1 } },
        if: { required: ["a"] },
        then: { required: ["b"] },
      },
    ],
  ])("satisfies %s", (_, schema) => {
    const model = modelOf({ components: { schemas: { Subject: schema } } });
    const synthesiser = new Synthesiser(model, "request");
    for (const plan of [MINIMAL, { optional: true, branch: 1, conditions: true }]) {
      const value = synthesiser.valueOf("#/components/schemas/Subject", plan);
      if (value === undefined && !plan.conditions && JSON.stringify(schema).includes('"then"'))
        continue;
      expect(ajv.validate(schema as object, value), JSON.stringify(value)).toBe(true);
    }
  });

  it("calculates in decimals: 0.3, and not a number beside it", () => {
    const Subject = { type: "number", multipleOf: 0.1, minimum: 0.25, maximum: 0.35 };
    const model = modelOf({ components: { schemas: { Subject } } });
    const value = new Synthesiser(model, "request").valueOf("#/components/schemas/Subject");
    expect(value).toBe(0.3);
  });

  it("makes one member where there may be one, and not all that there might be", () => {
    const kinds = Array.from({ length: 40 }, (_, index) => `k${String(index)}`);
    const inside = {
      type: "object",
      properties: { query: { $ref: "#/components/schemas/Query" } },
    };
    const model = modelOf({
      components: {
        schemas: {
          Query: {
            type: "object",
            minProperties: 1,
            maxProperties: 1,
            properties: Object.fromEntries(kinds.map((kind) => [kind, inside])),
          },
        },
      },
    });
    let looks = 0;
    const schemas = new Proxy(model.schemas, {
      get: (target, id) => {
        looks += 1;
        return Reflect.get(target, id) as unknown;
      },
    });
    const value = new Synthesiser({ ...model, schemas }, "request").valueOf(
      "#/components/schemas/Query",
      { ...MINIMAL, optional: true },
    );
    expect(value).toEqual({ k0: { query: { k0: { query: { k0: {} } } } } });
    expect(looks).toBeLessThan(1_000);
  });

  it("makes a component once for all that only say they are one", () => {
    const described = { description: "One.", allOf: [{ $ref: "#/components/schemas/Node" }] };
    const members = Array.from({ length: 12 }, (_, index) => [`k${String(index)}`, described]);
    const model = modelOf({
      components: {
        schemas: { Node: { type: "object", properties: Object.fromEntries(members) } },
      },
    });
    let looks = 0;
    const schemas = new Proxy(model.schemas, {
      get: (target, id) => {
        looks += 1;
        return Reflect.get(target, id) as unknown;
      },
    });
    const plan = { ...MINIMAL, optional: true, reach: 3 };
    const value = new Synthesiser({ ...model, schemas }, "request").draft(
      ["#/components/schemas/Node"],
      plan,
    );
    expect(Object.keys(value as object)).toHaveLength(12);
    expect(looks).toBeLessThan(20_000);
  });

  it("leads on by one way where the value would double at each step", () => {
    const node = { $ref: "#/components/schemas/Node" };
    const model = modelOf({
      components: {
        schemas: {
          Node: { maxProperties: 1, properties: { all: { $ref: "#/components/schemas/All" } } },
          All: {
            type: "object",
            required: ["one", "two", "three", "boost"],
            properties: { one: node, two: node, three: node, boost: { type: "number" } },
          },
        },
      },
    });
    const reach = new Reach(model);
    for (const plan of reach.plansTo("#/components/schemas/All/properties/boost")) {
      const value = new Synthesiser(model, "request").valueOf("#/components/schemas/Node", plan);
      expect(value).toHaveProperty("all.boost");
      expect(weightOf(value ?? null, 1_000)).toBeLessThan(1_000);
    }
  });

  it("gives up what cannot be", () => {
    const model = modelOf({
      components: {
        schemas: {
          Endless: {
            type: "object",
            required: ["next"],
            properties: { next: { $ref: "#/components/schemas/Endless" } },
          },
          Torn: { allOf: [{ type: "string" }, { type: "object" }] },
        },
      },
    });
    const synthesiser = new Synthesiser(model, "request");
    expect(synthesiser.valueOf("#/components/schemas/Endless")).toBeUndefined();
    expect(synthesiser.valueOf("#/components/schemas/Torn")).toBeUndefined();
  });
});
