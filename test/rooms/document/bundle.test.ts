import { describe, expect, it } from "vitest";
import { codesOf, documentWith, read, schemasOf } from "./read.js";
import { valueAt } from "../../../generator/source/pointer.js";
import type { ReadResult } from "../../../generator/document/document.js";

const ok = { "200": { description: "ok" } };

function at(result: ReadResult, pointer: string): unknown {
  return valueAt(result.document?.root ?? {}, pointer);
}

describe("bundling", () => {
  it("gives schemas of other files a home among the components", async () => {
    const result = await read({
      "openapi.yaml": schemasOf({ Owner: { properties: { pet: { $ref: "schemas/pet.yaml" } } } }),
      "schemas/pet.yaml": {
        type: "object",
        properties: { parent: { $ref: "#" }, toy: { $ref: "../toys.yaml#/Toy" } },
      },
      "toys.yaml": { Toy: { type: "string" } },
    });
    expect(at(result, "#/components/schemas")).toEqual({
      Owner: { properties: { pet: { $ref: "#/components/schemas/pet" } } },
      pet: {
        type: "object",
        properties: {
          parent: { $ref: "#/components/schemas/pet" },
          toy: { $ref: "#/components/schemas/Toy" },
        },
      },
      Toy: { type: "string" },
    });
    expect(result.document?.files).toEqual(["openapi.yaml", "schemas/pet.yaml", "toys.yaml"]);
  });

  it("keeps the name of a component that only refers elsewhere", async () => {
    const result = await read({
      "openapi.yaml": schemasOf({
        Pet: { $ref: "pet.yaml" },
        Owner: { items: { $ref: "pet.yaml#" } },
      }),
      "pet.yaml": { properties: { owner: { $ref: "openapi.yaml#/components/schemas/Owner" } } },
    });
    expect(at(result, "#/components/schemas")).toEqual({
      Pet: { properties: { owner: { $ref: "#/components/schemas/Owner" } } },
      Owner: { items: { $ref: "#/components/schemas/Pet" } },
    });
  });

  it("lets names that are taken stand", async () => {
    const result = await read({
      "openapi.yaml": schemasOf({
        pet: { type: "string" },
        A: { $ref: "a/pet.yaml" },
        B: { items: { $ref: "b/pet.yaml" } },
      }),
      "a/pet.yaml": { type: "integer" },
      "b/pet.yaml": { type: "boolean" },
    });
    expect(at(result, "#/components/schemas")).toEqual({
      pet: { type: "string" },
      A: { type: "integer" },
      B: { items: { $ref: "#/components/schemas/b-pet" } },
      "b-pet": { type: "boolean" },
    });
  });

  it("writes path items and operations where they were referred to", async () => {
    const result = await read({
      "openapi.yaml": documentWith({
        paths: {
          "/pets": { $ref: "pets.yaml", summary: "own" },
          "/owners": { get: { $ref: "owners.yaml#/list" } },
        },
      }),
      "pets.yaml": { summary: "theirs", get: { operationId: "listPets", responses: ok } },
      "owners.yaml": {
        list: { operationId: "listOwners", responses: { default: { $ref: "#/failure" } } },
        failure: { description: "no" },
      },
    });
    expect(at(result, "#/paths")).toEqual({
      "/pets": { summary: "own", get: { operationId: "listPets", responses: ok } },
      "/owners": {
        get: {
          operationId: "listOwners",
          responses: { default: { $ref: "#/components/responses/failure" } },
        },
      },
    });
    expect(at(result, "#/components/responses/failure")).toEqual({ description: "no" });
  });

  it("puts text in the place of a reference to text", async () => {
    const result = await read({
      "openapi.yaml": documentWith({
        info: { title: "Pets", version: "1", description: { $ref: "intro.md" } },
        tags: [{ name: "a", description: { $ref: "texts.yaml#/tag" } }],
      }),
      "intro.md": "# Pets\n",
      "texts.yaml": { tag: "All of a." },
    });
    expect(at(result, "#/info/description")).toBe("# Pets\n");
    expect(at(result, "#/tags/0/description")).toBe("All of a.");
  });

  it("leaves alone what only looks like a reference", async () => {
    const lookalike = { $ref: "nowhere.yaml" };
    const schema = {
      type: "object",
      properties: { $ref: { type: "string" } },
      examples: [lookalike],
      default: lookalike,
      enum: [lookalike],
      const: lookalike,
      "x-other": lookalike,
    };
    const result = await read({ "openapi.yaml": schemasOf({ A: schema }) });
    expect(codesOf(result)).toEqual([]);
    expect(at(result, "#/components/schemas/A")).toEqual(schema);
  });

  it("keeps references into the document's own places, and decodes them", async () => {
    const result = await read({
      "openapi.yaml": documentWith({
        paths: {
          "/pets/{id}": {
            get: {
              operationId: "a",
              parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
              responses: { 200: { description: "", content: { "text/plain": { schema: {} } } } },
            },
          },
        },
        components: {
          schemas: {
            A: { $ref: "#/paths/~1pets~1%7Bid%7D/get/responses/200/content/text~1plain/schema" },
            B: { $ref: "#/components/schemas/C/properties/d" },
            C: { properties: { d: { type: "string" } } },
          },
        },
      }),
    });
    expect(at(result, "#/components/schemas/A")).toEqual({
      $ref: "#/paths/~1pets~1{id}/get/responses/200/content/text~1plain/schema",
    });
    expect(at(result, "#/components/schemas/B")).toEqual({
      $ref: "#/components/schemas/C/properties/d",
    });
  });

  it("moves what stands where OpenAPI expects nothing", async () => {
    const result = await read({
      "openapi.yaml": documentWith({
        "x-shared": { Pet: { items: { $ref: "#/x-shared/Toy" } }, Toy: { type: "string" } },
        components: { schemas: { A: { items: { $ref: "#/x-shared/Pet" } } } },
      }),
    });
    expect(at(result, "#/components/schemas")).toEqual({
      A: { items: { $ref: "#/components/schemas/Pet" } },
      Pet: { items: { $ref: "#/components/schemas/Toy" } },
      Toy: { type: "string" },
    });
  });

  it("follows references met on the way to a value", async () => {
    const result = await read({
      "openapi.yaml": schemasOf({
        A: { $ref: "all.yaml" },
        B: { items: { $ref: "#/components/schemas/A/properties/b" } },
      }),
      "all.yaml": { $ref: "real.yaml#/A" },
      "real.yaml": { A: { properties: { b: { type: "string" } } } },
    });
    expect(codesOf(result)).toEqual([]);
    expect(at(result, "#/components/schemas/B/items")).toEqual({ $ref: "#/components/schemas/b" });
    expect(at(result, "#/components/schemas/b")).toEqual({ type: "string" });
  });

  it("finds anchors", async () => {
    const result = await read({
      "openapi.yaml": schemasOf({ A: { $ref: "#pet" }, B: { $anchor: "pet", type: "string" } }),
    });
    expect(at(result, "#/components/schemas/A")).toEqual({ $ref: "#/components/schemas/B" });
  });

  it("rewrites a discriminator's mapping", async () => {
    const result = await read({
      "openapi.yaml": schemasOf({
        Pet: {
          oneOf: [{ $ref: "dog.yaml" }],
          discriminator: { propertyName: "kind", mapping: { dog: "dog.yaml", cat: "Cat" } },
        },
        Cat: { type: "object" },
      }),
      "dog.yaml": { type: "object" },
    });
    expect(at(result, "#/components/schemas/Pet/discriminator/mapping")).toEqual({
      dog: "#/components/schemas/dog",
      cat: "#/components/schemas/Cat",
    });
  });

  it("keeps __proto__ and its like plain names", async () => {
    const text =
      '{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},"components":{"schemas":{"__proto__":{"type":"string"},"A":{"$ref":"#/components/schemas/__proto__"},"B":{"$ref":"b.yaml#/__proto__"}}}}';
    const result = await read({
      "openapi.yaml": text,
      "b.yaml": '{"__proto__": {"items": {"$ref": "#/constructor"}}, "constructor": {}}',
    });
    expect(at(result, "#/components/schemas/__proto__")).toEqual({ type: "string" });
    expect(at(result, "#/components/schemas/A")).toEqual({
      $ref: "#/components/schemas/__proto__",
    });
    expect(at(result, "#/components/schemas/B")).toEqual({
      items: { $ref: "#/components/schemas/constructor" },
    });
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});

describe("origins", () => {
  it("lead back to the text the author wrote", async () => {
    const { document } = await read({
      "openapi.yaml": documentWith({
        paths: { "/pets": { $ref: "pets.yaml#/item", summary: "own" } },
      }),
      "pets.yaml": {
        item: { get: { operationId: "a", responses: { "200": { $ref: "answers/ok.yaml" } } } },
      },
      "answers/ok.yaml": { description: "ok" },
    });
    expect(document?.origin("#/info/title")).toEqual({
      file: "api/openapi.yaml",
      pointer: "#/info/title",
    });
    expect(document?.origin("#/paths/~1pets")).toEqual({
      file: "api/pets.yaml",
      pointer: "#/item",
    });
    expect(document?.origin("#/paths/~1pets/summary")).toEqual({
      file: "api/openapi.yaml",
      pointer: "#/paths/~1pets/summary",
    });
    expect(document?.origin("#/paths/~1pets/get/operationId")).toEqual({
      file: "api/pets.yaml",
      pointer: "#/item/get/operationId",
    });
    expect(document?.origin("#/components/responses/ok/description")).toEqual({
      file: "api/answers/ok.yaml",
      pointer: "#/description",
    });
  });
});
