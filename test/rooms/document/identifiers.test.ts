import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { valueAt } from "../../../generator/source/pointer.js";
import { codesOf, read, schemasOf } from "./read.js";

async function schemas(files: Readonly<Record<string, Json>>): Promise<Json | undefined> {
  const { document } = await read(files);
  return valueAt(document?.root ?? {}, "#/components/schemas");
}

describe("identifiers of schemas", () => {
  it("are resolved and gone", async () => {
    const given = schemasOf({
      Owner: {
        $id: "https://e.example/owner",
        properties: { pet: { $ref: "pet#/properties/name" }, self: { $ref: "#" } },
      },
      Pet: { $id: "https://e.example/pet", properties: { name: { type: "string" } } },
      Urn: { items: { $ref: "urn:example:kind#word" } },
      Kind: { $id: "urn:example:kind", properties: { x: { $anchor: "word" } } },
    });
    expect(await schemas({ "openapi.yaml": given })).toEqual({
      Owner: {
        properties: {
          pet: { $ref: "#/components/schemas/Pet/properties/name" },
          self: { $ref: "#/components/schemas/Owner" },
        },
      },
      Pet: { properties: { name: { type: "string" } } },
      Urn: { items: { $ref: "#/components/schemas/Kind/properties/x" } },
      Kind: { properties: { x: {} } },
    });
  });

  it("reach from what stands above the folder, where a file brings them", async () => {
    const given = {
      "openapi.yaml": schemasOf({
        A: { $id: "https://e.example/a/a", items: { $ref: "/b" } },
        B: { $ref: "b.json" },
      }),
      "b.json": { $id: "https://e.example/b", type: "integer" },
    };
    expect(await schemas(given)).toEqual({
      A: { items: { $ref: "#/components/schemas/B" } },
      B: { type: "integer" },
    });
  });

  it("of schemas inside media types and under names of keywords count", async () => {
    const schema = { $id: "https://e.example/inner", type: "string" };
    const result = await read({
      "openapi.yaml": {
        openapi: "3.1.1",
        info: { title: "t", version: "1" },
        components: { schemas: { A: { $ref: "https://e.example/inner" } } },
        paths: {
          "/a": {
            get: {
              operationId: "a",
              responses: {
                default: { description: "d", content: { "application/json": { schema } } },
              },
            },
          },
        },
      },
    });
    expect(codesOf(result)).toEqual([]);
    expect(valueAt(result.document?.root ?? {}, "#/components/schemas/A/$ref")).toBe(
      "#/paths/~1a/get/responses/default/content/application~1json/schema",
    );
  });

  it("are found in files that other references bring", async () => {
    const given = {
      "openapi.yaml": schemasOf({
        A: { $ref: "https://e.example/b" },
        C: { items: { $ref: "b.json" } },
      }),
      "b.json": { $id: "https://e.example/b", properties: { d: { $ref: "d.json" } } },
      "d.json": { type: "integer" },
    };
    const result = await read(given);
    expect(codesOf(result)).toEqual([]);
    expect(valueAt(result.document?.root ?? {}, "#/components/schemas")).toEqual({
      A: { properties: { d: { $ref: "#/components/schemas/d" } } },
      C: { items: { $ref: "#/components/schemas/A" } },
      d: { type: "integer" },
    });
  });

  it("that nobody has lead to the network, which is not asked", async () => {
    const given = schemasOf({
      A: { $id: "https://e.example/a", items: { $ref: "//f.example/b" } },
    });
    const result = await read({ "openapi.yaml": given });
    expect(codesOf(result)).toEqual([
      "ref/remote api/openapi.yaml#/components/schemas/A/items/$ref",
    ]);
  });

  it("make a reference from the document's root a slip that is read as meant", async () => {
    const given = schemasOf({
      A: { $id: "https://e.example/a", items: { $ref: "#/components/schemas/B" } },
      B: { $id: "https://e.example/b", items: { $ref: "openapi.yaml#/components/schemas/A" } },
    });
    const result = await read({ "openapi.yaml": given });
    expect(codesOf(result)).toEqual([
      "ref/beyond-resource api/openapi.yaml#/components/schemas/A/items/$ref",
    ]);
    expect(valueAt(result.document?.root ?? {}, "#/components/schemas/A")).toEqual({
      items: { $ref: "#/components/schemas/B" },
    });
  });

  it("are claimed by the first", async () => {
    const given = schemasOf({
      A: { $id: "https://e.example/a", type: "string" },
      B: { $id: "https://e.example/a", type: "integer" },
      C: { items: { $ref: "https://e.example/a" } },
    });
    const result = await read({ "openapi.yaml": given });
    expect(codesOf(result)).toEqual([
      "schema/repeated-identifier api/openapi.yaml#/components/schemas/B/$id",
    ]);
    expect(valueAt(result.document?.root ?? {}, "#/components/schemas/C/items/$ref")).toBe(
      "#/components/schemas/A",
    );
  });

  it.each(["$anchor", "$dynamicAnchor"])(
    "and %ss of one name by the first in the resource",
    async (keyword) => {
      const given = schemasOf({
        A: { [keyword]: "word", type: "string" },
        B: { properties: { b: { [keyword]: "word", type: "integer" } } },
        C: { items: { $ref: "#word" } },
        // Names of another resource, and of one schema by both keywords.
        D: { $id: "https://e.example/d", [keyword]: "word" },
        E: { $anchor: "both", $dynamicAnchor: "both" },
      });
      const result = await read({ "openapi.yaml": given });
      expect(codesOf(result)).toEqual([
        `schema/repeated-anchor api/openapi.yaml#/components/schemas/B/properties/b/${keyword}`,
      ]);
      expect(valueAt(result.document?.root ?? {}, "#/components/schemas/C/items/$ref")).toBe(
        "#/components/schemas/A",
      );
    },
  );

  it("that are none stay, and are named", async () => {
    const given = schemasOf({
      A: { $id: "#a", type: "string" },
      B: { $id: 5 },
      C: { properties: { $id: { type: "string" }, $anchor: { const: { $id: "x" } } } },
    });
    const result = await read({ "openapi.yaml": given });
    expect(codesOf(result).sort()).toEqual([
      "schema/invalid-keyword api/openapi.yaml#/components/schemas/B/$id",
      "schema/unsupported-keyword api/openapi.yaml#/components/schemas/A/$id",
      "schema/unsupported-keyword api/openapi.yaml#/components/schemas/B/$id",
    ]);
  });

  it("do not exist in OpenAPI 3.0", async () => {
    const given = schemasOf(
      { A: { $id: "https://e.example/a", items: { $ref: "#/components/schemas/B" } }, B: {} },
      "3.0.3",
    );
    expect(codesOf(await read({ "openapi.yaml": given }))).toEqual([
      "schema/unsupported-keyword api/openapi.yaml#/components/schemas/A/$id",
    ]);
  });
});

