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

it("asks nothing of multipart bodies that are more than forms", () => {
  const schema = { type: "object", properties: { a: { type: "array", items: {} } } };
  const nested = { schema, encoding: { a: { contentType: "multipart/mixed" } } };
  const requestBody = {
    content: {
      "multipart/form-data": { schema, encoding: { a: { contentType: "text/plain" } } },
      "multipart/mixed": { schema: { type: "array" } },
      "multipart/form-data; x=y": nested,
    },
  };
  const { paths } = served({ requestBody }) as {
    paths: { "/x": { post: { requestBody: { content: object } } } };
  };
  expect(Object.entries(paths["/x"].post.requestBody.content)).toEqual([
    ["multipart/form-data", requestBody.content["multipart/form-data"]],
    ["multipart/mixed", {}],
    ["multipart/form-data; x=y", {}],
  ]);
});
