import { describe, expect, it } from "vitest";
import type { Filters } from "../../../generator/document/document.js";
import { childOf, isObject, valueAt } from "../../../generator/source/pointer.js";
import { codesOf, documentWith, read } from "./read.js";

function operation(operationId: string, tags: string[], schema: string) {
  const content = { "application/json": { schema: { $ref: schema } } };
  return { operationId, tags, responses: { "200": { description: "ok", content } } };
}

const given = documentWith({
  security: [{ key: [] }],
  tags: [{ name: "pets" }, { name: "owners" }, { name: "unused" }],
  paths: {
    "/pets": { get: operation("listPets", ["pets"], "#/components/schemas/Pet") },
    "/pets/count": {
      get: operation("countPets", ["pets", "owners"], "#/components/schemas/Count"),
    },
    "/owners": {
      get: operation(
        "listOwners",
        ["owners"],
        "#/paths/~1pets~1count/get/responses/200/content/application~1json/schema",
      ),
    },
  },
  components: {
    securitySchemes: {
      key: { type: "apiKey", name: "k", in: "header" },
      other: { type: "http", scheme: "basic" },
    },
    schemas: {
      Pet: { items: { $ref: "#/components/schemas/Toy" } },
      Toy: {},
      Count: {},
      Lonely: {},
    },
  },
});

async function kept(filters: Filters) {
  const result = await read({ "openapi.yaml": given }, filters);
  const keys = (pointer: string) => {
    const value = valueAt(result.document?.root ?? {}, pointer);
    return isObject(value) ? Object.keys(value) : undefined;
  };
  return {
    result,
    paths: keys("#/paths"),
    schemas: keys("#/components/schemas"),
    schemes: keys("#/components/securitySchemes"),
  };
}

describe("filters", () => {
  it("absent, keep everything", async () => {
    const { schemas, schemes } = await kept({});
    expect(schemas).toEqual(["Pet", "Toy", "Count", "Lonely"]);
    expect(schemes).toEqual(["key", "other"]);
  });

  it.each([
    [{ includeTags: ["pets"] }, ["/pets", "/pets/count"]],
    [{ includeTags: ["pets"], excludeTags: ["owners"] }, ["/pets"]],
    [{ excludeTags: ["owners"] }, ["/pets"]],
    [{ includePaths: ["/pets*"] }, ["/pets"]],
    [{ includePaths: ["/pets**"] }, ["/pets", "/pets/count"]],
    [{ excludePaths: ["/pets/*"] }, ["/pets", "/owners"]],
    [{ includePaths: ["/pets**"], includeTags: ["owners"] }, ["/pets/count"]],
  ])("%j", async (filters, want) => {
    expect((await kept(filters)).paths).toEqual(want);
  });

  it("take away what only removed operations used", async () => {
    const { result, schemas, schemes } = await kept({ includePaths: ["/pets"] });
    expect(schemas).toEqual(["Pet", "Toy"]);
    expect(schemes).toEqual(["key"]);
    expect(childOf(result.document?.root ?? {}, "tags")).toEqual([{ name: "pets" }]);
  });

  it("keep what a removed operation held and a kept one refers to", async () => {
    const { result } = await kept({ excludePaths: ["/pets/**"] });
    expect(result.document).toBeDefined();
    const schema = "#/paths/~1owners/get/responses/200/content/application~1json/schema";
    const ref = childOf(valueAt(result.document?.root ?? {}, schema) ?? null, "$ref");
    expect(valueAt(result.document?.root ?? {}, String(ref))).toBeDefined();
  });

  it("point at the tag that was written", async () => {
    const { result } = await kept({ includeTags: ["owners"], excludeTags: ["pets"] });
    expect(result.document?.origin("#/tags/0").pointer).toBe("#/tags/1");
  });

  it("that match nothing are reported", async () => {
    const { result } = await kept({ includeTags: ["pets"], excludePaths: ["/dogs"] });
    expect(codesOf(result)).toEqual(["option/unmatched "]);
    expect(result.document).toBeDefined();
  });

  it("are refused that ask for what is not there", async () => {
    const { result } = await kept({ includeTags: ["pets", "Dogs"] });
    expect(codesOf(result)).toEqual(["option/nothing-included "]);
    expect(result.document).toBeUndefined();
  });

  it.each([
    [{ includeTags: ["pest"] }, 'did you mean "pets"?'],
    [{ excludeTags: ["Owner"] }, 'did you mean "owners"?'],
    [{ includePaths: ["/pet"] }, 'did you mean "/pets"?'],
    [{ includeTags: ["Invoices"] }, undefined],
  ])("that are only misspelt, %j, are told what is near", async (filters, hint) => {
    const { result } = await kept(filters);
    expect(result.diagnostics).toHaveLength(1);
    expect(result.diagnostics[0]?.hint).toBe(hint);
  });

  it("that leave nothing say so of themselves, not of the document", async () => {
    const { result } = await kept({ excludePaths: ["/**"] });
    expect(codesOf(result)).toEqual(["option/nothing-left "]);
  });
});
