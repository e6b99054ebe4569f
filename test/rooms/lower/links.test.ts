import { describe, expect, it } from "vitest";
import { lower } from "../../../generator/lower/lower.js";
import { embeddedIn, expressionOf } from "../../../generator/lower/links/expressions.js";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { documentOf } from "./document.js";

describe("runtime expressions", () => {
  it.each([
    ["$url", { of: "url" }],
    ["$method", { of: "method" }],
    ["$statusCode", { of: "statusCode" }],
    ["$request.path.id", { of: "request", part: "path", key: "id" }],
    ["$request.query.a.b", { of: "request", part: "query", key: "a.b" }],
    ["$request.header.accept", { of: "request", part: "header", key: "accept" }],
    ["$request.body", { of: "request", part: "body", pointer: "" }],
    ["$response.body#", { of: "response", part: "body", pointer: "" }],
    ["$response.body#/user/a~1b~0", { of: "response", part: "body", pointer: "/user/a~1b~0" }],
    ["$response.header.Server", { of: "response", part: "header", key: "Server" }],
  ])("%s", (text, expression) => {
    expect(expressionOf(text)).toEqual(expression);
  });

  it.each([
    "$urls",
    "$request",
    "$request.cookie.id",
    "$request.header.a b",
    "$response.body/id",
    "$response.body#id",
    "$response.body#/a~2",
    "response.body",
    "$response.header.",
  ])("%s is none", (text) => {
    expect(expressionOf(text)).toBeUndefined();
  });

  it("are found in braces", () => {
    expect(embeddedIn("a{$url}{b}{$request.path.id}")).toEqual([
      { text: "a", isExpression: false },
      { text: "$url", isExpression: true },
      { text: "{b}", isExpression: false },
      { text: "$request.path.id", isExpression: true },
    ]);
  });
});

const json = (schema: Json): JsonObject => ({ content: { "application/json": { schema } } });
const PET: JsonObject = {
  type: "object",
  required: ["id", "tags"],
  properties: {
    id: { type: "string" },
    age: { type: "integer" },
    tags: { type: "array", items: { type: "string" } },
    secret: { type: "string", writeOnly: true },
    owner: {
      oneOf: [{ type: "object", properties: { id: { type: "string" } } }, { type: "null" }],
    },
    home: {
      anyOf: ["floor", "yard"].map((member) => ({
        allOf: [{ $ref: "#/components/schemas/Place" }],
        required: [member],
        properties: { [member]: { type: "string" } },
      })),
    },
  },
};

/** What lowering makes of a link: the values of its call, and what it has to say. */
function linked(link: JsonObject, more: JsonObject = {}) {
  const { model, findings } = lower(
    documentOf({
      components: {
        schemas: {
          Place: {
            type: "object",
            required: ["street"],
            properties: { street: { type: "string" } },
          },
        },
      },
      paths: {
        "/pets/{id}": {
          post: {
            operationId: "addPet",
            parameters: [
              { name: "id", in: "path", required: true, schema: { type: "string" } },
              { name: "X-Trace", in: "header", schema: { type: "string" } },
            ],
            requestBody: json({ type: "object", properties: { note: { type: "string" } } }),
            responses: {
              200: { ...json(PET), headers: { ETag: { schema: {} } }, links: { link } },
            },
          },
          get: {
            operationId: "getPet",
            parameters: [
              { name: "id", in: "path", required: true, schema: { type: "string" } },
              { name: "id", in: "query", schema: { type: "string" } },
              { name: "age", in: "query", schema: { type: "integer" } },
              { name: "sort", in: "query", schema: { enum: ["up", "down"] } },
            ],
            responses: { 200: {} },
          },
          ...more,
        },
      },
    }),
  );
  const [found] = model.operations[0]?.responses[0]?.links ?? [];
  return {
    call: found?.call,
    findings: findings.links.map(
      ({ code, pointer, reason }) => `${code} ${pointer.replace(/^.*\/link/, "")}: ${reason}`,
    ),
  };
}

const toPet = (value: Json, name = "path.id") =>
  linked({ operationId: "getPet", parameters: { [name]: value } });

