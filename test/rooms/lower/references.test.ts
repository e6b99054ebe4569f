import { describe, expect, it } from "vitest";
import { lower } from "../../../generator/lower/lower.js";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { codesOf, documentWith, read, type Given } from "../document/read.js";

async function modelOf(members: JsonObject, files: Given = {}) {
  const result = await read({ "openapi.yaml": documentWith(members), ...files });
  expect(codesOf(result)).toEqual([]);
  return lower(result.document?.root ?? {}).model;
}

const ref = ($ref: string, more: JsonObject = {}): JsonObject => ({ $ref, ...more });
const ok: JsonObject = { "200": { description: "ok" } };
const text: JsonObject = { type: "string" };

describe("references", () => {
  it("stand in any place, and lead to other files from there", async () => {
    const operation: JsonObject = {
      operationId: "a",
      description: ref("../prose/a.md"),
      parameters: [ref("shared.yaml#/Size")],
      requestBody: ref("shared.yaml#/Body"),
      responses: { "200": ref("shared.yaml#/Ok") },
      callbacks: { done: ref("shared.yaml#/Done") },
    };
    const shared: { [name: string]: Json } = {
      Id: { name: "id", in: "path", required: true, schema: text, examples: { e: ref("#/Value") } },
      Size: { name: "size", in: "query", schema: ref("#/Text") },
      Value: { value: "x" },
      Text: text,
      Body: { content: { "application/json": { schema: ref("#/Text") } } },
      Header: { schema: ref("#/Text") },
      Ok: {
        description: ref("../prose/a.md"),
        headers: { "X-A": ref("#/Header") },
        content: { "application/json": { schema: ref("#/Text"), examples: { e: ref("#/Value") } } },
        links: { again: ref("#/Link") },
      },
      Link: { operationId: "a" },
      Done: { "{$request.body#/url}": { post: { operationId: "done", responses: ok } } },
      Key: { type: "apiKey", in: "header", name: "X-Key" },
    };
    const model = await modelOf(
      {
        info: { title: "Pets", version: "1", description: ref("prose/intro.md") },
        paths: { "/a/{id}": ref("parts/item.yaml") },
        webhooks: { hook: ref("#/components/pathItems/Hook") },
        components: {
          pathItems: { Hook: { post: { operationId: "hook", responses: ok } } },
          securitySchemes: { key: ref("parts/shared.yaml#/Key") },
        },
      },
      {
        "prose/intro.md": "# Intro",
        "prose/a.md": "*A*",
        "parts/item.yaml": { parameters: [ref("shared.yaml#/Id")], put: operation },
        "parts/shared.yaml": shared,
      },
    );
    const [a] = model.operations;
    const [answer] = a?.responses ?? [];
    expect(model.info.docs.description).toBe("# Intro");
    expect(a?.docs.description).toBe("*A*");
    expect(a?.parameters.map(({ key }) => key)).toEqual(["id", "size"]);
    expect(a?.parameters[0]?.examples[0]?.value).toBe("x");
    expect(a?.requestBody?.content[0]?.type).toBe("application/json");
    expect(answer?.docs.description).toBe("*A*");
    expect(answer?.headers.map(({ key }) => key)).toEqual(["X-A"]);
    expect(answer?.content[0]?.examples[0]?.value).toBe("x");
    expect(answer?.links[0]?.operation).toBe("a");
    expect(a?.callbacks.map(({ id }) => id)).toEqual(["done"]);
    expect(model.webhooks.map(({ id }) => id)).toEqual(["hook"]);
    expect(model.security["key"]).toMatchObject({ type: "apiKey", key: "X-Key" });
  });

  it("say what they say themselves, the outermost first", async () => {
    const { operations } = await modelOf({
      paths: {
        "/a": {
          get: {
            operationId: "a",
            parameters: [ref("#/components/parameters/Page", { description: "own" })],
            responses: { "200": ref("#/components/responses/Outer", { summary: "own" }) },
          },
        },
      },
      components: {
        parameters: { Page: { name: "page", in: "query", description: "theirs", schema: text } },
        responses: {
          Outer: ref("#/components/responses/Inner", { description: "outer", summary: "outer" }),
          Inner: { description: "inner" },
        },
      },
    });
    expect(operations[0]?.parameters[0]?.docs.description).toBe("own");
    expect(operations[0]?.responses[0]?.docs).toMatchObject({
      summary: "own",
      description: "outer",
    });
  });
});
