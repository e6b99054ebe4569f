import { describe, expect, it } from "vitest";
import type { Json } from "../../../generator/model/json.js";
import { childOf, valueAt } from "../../../generator/source/pointer.js";
import { documentWith, read } from "./read.js";

const kind = { type: "string", enum: ["here", "there"] };
const other = { type: "integer" };
const carrying = (schema: Json): Json => ({ "application/json": { schema } });

/** Where a schema stands that a repair takes away or moves, in an operation that says so. */
const cases: readonly (readonly [title: string, path: string, operation: Json, place: string])[] = [
  [
    "the body of a GET",
    "/pets",
    { requestBody: { content: carrying(kind) } },
    "requestBody/content/application~1json/schema",
  ],
  [
    "a parameter given twice",
    "/pets",
    {
      parameters: [
        { name: "a", in: "query", schema: other },
        { name: "a", in: "query", schema: kind },
      ],
    },
    "parameters/1/schema",
  ],
  [
    "a parameter behind one that is null",
    "/pets",
    {
      parameters: [
        null,
        { name: "a", in: "query", schema: kind },
        { name: "b", in: "query", schema: other },
      ],
    },
    "parameters/1/schema",
  ],
  [
    "a parameter of which the path knows nothing",
    "/pets",
    { parameters: [{ name: "a", in: "path", required: true, schema: kind }] },
    "parameters/0/schema",
  ],
  [
    "a path without its slash",
    "pets",
    { parameters: [{ name: "a", in: "query", schema: kind }] },
    "parameters/0/schema",
  ],
  [
    "a status spelt otherwise",
    "/pets",
    { responses: { "4xx": { description: "", content: carrying(kind) } } },
    "responses/4xx/content/application~1json/schema",
  ],
];

describe("what a reference leads to is still there when the document is repaired", () => {
  it.each(cases)("%s", async (_, path, operation, place) => {
    const $ref = `#/paths/${path.replace("/", "~1")}/get/${place}`;
    const { document, diagnostics } = await read({
      "openapi.yaml": documentWith({
        paths: {
          [path]: {
            get: {
              operationId: "getPets",
              responses: { 200: { description: "" } },
              ...(operation as object),
            },
          },
          "/others": {
            get: {
              operationId: "getOthers",
              responses: { 200: { description: "", content: carrying({ $ref }) } },
            },
          },
        },
      }),
    });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toStrictEqual([]);
    const root = document?.root ?? {};
    const at = "#/paths/~1others/get/responses/200/content/application~1json/schema";
    const ref = childOf(valueAt(root, at) ?? {}, "$ref");
    expect(valueAt(root, String(ref))).toStrictEqual(kind);
  });
});
