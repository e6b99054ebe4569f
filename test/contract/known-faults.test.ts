import { expect, it } from "vitest";
import type { Operation, SuiteCase } from "../../generator/index.js";
import { type Blamed, faultOf } from "../../scripts/contract/mock/known-faults.js";

const PART = (name: string, type: string, text: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`;
const FORM = `${PART("about", "application/json", '{"a":1}')}${PART("note", "text/plain", "about")}--b--\r\n`;

const blamed = (said: string, more: Partial<Blamed> = {}): Blamed => ({
  one: { pointer: "#/paths/~1x/post/requestBody/content/application~1xml" } as unknown as SuiteCase,
  operation: {
    responses: [],
    requestBody: { content: [{ type: "text/plain" }] },
  } as unknown as Operation,
  judgement: {
    blame: "mock",
    isProven: true,
    words: "the mock answers with 422, not 200",
    verdicts: [{ witness: "mock", says: "invalid", words: said }],
  },
  request: {
    line: "POST /x",
    headers: { "content-type": "multipart/form-data; boundary=b" },
    body: FORM,
  },
  ...more,
});
const refusal = (name: string, rule: string): string =>
  `request.body.${name} Request body property ${name} ${rule}`;

it.each([
  ["a JSON part is no object", refusal("about", "must be object"), "multipart-json"],
  ["a part of text is no object", refusal("note", "must be object"), undefined],
  ["a part is no object that is not there", refusal("other", "must be object"), undefined],
  ["a JSON part breaks another rule", refusal("about", "must NOT be shorter"), undefined],
  [
    "another part is wrong as well",
    `${refusal("about", "must be object")}; ${refusal("note", "must be string")}`,
    undefined,
  ],
  ["the body lacks a part", "request.body Request body must have required property 'x'", undefined],
  ["nothing", "", undefined],
])("explains by its thread that of a multipart body Prism says: %s", (_, said, id) => {
  expect(faultOf(blamed(said))?.id).toBe(id);
});

it("excuses no body but those of multipart", () => {
  const request = { line: "POST /x", headers: { "content-type": "application/json" }, body: FORM };
  expect(faultOf(blamed(refusal("about", "must be object"), { request }))).toBeUndefined();
  expect(
    faultOf({ ...blamed("", {}), judgement: { ...blamed("").judgement, verdicts: [] } }),
  ).toBeUndefined();
});

it("explains complaints about bodies of XML where the case is about that media type", () => {
  const operation = {
    responses: [],
    requestBody: { content: [{ type: "application/xml" }] },
  } as unknown as Operation;
  const words = "mock refuses a valid request: request.body Request body must be object";
  const judgement = { ...blamed("").judgement, words };
  expect(faultOf(blamed("", { operation, judgement }))?.id).toBe("xml");
  const one = { pointer: "#/paths/~1x/post/parameters/0" } as unknown as SuiteCase;
  expect(faultOf(blamed("", { operation, judgement, one }))).toBeUndefined();
  expect(faultOf(blamed("", { operation }))).toBeUndefined();
});

it("explains why a body of null passes where none is needed, and nowhere else", () => {
  const request = {
    line: "POST /x",
    headers: { "content-type": "application/json" },
    body: "null",
  };
  const operationWith = (required: boolean): Operation =>
    ({ responses: [], requestBody: { required, content: [] } }) as unknown as Operation;
  const faultWith = (required: boolean, body: string): string | undefined =>
    faultOf(blamed("", { request: { ...request, body }, operation: operationWith(required) }))?.id;
  expect(faultWith(false, "null")).toBe("null-body");
  expect(faultWith(true, "null")).toBeUndefined();
  expect(faultWith(false, "0")).toBeUndefined();
});