const list = {
  $id: "https://e.example/list",
  type: "array",
  items: { $dynamicRef: "#item" },
  $defs: { item: { $dynamicAnchor: "item" } },
};

function listOf(name: string, type: string): JsonObject {
  return {
    $id: `https://e.example/${name}`,
    $ref: "list",
    $defs: { item: { $dynamicAnchor: "item", type } },
  };
}

describe("dynamic references", () => {
  it("become plain ones, in copies only where they lead elsewhere", async () => {
    const given = schemasOf({
      List: list,
      Texts: listOf("texts", "string"),
      Short: { $id: "https://e.example/short", allOf: [{ $ref: "texts" }], maxItems: 1 },
      Any: { properties: { list: { $ref: "https://e.example/list" } } },
    });
    expect(await schemas({ "openapi.yaml": given })).toEqual({
      List: {
        type: "array",
        items: { $ref: "#/components/schemas/List/$defs/item" },
        $defs: { item: {} },
      },
      // What only refers is the copy itself.
      Texts: {
        type: "array",
        items: { $ref: "#/components/schemas/Texts/$defs/item" },
        $defs: { item: { type: "string" } },
      },
      Short: { allOf: [{ $ref: "#/components/schemas/Texts" }], maxItems: 1 },
      Any: { properties: { list: { $ref: "#/components/schemas/List" } } },
    });
  });

  it("name copies after what they are for", async () => {
    const given = schemasOf({
      List: list,
      Pair: {
        type: "object",
        properties: {
          texts: { ...listOf("texts", "string"), minItems: 1 },
          numbers: { ...listOf("numbers", "number"), minItems: 1 },
        },
      },
    });
    const found = await schemas({ "openapi.yaml": given });
    const names = Object.keys(found as object);
    expect(names).toEqual(["List", "Pair", "openapi-components-schemas-List-Pair", "Pair-List"]);
    const items = names.map((name) => valueAt(found ?? {}, `#/${name}/items/$ref`));
    expect(items.slice(2)).toEqual([
      "#/components/schemas/Pair/properties/texts/$defs/item",
      "#/components/schemas/Pair/properties/numbers/$defs/item",
    ]);
  });

  it("begin anew in an operation's body", async () => {
    const media = { "application/json": { schema: listOf("sent", "boolean") } };
    const document = {
      openapi: "3.1.1",
      info: { title: "t", version: "1" },
      components: { schemas: { List: list } },
      paths: {
        "/lists": {
          post: {
            operationId: "send",
            requestBody: { content: media },
            responses: { "204": { description: "d" } },
          },
        },
      },
    };
    const result = await read({ "openapi.yaml": document });
    const root = result.document?.root ?? {};
    expect(
      valueAt(root, "#/paths/~1lists/post/requestBody/content/application~1json/schema/$ref"),
    ).toBe("#/components/schemas/post_lists-List");
    expect(valueAt(root, "#/components/schemas/post_lists-List/items/$ref")).toBe(
      "#/paths/~1lists/post/requestBody/content/application~1json/schema/$defs/item",
    );
  });

  it("span files", async () => {
    const given = {
      "openapi.yaml": schemasOf({ Texts: { $ref: "texts.json" } }),
      "texts.json": { ...listOf("texts.json", "string"), $ref: "list.json" },
      "list.json": list,
    };
    expect(await schemas(given)).toEqual({
      Texts: {
        type: "array",
        items: { $ref: "#/components/schemas/item" },
        $defs: { item: {} },
      },
      item: { type: "string" },
    });
  });

  it("that only lead to themselves are refused", async () => {
    const given = schemasOf({
      A: { $id: "https://e.example/a", $dynamicAnchor: "a", $dynamicRef: "#a" },
      B: { $dynamicRef: "#/components/schemas/C" },
      C: { $ref: "#/components/schemas/B" },
    });
    expect(codesOf(await read({ "openapi.yaml": given }))).toEqual([
      "ref/circular api/openapi.yaml#/components/schemas/A/$dynamicRef",
      "ref/circular api/openapi.yaml#/components/schemas/B/$dynamicRef",
    ]);
  });

  it("that lead nowhere are reported once", async () => {
    const given = schemasOf({
      A: { items: { $dynamicRef: "#a" } },
      B: { $dynamicRef: "#/$defs/x" },
    });
    expect(codesOf(await read({ "openapi.yaml": given }))).toEqual([
      "ref/unresolved api/openapi.yaml#/components/schemas/A/items/$dynamicRef",
      "ref/unresolved api/openapi.yaml#/components/schemas/B/$dynamicRef",
    ]);
  });
});
