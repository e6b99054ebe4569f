import { describe, expect, it } from "vitest";
import type { Case } from "../../../../generator/emitters/contract/case.js";
import { casesOf, contract } from "../../../../generator/emitters/contract/contract.js";
import type { JsonObject } from "../../../../generator/model/json.js";
import { modelOf } from "../../lower/document.js";

function casesFor(operation: JsonObject, more: JsonObject = {}): readonly Case[] {
  const model = modelOf({
    paths: { "/x": { get: { operationId: "getX", ...operation } } },
    ...more,
  });
  return casesOf(model).operations[0]?.cases ?? [];
}

describe("answers", () => {
  it("asks for every status, media type and example, each by a status that only it documents", () => {
    const text = { schema: { type: "string" } };
    const cases = casesFor({
      responses: {
        "200": {
          description: "",
          content: {
            "application/json": {
              ...text,
              examples: { one: { value: "a" }, "two words": { value: "b" } },
            },
            "text/plain": text,
          },
        },
        "204": { description: "", content: { "application/json": text } },
        "400": { description: "" },
        "4XX": { description: "" },
        default: { description: "" },
      },
    });
    const asked = cases.flatMap((one) => (one.kind === "answer" ? [[one.id, one.prefer]] : []));
    expect(asked).toEqual([
      ["getX/answer/200/application/json/one", "code=200, example=one"],
      ["getX/answer/200/application/json/two words", 'code=200, example="two words"'],
      ["getX/answer/200/text/plain", "code=200"],
      ["getX/answer/204", "code=204"],
      ["getX/answer/400", "code=400"],
      ["getX/answer/4XX", "code=401"],
      ["getX/answer/default", "code=500"],
    ]);
  });

  it("does not offer an example that the schema refuses", () => {
    const content = { "application/json": { schema: { type: "string" }, example: 1 } };
    const [, answer] = casesFor({ responses: { "200": { description: "", content } } });
    expect(answer).toMatchObject({ kind: "answer", prefer: "code=200" });
    expect(answer).not.toHaveProperty("body");
  });
});

describe("refusals", () => {
  const parameters = [{ name: "n", in: "query", schema: { type: "integer" } }];

  it.each([
    [["422", "400"], 422],
    [["400"], 400],
    [["400", "4XX"], 422],
    [["400", "default"], 400],
    [["200"], 422],
  ])("documented %j: %i", (statuses, want) => {
    const responses = Object.fromEntries(statuses.map((status) => [status, { description: "" }]));
    const violations = casesFor({ parameters, responses }).filter(
      ({ kind }) => kind === "violation",
    );
    expect(violations).toMatchObject([{ keyword: "type", status: want }]);
  });
});

describe("security", () => {
  const components = { securitySchemes: { key: { type: "http", scheme: "bearer" } } };
  const responses = { "200": { description: "" } };

  it.each<[string, JsonObject[], number]>([
    ["needed", [{ key: [] }], 1],
    ["optional", [{ key: [] }, {}], 0],
    ["none", [], 0],
  ])("%s", (_, security, want) => {
    const cases = casesFor({ security, responses }, { components });
    expect(cases.filter(({ kind }) => kind === "security")).toHaveLength(want);
  });
});

it("warns of an operation that no valid request was found for", async () => {
  const model = modelOf({
    paths: {
      "/x": {
        post: {
          operationId: "postX",
          parameters: [{ name: "n", in: "query", required: true, schema: false }],
          responses: { "200": { description: "" } },
        },
      },
    },
  });
  const { diagnostics } = await contract().emit(model);
  expect(diagnostics).toMatchObject([{ code: "contract/no-request", severity: "warning" }]);
});

it("warns of an example that its schema refuses, and says where", async () => {
  const schema = { properties: { lines: { items: { required: ["sku"] } } } };
  const content = { "application/json": { schema, example: { lines: [{ sku: 1 }, {}] } } };
  const responses = { "200": { description: "", content } };
  const model = modelOf({ paths: { "/x": { get: { operationId: "getX", responses } } } });
  const { diagnostics } = await contract().emit(model);
  expect(diagnostics).toMatchObject([
    {
      code: "schema/invalid-example",
      message: "the example does not satisfy its schema: required sku, at /lines/1",
      location: { pointer: "#/paths/~1x/get/responses/200/content/application~1json/example" },
    },
  ]);
});
