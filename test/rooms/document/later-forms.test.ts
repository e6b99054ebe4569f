import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { valueAt } from "../../../generator/source/pointer.js";
import { codesOf, documentWith, read, type Given } from "./read.js";

async function canonical(members: JsonObject, files: Given = {}) {
  const result = await read({ "openapi.yaml": documentWith(members, "3.2.0"), ...files });
  return { root: result.document?.root ?? {}, result };
}

const operation = (more: JsonObject = {}): JsonObject => ({
  operationId: "a",
  responses: { "204": {} },
  ...more,
});

describe("what OpenAPI 3.2 says anew", () => {
  it("is no finding", async () => {
    const item = {
      query: operation(),
      additionalOperations: { COPY: operation({ operationId: "b" }) },
    };
    const { result, root } = await canonical({ paths: { "/a": item } });
    expect(codesOf(result)).toEqual([]);
    expect(valueAt(root, "#/paths/~1a/query/responses/204")).toEqual({ description: "" });
    expect(valueAt(root, "#/paths/~1a/additionalOperations/COPY/operationId")).toBe("b");
  });

  it("names additional operations by their method", async () => {
    const COPY = { responses: { "204": {} } };
    const { root } = await canonical({ paths: { "/a": { additionalOperations: { COPY } } } });
    expect(valueAt(root, "#/paths/~1a/additionalOperations/COPY/operationId")).toBe("copyA");
  });

  it("methods are what they are spelt as, small letters too", async () => {
    const { result } = await canonical({
      paths: {
        "/a": {
          additionalOperations: {
            copy: operation(),
            Copy: operation({ operationId: "b" }),
            Get: operation({ operationId: "c" }),
            parameters: operation({ operationId: "d" }),
            track: operation({ operationId: "e" }),
            "a b": operation({ operationId: "f" }),
          },
        },
      },
    });
    const at = "#/paths/~1a/additionalOperations";
    expect(codesOf(result)).toEqual(
      ["Get", "parameters", "track", "a b"].map(
        (method) => `path/method api/openapi.yaml${at}/${method}`,
      ),
    );
  });

  it("$self is what the document is called, in this and in other files", async () => {
    const self = "https://api.example.test/v1/openapi.yaml";
    const here = `${self}#/components/schemas/Pet`;
    const { root, result } = await canonical(
      {
        $self: self,
        components: {
          schemas: { Pet: { type: "string" }, A: { $ref: here }, B: { $ref: "other.yaml#/B" } },
        },
      },
      { "other.yaml": { B: { type: "array", items: { $ref: here } } } },
    );
    expect(codesOf(result)).toEqual([]);
    expect(valueAt(root, "#/components/schemas/A")).toEqual({ $ref: "#/components/schemas/Pet" });
    expect(JSON.stringify(root)).not.toContain("example.test");
  });

  it("media types are components, and stand where they are referred to", async () => {
    const content = { "application/json": { $ref: "#/components/mediaTypes/Pets" } };
    const Pets = { schema: { type: "array", items: { $ref: "#/components/schemas/Pet" } } };
    const { root, result } = await canonical({
      paths: { "/a": { get: operation({ responses: { "200": { content } } }) } },
      components: { mediaTypes: { Pets }, schemas: { Pet: {} } },
    });
    expect(codesOf(result)).toEqual([]);
    const at = "#/paths/~1a/get/responses/200/content/application~1json";
    expect(valueAt(root, at)).toEqual(Pets);
  });

  it("security schemes may be referred to", async () => {
    const { root, result } = await canonical({
      security: [{ "#/components/securitySchemes/key": [] }],
      paths: {
        "/a": {
          get: operation({ security: [{ key: [], "#/components/securitySchemes/o": ["x"] }] }),
        },
      },
      components: {
        securitySchemes: {
          key: { type: "apiKey", in: "query", name: "k" },
          o: { type: "http", scheme: "bearer" },
        },
      },
    });
    expect(codesOf(result)).toEqual([]);
    expect(root["security"]).toEqual([{ key: [] }]);
    expect(valueAt(root, "#/paths/~1a/get/security")).toEqual([{ key: [], o: ["x"] }]);
  });

  it("security schemes of other files, too, and by the names they get", async () => {
    const common = {
      components: {
        securitySchemes: {
          key: { type: "apiKey", in: "query", name: "k" },
          login: { $ref: "#/components/securitySchemes/key" },
        },
      },
    };
    const { root, result } = await canonical(
      {
        security: [{ "common.json#/components/securitySchemes/key": [], "a/b": [] }],
        paths: {
          "/a": {
            get: operation({ security: [{ "common.json#/components/securitySchemes/login": [] }] }),
          },
        },
        components: {
          securitySchemes: { key: { type: "http", scheme: "basic" }, "a/b": { type: "mutualTLS" } },
        },
      },
      { "common.json": common },
    );
    expect(codesOf(result)).toEqual([
      "document/component-name api/openapi.yaml#/components/securitySchemes/a~1b",
    ]);
    const name = "common-components-securitySchemes-key";
    expect(root["security"]).toEqual([{ [name]: [], "a/b": [] }]);
    expect(valueAt(root, "#/paths/~1a/get/security")).toEqual([{ [name]: [] }]);
    expect(valueAt(root, `#/components/securitySchemes/${name}`)).toEqual(
      common.components.securitySchemes.key,
    );
  });

  it("a security scheme that is not there is named once", async () => {
    const { result } = await canonical({ security: [{ "#/components/securitySchemes/kye": [] }] });
    expect(codesOf(result)).toEqual([
      "ref/unresolved api/openapi.yaml#/security/0/#~1components~1securitySchemes~1kye",
    ]);
  });

  it("parameters of the path, where an additional method lacks them", async () => {
    const COPY = operation({
      operationId: "b",
      parameters: [{ name: "ID", in: "path", required: true, schema: {} }],
    });
    const { root, result } = await canonical({
      paths: { "/a/{id}": { get: operation(), additionalOperations: { COPY } } },
    });
    const at = "#/paths/~1a~1{id}";
    expect(codesOf(result)).toEqual([
      `repair/path-parameter-name api/openapi.yaml${at}/additionalOperations/COPY/parameters/0/name`,
      `repair/path-parameter api/openapi.yaml${at}/get`,
    ]);
    expect(valueAt(root, `${at}/additionalOperations/COPY/parameters/0/name`)).toBe("id");
  });

  it("a query string that is a form is the members of an object", async () => {
    const media = { schema: { type: "object" }, example: { a: 1 } };
    const content = { "application/x-www-form-urlencoded": media };
    const parameters = [{ name: "q", in: "querystring", content }];
    const { root, result } = await canonical({
      paths: { "/a": { get: operation({ parameters }) } },
    });
    expect(codesOf(result)).toEqual([]);
    const at = "#/paths/~1a/get/parameters/0";
    const want = { name: "q", in: "query", style: "form", explode: true, ...media };
    expect(valueAt(root, at)).toEqual(want);
    expect(result.document?.origin(`${at}/schema/type`).pointer).toBe(
      `${at}/content/application~1x-www-form-urlencoded/schema/type`,
    );
  });

  it("a query string of any other media type is text; it stands alone", async () => {
    const of = (name: string, type: string, schema: Json): JsonObject => ({
      name,
      in: "querystring",
      content: { [type]: { schema } },
    });
    const text = of("q", "application/jsonpath", { type: "string" });
    const get = async (parameters: Json[]) =>
      codesOf((await canonical({ paths: { "/a": { get: operation({ parameters }) } } })).result);
    const at = "api/openapi.yaml#/paths/~1a/get/parameters";
    expect(await get([text])).toEqual([]);
    expect(await get([of("q", "application/json", { type: "object" })])).toEqual([]);
    expect(await get([of("q", "multipart/form-data", { type: "object" })])).toEqual([
      `document/unsupported-feature ${at}/0/in`,
    ]);
    expect(await get([text, of("r", "text/plain", {})])).toEqual([`parameter/content ${at}/1`]);
    expect(await get([{ name: "b", in: "query", schema: {} }, text])).toEqual([
      `parameter/content ${at}/1`,
    ]);
  });

  it("examples tell the value apart from its text", async () => {
    const examples = { a: { dataValue: { n: 1 }, serializedValue: "n=1" }, b: { value: 1 } };
    const { root } = await canonical({ components: { examples } });
    expect(valueAt(root, "#/components/examples")).toEqual({
      a: { value: { n: 1 }, serializedValue: "n=1" },
      b: { value: 1 },
    });
  });

  it("a discriminator's default leads to a schema, in another file too", async () => {
    const by = (defaultMapping: string): Json => ({
      discriminator: { propertyName: "t", defaultMapping },
    });
    const { root, result } = await canonical(
      { components: { schemas: { A: by("B"), B: {}, C: by("other.yaml#/O") } } },
      { "other.yaml": { O: { type: "object" } } },
    );
    expect(codesOf(result)).toEqual([]);
    const mapped = (name: string) =>
      valueAt(root, `#/components/schemas/${name}/discriminator/defaultMapping`);
    expect([mapped("A"), mapped("C")]).toEqual([
      "#/components/schemas/B",
      "#/components/schemas/O",
    ]);
    expect(
      codesOf((await canonical({ components: { schemas: { D: by("Bee") } } })).result),
    ).toEqual([
      "schema/discriminator-mapping api/openapi.yaml#/components/schemas/D/discriminator/defaultMapping",
    ]);
  });
});
