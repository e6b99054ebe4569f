import { expect, test } from "vitest";
import { z } from "zod";
import { readModel } from "../../../generator/index.js";
import type { Json } from "../../../generator/model/json.js";
import { encodingDescriptors } from "../../../generator/wire/descriptors.js";
import { encodeBody } from "../../../templates/runtime/body.js";
import { judge } from "../../../templates/runtime/judge.js";
import { writeMultipart } from "../../../templates/runtime/multipart.js";
import { Part } from "../../../templates/runtime/part.js";
import { openTransport } from "../../../templates/runtime/transport.js";
import { readParts, type RawPart } from "./part-reader.js";
import { recordingServer } from "./recording-server.js";

const { url, latest } = recordingServer();

const Pet = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const file = { type: "string", format: "binary" };
const JSON_TYPE = "application/json";

/** What a document of OpenAPI 3.2 says of a body becomes of values: the parts, read by another reader. */
async function sent(type: string, media: Json, body: unknown, validator?: z.ZodType) {
  const text = JSON.stringify({
    openapi: "3.2.0",
    info: { title: "Parts", version: "1" },
    paths: {
      "/": {
        post: {
          operationId: "send",
          requestBody: { content: { [type]: media } },
          responses: { "204": { description: "ok" } },
        },
      },
    },
  });
  const host = { load: async () => ({ kind: "text", text }) as const, templates: {} };
  const { model, diagnostics } = await readModel({ input: "openapi.json" }, host);
  expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
  const content = model?.operations[0]?.requestBody?.content[0] ?? {};
  const encodings = encodingDescriptors(content);
  const validators = validator && { judge, body: { [type]: validator }, responses: {} };
  const { call } = openTransport(
    { servers: [{ url: url() }], security: {} },
    validators === undefined ? {} : { validation: { validators: { send: validators } } },
  );
  await call(
    {
      name: "send",
      method: "post",
      path: "/",
      body: {
        content: { [type]: "multipart" },
        ...(encodings === undefined ? {} : { encoding: { [type]: encodings } }),
        writers: { multipart: writeMultipart },
        encodeBody,
      },
      responses: { "204": {} },
    },
    { body },
  );
  const { headers, body: bytes } = latest();
  return readParts(headers["content-type"] ?? "", bytes).map(told);
}

/** A part as its type, what it is called, and its text, or the parts that it has itself. */
function told({ headers, body }: RawPart): unknown[] {
  const type = headers["content-type"];
  const name = /; name="(.*?)"/.exec(headers["content-disposition"] ?? "")?.[1];
  const called = name === undefined ? [] : [name];
  return type?.startsWith("multipart/") === true
    ? [...called, type.replace(/;.*/, ""), readParts(type, body).map(told)]
    : [...called, type, body.toString()];
}

test("parts of a list are written by their positions, and the rest as the last says", async () => {
  const media = {
    schema: { type: "array", prefixItems: [Pet, { type: "string" }], items: {} },
    prefixEncoding: [{}, { contentType: "text/markdown" }],
    itemEncoding: { contentType: "image/*, application/pdf", headers: { "Content-ID": need } },
  };
  const png = new Blob(["p"], { type: "image/png" });
  const part = (content: unknown) => new Part(content, { headers: { "Content-ID": "<1>" } });
  expect(
    await sent("multipart/mixed", media, [
      { name: "Ada" },
      "# a",
      part(png),
      part(new Blob(["d"])),
    ]),
  ).toEqual([
    [JSON_TYPE, '{"name":"Ada"}'],
    ["text/markdown", "# a"],
    ["image/png", "p"],
    ["application/pdf", "d"],
  ]);
  await expect(sent("multipart/mixed", media, [{}, "a", png])).rejects.toThrow(
    /body \/2 needs the header Content-ID: give a Part/,
  );
});

const need = { required: true, schema: { type: "string" } };

test("what is absent leaves the others their positions", async () => {
  const media = {
    schema: { type: "array", items: {} },
    prefixEncoding: [{ contentType: JSON_TYPE }, { contentType: "text/csv" }],
  };
  expect(await sent("multipart/mixed", media, [undefined, "a,b", "c"])).toEqual([
    ["text/csv", "a,b"],
    [undefined, "c"],
  ]);
});

