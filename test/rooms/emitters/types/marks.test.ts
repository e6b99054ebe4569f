import { describe, expect, test } from "vitest";
import { markedForTypes } from "../../../../generator/emitters/types/marks.js";
import { body, documentOf, generated } from "../generated.js";

describe("names that would be read as URIs", () => {
  test("are handed over without % and #, and come back", () => {
    const document = { properties: { "100%": { name: "a#b" } }, required: ["100%"], $ref: "#/a%" };
    const { document: marked, restore } = markedForTypes(document);
    expect(JSON.stringify(marked)).not.toContain("%");
    expect(JSON.parse(restore(JSON.stringify(marked)))).toEqual(document);
    expect(restore('"\\uE000" \\ue001')).toBe('"%" #');
  });

  test("cost nothing where there are none", () => {
    const document = { $ref: "#/components/schemas/A", description: "100 %" };
    expect(markedForTypes(document).document).toBe(document);
  });

  test("leave alone a private character that the document has", () => {
    const document = { "%": "\ue000" };
    const { document: marked, restore } = markedForTypes(document);
    expect(restore(JSON.stringify(marked))).toBe(JSON.stringify(document));
  });
});

test("names with % and # stand in types as they are, nested members below them too", async () => {
  const nested = { type: "object", properties: { deep: { type: "object", required: ["a"] } } };
  const schemas = {
    "100%": { type: "object", properties: { "a#/b%": nested }, required: ["a#/b%"] },
    Ref: { $ref: "#/components/schemas/100%25" },
  };
  const get = { operationId: "get#100%41", responses: { 200: { description: "100% fine" } } };
  const files = await generated(documentOf(schemas, { "/a": { get } }), ["types"]);
  const text = body(files, "src/types.ts");
  expect(text).toContain('get: operations["get#100%41"];');
  expect(text).toContain('"get#100%41": {');
  expect(text).toContain('Ref: components["schemas"]["100%"];');
  expect(text).toContain('"a#/b%": {');
  expect(text).toContain("@description 100% fine");
});
