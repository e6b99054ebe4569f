import { describe, expect, it } from "vitest";
import { suiteOf } from "../../../../generator/emitters/contract/suite/derive.js";
import { EMPTY, VOIDED } from "../../../../generator/emitters/contract/alternatives.js";
import type { JsonObject } from "../../../../generator/model/json.js";
import { modelOf } from "../../lower/document.js";

/** What is derived for an operation that takes the schema as its body, or answers by it. */
function derivedFor(schema: JsonObject, side: "request" | "answer" = "request") {
  const body = { content: { "application/json": { schema } } };
  const { operations } = suiteOf(
    modelOf({
      paths: {
        "/x": {
          post: {
            operationId: "send",
            ...(side === "request" && { requestBody: { required: true, ...body } }),
            responses: { "200": { description: "", ...(side === "answer" && body) } },
          },
        },
      },
    }),
  );
  const [{ units = [], cases = [] } = {}] = operations;
  const unit = (end: string) => units.find(({ name }) => name.endsWith(end));
  const isCovered = (end: string): boolean =>
    cases.some(({ covers }) => covers.includes(unit(end)?.id ?? "none"));
  return { unit, isCovered };
}

describe("members that a schema does not list", () => {
  const properties = { name: { type: "string" } };

  it.each<[string, JsonObject, boolean]>([
    ["says nothing of them", { type: "object", properties }, true],
    ["takes numbers for them", { properties, additionalProperties: { type: "integer" } }, true],
    ["has none of its own", { type: "object", additionalProperties: { type: "string" } }, true],
    ["forbids them", { type: "object", properties, additionalProperties: false }, false],
    ["forbids what is left", { type: "object", properties, unevaluatedProperties: false }, false],
    ["lists nothing", { type: "object" }, false],
  ])("are shown where it %s: %j", (_, schema, want) => {
    const { unit, isCovered } = derivedFor(schema);
    expect(unit("with a member it does not list") !== undefined).toBe(want);
    expect(isCovered("with a member it does not list")).toBe(want);
  });
});

describe("numbers below zero", () => {
  it.each<[JsonObject, boolean]>([
    [{ type: "integer" }, true],
    [{ type: "number", minimum: -0.5 }, true],
    [{ type: "integer", multipleOf: 7 }, true],
    [{ type: ["integer", "null"] }, true],
    [{ type: "integer", minimum: 0 }, false],
    [{ type: "number", exclusiveMinimum: 0 }, false],
    [{ type: "integer", enum: [1, -1] }, false],
    [{ type: "integer", const: -1 }, false],
    [{ type: "string" }, false],
  ])("are shown of %j: %s", (schema, want) => {
    const { unit, isCovered } = derivedFor({ ...schema });
    expect(unit("below zero") !== undefined).toBe(want);
    expect(isCovered("below zero")).toBe(want);
  });
});