test("parts that are told one by one are those of a list", async () => {
  const media = { itemSchema: Pet, itemEncoding: { contentType: "application/vnd.pet+json" } };
  expect(await sent("multipart/mixed", media, [{ name: "Ada" }, { name: "Bea" }])).toEqual([
    ["application/vnd.pet+json", '{"name":"Ada"}'],
    ["application/vnd.pet+json", '{"name":"Bea"}'],
  ]);
  expect(await sent("multipart/related", { itemSchema: file }, ["a", new Blob(["b"])])).toEqual([
    ["application/octet-stream", "a"],
    ["application/octet-stream", "b"],
  ]);
});

test("a part may be multipart: a list is one, by position; items that have names are one each", async () => {
  const media = {
    schema: {
      type: "object",
      properties: {
        note: { type: "string" },
        batch: { type: "array", prefixItems: [Pet], items: file },
        pairs: { type: "array", items: { type: "object", properties: { meta: Pet, data: file } } },
        whole: { type: "object", properties: { photo: file } },
      },
    },
    encoding: {
      batch: {
        contentType: "multipart/mixed",
        prefixEncoding: [{ contentType: JSON_TYPE }],
        itemEncoding: { contentType: "image/png" },
      },
      pairs: {
        contentType: "multipart/related",
        encoding: { meta: { contentType: "application/ld+json" } },
      },
      whole: { contentType: "multipart/form-data" },
    },
  };
  const pair = { meta: { name: "Bea" }, data: new Blob(["d"]) };
  const body = {
    note: "n",
    batch: [{ name: "Ada" }, new Blob(["1"]), new Uint8Array([50])],
    pairs: [pair, pair],
    whole: { photo: new Blob(["w"], { type: "image/gif" }) },
  };
  const parts = [
    ["meta", "application/ld+json", '{"name":"Bea"}'],
    ["data", "application/octet-stream", "d"],
  ];
  expect(await sent("multipart/form-data", media, body)).toEqual([
    ["note", undefined, "n"],
    [
      "batch",
      "multipart/mixed",
      [
        [JSON_TYPE, '{"name":"Ada"}'],
        ["image/png", "1"],
        ["image/png", "2"],
      ],
    ],
    ["pairs", "multipart/related", parts],
    ["pairs", "multipart/related", parts],
    ["whole", "multipart/form-data", [["photo", "image/gif", "w"]]],
  ]);
});

test("parts nest as deep as the document says, streams among them", async () => {
  const inner = { contentType: "multipart/mixed", itemEncoding: { contentType: "text/plain" } };
  const media = {
    schema: { type: "array", items: { type: "array", items: { type: "array", items: {} } } },
    itemEncoding: { contentType: "multipart/mixed", itemEncoding: inner },
  };
  const stream = new Blob(["streamed"]).stream();
  expect(await sent("multipart/mixed", media, [[["a", new Part(stream)], ["b"]]])).toEqual([
    [
      "multipart/mixed",
      [
        [
          "multipart/mixed",
          [
            ["text/plain", "a"],
            ["text/plain", "streamed"],
          ],
        ],
        ["multipart/mixed", [["text/plain", "b"]]],
      ],
    ],
  ]);
});

test("validators judge what is inside, and take bytes for the text that their schema says", async () => {
  const media = {
    schema: { type: "object", properties: { batch: { type: "array", items: {} } } },
    encoding: {
      batch: { contentType: "multipart/mixed", prefixEncoding: [{ contentType: JSON_TYPE }] },
    },
  };
  const shape = z.object({ batch: z.tuple([z.object({ name: z.string().max(3) })], z.string()) });
  const send = (name: string) =>
    sent("multipart/form-data", media, { batch: [{ name }, new Blob(["x"])] }, shape);
  expect(await send("Ada")).toEqual([
    [
      "batch",
      "multipart/mixed",
      [
        [JSON_TYPE, '{"name":"Ada"}'],
        ["application/octet-stream", "x"],
      ],
    ],
  ]);
  await expect(send("Beatrix")).rejects.toThrow(/\/batch\/0\/name/);
});
