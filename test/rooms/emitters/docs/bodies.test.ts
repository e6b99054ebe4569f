import { expect, test } from "vitest";
import { generated } from "../generated.js";

const Photo = {
  type: "object",
  required: ["id", "state"],
  properties: {
    id: { type: "string", readOnly: true },
    state: { enum: ["new", "done"] },
    pin: { type: "string", writeOnly: true },
  },
};
const answers = {
  "200": {
    description: "ok",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Photo" } } },
  },
};
const upload = {
  "multipart/form-data": {
    schema: {
      type: "object",
      properties: {
        photo: { type: "string" },
        more: { type: "array", items: { type: "string", format: "binary" } },
        meta: { type: "object" },
        note: { type: "string", maxLength: 9 },
        filter: { type: "object" },
      },
    },
    encoding: {
      photo: { contentType: "image/png, image/jpeg" },
      meta: { contentType: "application/json" },
      note: { contentType: "text/markdown" },
      filter: { style: "deepObject" },
    },
  },
};
const batch = {
  "multipart/mixed": {
    schema: {
      type: "array",
      prefixItems: [{ type: "object" }],
      items: { type: "array", items: {} },
    },
    prefixEncoding: [{ contentType: "application/json" }],
    itemEncoding: {
      contentType: "multipart/related",
      itemEncoding: {
        contentType: "image/*",
        headers: { "Content-ID": { required: true, schema: { type: "string" } } },
      },
    },
    example: [{ size: 2 }, ["it's", "b"]],
  },
};
const files = await generated(
  {
    openapi: "3.2.0",
    info: { title: "Photos", version: "1.0.0" },
    paths: {
      "/photos": {
        put: {
          operationId: "setPhoto",
          requestBody: {
            content: { "application/json": { schema: { $ref: "#/components/schemas/Photo" } } },
          },
          responses: answers,
        },
        post: { operationId: "addPhoto", requestBody: { content: upload }, responses: answers },
      },
      "/batches": {
        post: { operationId: "addBatch", requestBody: { content: batch }, responses: answers },
      },
    },
    webhooks: {
      photoAdded: {
        post: { operationId: "photoAdded", responses: { "204": { description: "ok" } } },
      },
    },
    components: { schemas: { Photo } },
  },
  ["docs"],
);
const page = (path: string): string => files.get(`docs/${path}.md`) ?? "";
/** The rows of a table by the anchors of its first column. */
const rows = (path: string, kind: string): string[] =>
  page(path)
    .split("\n")
    .filter((line) => line.startsWith(`| <a id="${kind}-`))
    .map((line) => line.replace(/<a id="[^"]*"><\/a>/, "").replace(/^\| | \|$/g, ""));

test("a body is shown in the direction it travels", () => {
  expect(rows("operations/set-photo", "body")).toEqual([
    '`state` (required) | `string` | Rule: is one of `"new"` or `"done"`.',
    "`pin` | `string` | _Write-only._",
  ]);
  expect(rows("operations/set-photo", "response-200")).toEqual([
    "`id` (required) | `string` | _Read-only._",
    '`state` (required) | `string` | Rule: is `"new"`, `"done"` or a value that is not listed yet.',
  ]);
  expect(page("operations/set-photo")).toContain("[`Photo`](../schemas/photo.md)");
});

test("a part is shown as what it is sent as", () => {
  expect(rows("operations/add-photo", "body")).toEqual([
    "`photo` | `file` | Rule: is sent as `image/png` or `image/jpeg`.",
    "`more` | array of `file` | ",
    "`more[]` | `string` | Rule: has the format `binary`.",
    "`meta` | `object` | Rule: is sent as `application/json`.",
    "`note` | `string` | Rule: is sent as `text/markdown`; has at most 9 characters.",
    "`filter` | `object` | Rule: is sent in the style `deepObject`.",
  ]);
});

test("parts without names are shown as what each is sent as, and sent so by the samples", () => {
  expect(page("operations/add-batch")).toContain(
    "Media type `multipart/mixed`, tuple of `object`, of which item 1 is sent as `application/json` and each other is sent as `multipart/related`, where each item is sent as `image/*` with `Content-ID`.",
  );
  expect(page("operations/add-batch")).toContain(
    `  body: [
    { size: 2 },
    [new Blob(["it's"], { type: "image/png" }), new Blob(["b"], { type: "image/png" })],
  ],`,
  );
  expect(page("operations/add-batch")).toContain(
    String.raw`  --header 'Content-Type: multipart/mixed' \
  --form '="{\"size\":2}";type=application/json' \
  --form '=(;type=multipart/related' \
  --form '=@file;type=image/png' \
  --form '=@file;type=image/png' \
  --form '=)'`,
  );
});

test("webhooks are listed without a call", () => {
  expect(page("index")).toContain(
    "| Webhook | Request |\n| --- | --- |\n| [photoAdded](webhooks/photo-added.md) | `POST` `photoAdded` |",
  );
});