describe("links", () => {
  it("give parameters what stands in answers", () => {
    const { call, findings } = toPet("$response.body#/id");
    expect(findings).toEqual([]);
    expect(call).toEqual({
      member: "link",
      parameters: [
        {
          in: "path",
          key: "id",
          variable: "id",
          required: true,
          fit: "same",
          value: {
            kind: "found",
            missing: { absent: false, null: false },
            place: {
              of: "answer",
              pointer: "/id",
              optional: false,
              way: [{ token: "id", isItem: false, optional: false }],
            },
          },
        },
      ],
    });
  });

  it.each<[string, Json, object]>([
    ["an item may be missing", "$response.body#/tags/0", { absent: true, null: false }],
    ["a member of what may be null", "$response.body#/owner/id", { absent: true, null: false }],
    ["a header may be missing", "$response.header.etag", { absent: false, null: true }],
    ["a parameter that is demanded is there", "$request.path.id", { absent: false, null: false }],
    ["others may be missing", "$request.header.x-trace", { absent: true, null: false }],
    ["a body that may be left out", "$request.body#/note", { absent: true, null: false }],
  ])("%s", (_, value, missing) => {
    const { call, findings } = toPet(value);
    expect(findings).toEqual([]);
    expect(call?.parameters[0]?.value).toMatchObject({ missing });
  });

  it("go by members where all alternatives of a union have them", () => {
    const wayOf = (pointer: string) => {
      const value = toPet(`$response.body#${pointer}`).call?.parameters[0]?.value;
      const place = value?.kind === "found" ? value.place : undefined;
      return place?.of === "answer" ? place.way?.map(({ token }) => token) : undefined;
    };
    expect(wayOf("/home/street")).toEqual(["home", "street"]);
    expect(wayOf("/home/floor")).toBeUndefined();
  });

  it("know the method and the status already", () => {
    expect(toPet("$method").call?.parameters[0]?.value).toEqual({
      kind: "constant",
      value: "POST",
    });
    expect(toPet("$statusCode", "age").call?.parameters[0]?.value).toEqual({
      kind: "constant",
      value: 200,
    });
  });

  it.each<[string, string, Json, string]>([
    [
      "no pointer leads there",
      "path.id",
      "$response.body#/idd",
      "link/expression /parameters/path.id: `$response.body#/idd` finds nothing: the body has no `idd`; did you mean `id`?",
    ],
    [
      "no answer has it",
      "path.id",
      "$response.body#/secret",
      "link/expression /parameters/path.id: `$response.body#/secret` finds nothing: what stands there is writeOnly",
    ],
    [
      "it is no expression",
      "path.id",
      "$resposne.body#/id",
      "link/expression /parameters/path.id: `$resposne.body#/id` is no runtime expression",
    ],
    [
      "answers have no path",
      "path.id",
      "$response.path.id",
      "link/expression /parameters/path.id: `$response.path.id` finds nothing: an answer has no path",
    ],
    [
      "the parameter is another's",
      "path.id",
      "$request.query.limit",
      "link/expression /parameters/path.id: `$request.query.limit` finds nothing: the operation has no parameter `limit` in query",
    ],
    [
      "a header is misspelt",
      "path.id",
      "$response.header.ETga",
      "link/expression /parameters/path.id: `$response.header.ETga` finds nothing: the answer 200 describes no header `ETga`; did you mean `ETag`?",
    ],
    [
      "the name is two parameters'",
      "id",
      "a",
      "link/parameter /parameters/id: `id` is several parameters: write `path.id` or `query.id`",
    ],
    [
      "there is no such parameter",
      "agee",
      1,
      "link/parameter /parameters/agee: `getPet` has no parameter `agee`; did you mean `age`?",
    ],
    [
      "a list is no text",
      "path.id",
      "$response.body#/tags",
      "link/type /parameters/path.id: it takes a string, and is given an array",
    ],
    [
      "a constant is none of the words",
      "sort",
      "left",
      'link/type /parameters/sort: it never takes "left"',
    ],
    [
      "a number is written as text, which is said",
      "path.id",
      "$response.body#/age",
      "link/converted /parameters/path.id: what it is given is no text, which it takes, and is written as one",
    ],
    [
      "text is read as a number, which is said",
      "age",
      "$response.body#/id",
      "link/converted /parameters/age: what it is given is text, and is read as the number that it takes",
    ],
  ])("%s", (_, name, value, finding) => {
    const { call, findings } = toPet(value, name);
    expect(findings).toEqual([finding]);
    expect(call === undefined).toBe(!finding.startsWith("link/converted"));
  });

  it("that lead nowhere lead to no call", () => {
    expect(linked({ operationId: "getPett" })).toEqual({
      call: undefined,
      findings: [
        "link/operation /operationId: `getPett` is no operation that the client calls; did you mean `getPet`?",
      ],
    });
    expect(linked({ operationRef: "https://other.test/#/paths/~1a/get" })).toEqual({
      call: undefined,
      findings: ["link/operation /operationRef: it leads to no operation of this document"],
    });
    expect(linked({ operationId: "getPet", requestBody: {} }).findings).toEqual([
      "link/parameter /requestBody: `getPet` takes no body",
    ]);
  });
});
