import { expect, it } from "vitest";
import { openPlaces } from "../../scripts/contract/mock/misreadings.js";
import { normalised } from "../../scripts/contract/mock/normalise.js";
import type { Json } from "../../scripts/fuzz/json.js";
import { modelOf } from "../rooms/lower/document.js";

const NONE = new Map();

/** What the mock is served of a document with one operation. */
function served(operation: { readonly [key: string]: Json }): Json {
  const paths = { "/x": { post: { operationId: "send", responses: {}, ...operation } } };
  const document = { openapi: "3.1.0", info: { title: "X", version: "1" }, paths };
  return normalised(document, NONE, openPlaces(modelOf(document)));
}

it("makes up no address of a redirect, heeds no Content-Type, and keeps the other headers", () => {
  const headers = {
    location: { schema: { type: "string" } },
    "content-type": { schema: { type: "integer" } },
    "X-Id": { schema: {} },
  };
  const document = served({
    responses: { "201": { description: "", headers }, "302": { description: "", headers } },
  }) as { paths: { "/x": { post: { responses: { [status: string]: { headers: object } } } } } };
  const { responses } = document.paths["/x"].post;
  expect(Object.keys(responses["302"]?.headers ?? {})).toEqual(["X-Id"]);
  expect(Object.keys(responses["201"]?.headers ?? {})).toEqual(["location", "X-Id"]);
});

it("asks nothing of a query string that is one value", () => {
  const content = { "application/json": { schema: { type: "object", required: ["a"] } } };
  const parameters = [{ name: "q", in: "querystring", required: true, content }];
  expect(served({ parameters })).toMatchObject({
    paths: { "/x": { post: { parameters: [{ name: "q", in: "query", schema: {} }] } } },
  });
});

it("asks of lists of objects in a query that they are lists, and of others all they say", () => {
  const objects = { type: "array", maxItems: 1, items: { type: "object", properties: {} } };
  const texts = { type: "array", maxItems: 1, items: { type: "string" } };
  const parameter = (name: string, schema: Json): Json => ({ name, in: "query", schema });
  expect(
    served({ parameters: [parameter("filters", objects), parameter("tags", texts)] }),
  ).toMatchObject({
    paths: {
      "/x": { post: { parameters: [{ schema: { type: "array" } }, { schema: texts }] } },
    },
  });
});

it("asks nothing of multipart bodies that are more than forms of texts", () => {
  const formOf = (a: Json): Json => ({ type: "object", required: ["a"], properties: { a } });
  const text = formOf({ type: "string", format: "binary" });
  const list = formOf({ type: "array", items: { type: "string" } });
  const requestBody = {
    content: {
      "multipart/form-data": { schema: text, encoding: { a: { contentType: "text/plain" } } },
      "multipart/form-data; x=list": { schema: list },
      "multipart/form-data; x=json": { schema: formOf({ type: "object" }) },
      "multipart/mixed": { schema: { type: "array" } },
      "multipart/form-data; x=y": {
        schema: text,
        encoding: { a: { contentType: "multipart/mixed" } },
      },
    },
  };
  expect(Object.entries(contentOf(requestBody))).toEqual([
    ["multipart/form-data", requestBody.content["multipart/form-data"]],
    ["multipart/form-data; x=list", {}],
    ["multipart/form-data; x=json", {}],
    ["multipart/mixed", {}],
    ["multipart/form-data; x=y", {}],
  ]);
});

it("lets lists of a form be joined by commas, which are reserved", () => {
  const schema = { type: "object", properties: { a: { type: "array", items: {} } } };
  const type = "application/x-www-form-urlencoded";
  const joined = { style: "form", explode: false };
  const encoding = { a: joined, b: { style: "form" } };
  expect(contentOf({ content: { [type]: { schema, encoding } } })).toEqual({
    [type]: { schema, encoding: { a: { ...joined, allowReserved: true }, b: { style: "form" } } },
  });
});

/** The content of a request's body as it is served. */
function contentOf(requestBody: Json): object {
  const { paths } = served({ requestBody }) as {
    paths: { "/x": { post: { requestBody: { content: object } } } };
  };
  return paths["/x"].post.requestBody.content;
}
