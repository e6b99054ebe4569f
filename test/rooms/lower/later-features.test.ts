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

  it("tags, servers and flows keep what they say", () => {
    const flow = { deviceAuthorizationUrl: "https://a.test/device", tokenUrl: "https://a.test/t" };
    const { tags, servers, security } = modelOf({
      tags: [{ name: "pets" }, { name: "cats", summary: "Cats", parent: "pets", kind: "nav" }],
      servers: [{ url: "https://a.test", name: "production" }],
      components: {
        securitySchemes: {
          device: {
            type: "oauth2",
            deprecated: true,
            oauth2MetadataUrl: "https://a.test/meta",
            flows: { deviceAuthorization: flow },
          },
        },
      },
    });
    expect(tags[1]).toMatchObject({ docs: { summary: "Cats" }, parent: "pets", kind: "nav" });
    expect(servers[0]).toMatchObject({ name: "production" });
    expect(security["device"]).toMatchObject({
      docs: { deprecated: true },
      metadataUrl: "https://a.test/meta",
      flows: { deviceAuthorization: flow },
    });
  });

  it("examples that are told as they are sent are read as they are", () => {
    const example = (serializedValue: string): JsonObject => ({
      examples: { a: { serializedValue } },
    });
    const content = {
      "application/json": example('{"n": 1}'),
      "text/plain": example("n"),
      "application/pdf": example("%PDF"),
      "application/vnd.a+json": example("no JSON"),
    };
    const { operations } = modelOf({
      paths: { "/": { get: { responses: { 200: { content } } } } },
    });
    const examples = operations[0]?.responses[0]?.content.map((media) =>
      media.examples.map(({ pointer, value }) => [pointer.split("/").at(-1), value]),
    );
    expect(examples).toEqual([[["serializedValue", { n: 1 }]], [["serializedValue", "n"]], [], []]);
  });
});

describe("links", () => {
  it("lead to operations, with what they give them", () => {
    const links: JsonObject = {
      byId: { operationId: "getPet", parameters: { id: "$response.body#/id" }, "x-own": 1 },
      withBody: { operationId: "getPet", requestBody: { a: 1 } },
      elsewhere: { operationRef: "https://other.test/#/paths/~1a/get", description: "far" },
      shared: { $ref: "#/components/links/Shared" },
    };
    const { operations } = modelOf({
      paths: { "/pets": { get: { operationId: "getPet", responses: { 200: { links } } } } },
      components: { links: { Shared: { operationId: "getPet" } } },
    });
    const found = operations[0]?.responses[0]?.links ?? [];
    expect(
      found.map(({ name, operation, elsewhere, parameters, requestBody }) => [
        name,
        operation ?? elsewhere,
        parameters,
        requestBody,
      ]),
    ).toEqual([
      ["byId", "getPet", { id: "$response.body#/id" }, undefined],
      ["withBody", "getPet", {}, { a: 1 }],
      ["elsewhere", "https://other.test/#/paths/~1a/get", {}, undefined],
      ["shared", "getPet", {}, undefined],
    ]);
    expect(found[0]?.docs.extensions).toEqual({ "x-own": 1 });
    expect(found[3]?.pointer).toBe("#/components/links/Shared");
  });
});

describe("vendor extensions", () => {
  it("come with whatever they stand on", () => {
    const x = { "x-own": { a: [1] } };
    const parameter = { name: "q", in: "query", schema: { type: "string", ...x }, ...x };
    const model = modelOf({
      ...x,
      tags: [{ name: "t", ...x }],
      servers: [{ url: "/", ...x }],
      paths: {
        "x-own": 1,
        "/": {
          get: {
            ...x,
            parameters: [parameter],
            requestBody: { content: {}, ...x },
            responses: { 200: { ...x, headers: { h: { schema: {}, ...x } } } },
          },
        },
      },
      components: { securitySchemes: { s: { type: "http", scheme: "bearer", ...x } } },
    });
    const [operation] = model.operations;
    const holders = [
      model,
      model.tags[0]?.docs,
      model.servers[0],
      operation?.docs,
      operation?.parameters[0]?.docs,
      operation?.requestBody?.docs,
      operation?.responses[0]?.docs,
      operation?.responses[0]?.headers[0]?.docs,
      model.security["s"]?.docs,
      ...Object.values(model.schemas)
        .filter(({ assertions }) => assertions.types !== undefined)
        .map(({ docs }) => docs),
    ];
    expect(holders).toHaveLength(10);
    for (const holder of holders) expect(holder?.extensions).toEqual(x);
  });
});
