import { expect, test } from "vitest";
import { undefinedStyles } from "../../../generator/model/undefined-styles.js";
import { lower } from "../../../generator/lower/lower.js";
import type { JsonObject } from "../../../generator/model/json.js";

const list = { type: "array", items: { type: "string" } };
const object = { type: "object", properties: { a: { type: "string" } } };

/** What is said of one query parameter. */
function saidOf(parameter: JsonObject): string[] {
  const { model } = lower({
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/": { get: { parameters: [{ name: "color", in: "query", ...parameter }], responses: {} } },
    },
  });
  return undefinedStyles(model).map(({ values, written }) => `${values}: ${written}`);
}

test.each<[JsonObject, string[]]>([
  [{ schema: list }, []],
  [{ schema: object }, []],
  [{ schema: list, style: "pipeDelimited" }, []],
  [{ schema: object, style: "deepObject", explode: true }, []],
  [{ schema: list, style: "pipeDelimited", explode: true }, ["exploded values: as exploded form"]],
  [{ schema: { type: "string" }, style: "spaceDelimited" }, ["a single value: as form"]],
  [{ schema: { enum: ["a"] }, style: "deepObject" }, ["a single value: as form"]],
  [{ schema: list, style: "deepObject" }, ["a list: with numbers in brackets"]],
  [
    { schema: { type: "object", properties: { a: list } }, style: "deepObject" },
    ["lists and objects inside: with further brackets"],
  ],
  [{ schema: { type: "array", items: object } }, ["lists and objects inside: as JSON"]],
  [{ schema: { anyOf: [list, { type: "string" }] }, style: "deepObject" }, []],
  [{ content: { "application/json": { schema: { type: "array", items: object } } } }, []],
])("%j", (parameter, want) => {
  expect(saidOf(parameter)).toEqual(want);
});
