import { expect, test } from "vitest";
import type { Json } from "../../../generator/model/json.js";
import { codesOf, documentWith, read } from "./read.js";

/** What is found in a document with one operation and one security scheme. */
async function found(operation: Json, scheme?: Json): Promise<string[]> {
  const responses = { "200": { description: "Fine." } };
  const post = { operationId: "a", responses, ...(operation as object) };
  const components = scheme === undefined ? {} : { securitySchemes: { s: scheme } };
  const codes = codesOf(
    await read({ "openapi.yaml": documentWith({ paths: { "/a": { post } }, components }) }),
  );
  return codes.map((code) => code.replace("api/openapi.yaml", ""));
}

const text = { type: "string" };
const at = "#/paths/~1a/post";

test.each([
  ["X-A", []],
  ["x!#$%&'*+.^_`|~-", []],
  ["X A", [`parameter/header-name ${at}/parameters/0/name`]],
  ["X\r\nEvil: 1", [`parameter/header-name ${at}/parameters/0/name`]],
  ["é", [`parameter/header-name ${at}/parameters/0/name`]],
])("a header called %j", async (name, want) => {
  expect(await found({ parameters: [{ name, in: "header", schema: text }] })).toEqual(want);
});

test("names of other places may be anything", async () => {
  const parameters = ["query", "cookie"].map((place) => ({
    name: "a b:",
    in: place,
    schema: text,
  }));
  expect(await found({ parameters })).toEqual([]);
});

test("headers of answers and of parts are tokens", async () => {
  const headers = { "X A": { schema: text }, "X-B": { schema: text } };
  const responses = { "200": { description: "Fine.", headers } };
  expect(await found({ responses })).toEqual([
    `response/header-name ${at}/responses/200/headers/X A`,
  ]);
});

test.each([
  ["application/json", []],
  ["application/vnd.a.b+json; charset=utf-8", []],
  ['multipart/related; type="a\\"b"', []],
  ["image/*", []],
  ["*/*", []],
  ["json", ["media-type/invalid"]],
  ["application/json\r\nEvil: 1", ["media-type/invalid"]],
  ['application/json; a="ē"', ["media-type/invalid"]],
  ["application/json;simple", ["media-type/parameter"]],
  ["application/json; a; b=", ["media-type/invalid"]],
  ["", ["repair/media-type"]],
])("the media type %j", async (type, want) => {
  const codes = await found({ requestBody: { content: { [type]: { schema: text } } } });
  expect(codes.map((code) => code.split(" ")[0])).toEqual(want);
});

test.each([
  [
    { type: "apiKey", in: "header", name: "X Y" },
    ["security/token #/components/securitySchemes/s/name"],
  ],
  [{ type: "apiKey", in: "query", name: "X Y" }, []],
  [{ type: "http", scheme: "bearer\n" }, ["security/token #/components/securitySchemes/s/scheme"]],
  [{ type: "http", scheme: "bearer" }, []],
])("the scheme %j", async (scheme, want) => {
  expect(await found({}, scheme)).toEqual(want);
});

test.each(["/a/../b", "/./a", "/a/%2E%2e", "/.."])("the path %s is refused", async (path) => {
  const get = { operationId: "a", responses: { "200": { description: "Fine." } } };
  const given = { "openapi.yaml": documentWith({ paths: { [path]: { get } } }) };
  const [code = ""] = codesOf(await read(given));
  expect(code).toMatch(/^path\/template /);
});