describe("what the document makes void", () => {
  const text = { type: "string" };
  // A whole number is always both of the last two.
  const size = { oneOf: [text, { type: "number" }, { type: "integer" }] };
  const kinds = (all: readonly (readonly string[])[]) => ({
    oneOf: all.map((values) => ({
      type: "object",
      required: ["kind"],
      properties: { kind: { enum: values } },
    })),
  });
  const sized = { type: "object", properties: { size } };

  it.each<[string, JsonObject, string, string]>([
    [
      "a member that another schema of the place requires",
      { allOf: [{ type: "object", properties: { a: text } }, { required: ["a"] }] },
      "a absent",
      "another schema of the same place requires it",
    ],
    [
      "null that another schema of the place refuses",
      { allOf: [{ type: ["object", "null"], properties: { a: text } }, { type: "object" }] },
      "= null",
      "another schema of the same place takes no null",
    ],
    ["an alternative that another one swallows", sized, "oneOf/2", VOIDED],
    [
      "an alternative that only a format tells apart which nobody asserts",
      { oneOf: [{ type: "integer" }, { type: "number", format: "float" }, text] },
      "oneOf/0 below zero",
      VOIDED,
    ],
    [
      "alternatives of which one has a format that nobody has defined",
      { properties: { a: { oneOf: [text, { type: "string", format: "colour" }] } } },
      "a present",
      EMPTY,
    ],
    [
      "a member that other alternatives take for each of its values",
      {
        properties: {
          pet: kinds([
            ["a", "x"],
            ["b", "y"],
            ["a", "b"],
          ]),
        },
      },
      "oneOf/2",
      VOIDED,
    ],
    [
      "a value by which an alternative becomes another",
      kinds([["a"], ["a", "b"]]),
      'oneOf/1/properties/kind = "a"',
      VOIDED,
    ],
    [
      "a member that nothing satisfies",
      { properties: { pet: { allOf: [kinds([["a"], ["a"]])] } } },
      "pet present",
      EMPTY,
    ],
    ["a body that nothing satisfies", kinds([["a"], ["a"]]), "application/json", EMPTY],
    [
      "a member that an object of the same place does not know",
      {
        unevaluatedProperties: false,
        oneOf: [{ type: "object", properties: { a: text } }, text],
      },
      "oneOf/0 with a member it does not list",
      "another schema of the same place takes no members but those it knows",
    ],
    [
      "a value that another schema of the place refuses",
      { allOf: [{ enum: ["a", "b"] }, { type: "string", minLength: 1, pattern: "a" }] },
      '= "b"',
      "another schema of the same place does not take it",
    ],
  ])("has its reason: %s", (_, schema, name, reason) => {
    const { unit, isCovered } = derivedFor(schema);
    expect(unit(name)).toMatchObject({ reason, isVoid: true });
    expect(isCovered(name)).toBe(false);
  });

  it("is nothing that values can show: of numbers and integers, the half", () => {
    const { unit, isCovered } = derivedFor(sized);
    expect(unit("oneOf/1")).not.toHaveProperty("isVoid");
    expect(isCovered("oneOf/1")).toBe(true);
  });

  it("is no alternative that a format tells apart which is asserted", () => {
    const { unit, isCovered } = derivedFor({ oneOf: [text, { type: "string", format: "date" }] });
    expect(unit("oneOf/0")).not.toHaveProperty("isVoid");
    expect(isCovered("oneOf/0")).toBe(true);
    expect(unit("oneOf/1")).toMatchObject({ reason: VOIDED });
  });

  it("is no alternative with an optional tag, however deep it stands", () => {
    const tagged = ["a", "b"].map((tag) => ({
      type: "object",
      properties: { tag: { type: "string", enum: [tag] } },
    }));
    const nothing = { type: "object", additionalProperties: false };
    const rule = { anyOf: [{ oneOf: tagged }, nothing] };
    const deep = ["rule", "inputs", "parts"].reduce<JsonObject>((schema, key) => {
      return { type: "array", items: { type: "object", properties: { [key]: schema } } };
    }, rule);
    const { unit, isCovered } = derivedFor({ properties: { rows: deep } }, "answer");
    for (const place of ["anyOf/0/oneOf/0", "anyOf/0/oneOf/1"]) {
      const name = `${place} with a member it does not list`;
      expect(unit(name), name).toBeDefined();
      expect(isCovered(name), name).toBe(true);
    }
  });

  it("is no alternative that values can be told apart from, by what only the other says", () => {
    const named = { type: "object", required: ["name"] };
    const { unit, isCovered } = derivedFor({
      oneOf: [
        {
          ...named,
          properties: { name: text, age: { type: "integer" } },
          required: ["name", "age"],
        },
        { ...named, properties: { name: text, wheels: { type: "integer" }, age: {} } },
      ],
    });
    for (const name of ["oneOf/1", "oneOf/1 age present", "oneOf/1 wheels present", "name/type"]) {
      expect(unit(name), name).not.toHaveProperty("reason");
      expect(isCovered(name), name).toBe(true);
    }
  });

  it("is no constraint: what speaks of values that the type keeps out", () => {
    const { unit } = derivedFor({ type: "string", minimum: 3, maxLength: 4 });
    expect(unit("maxLength")).toBeDefined();
    expect(unit("/minimum")).toBeUndefined();
  });
});
