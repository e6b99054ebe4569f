import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeBody } from "../../../templates/runtime/body.js";
import type { EncodingDescriptor } from "../../../templates/runtime/descriptor.js";
import { ValidationError } from "../../../templates/runtime/errors.js";
import { writeForm } from "../../../templates/runtime/form.js";
import { writeMultipart } from "../../../templates/runtime/multipart.js";
import { Part } from "../../../templates/runtime/part.js";
import { openTransport } from "../../../templates/runtime/transport.js";
import { readParts } from "./part-reader.js";
import { recordingServer } from "./recording-server.js";

// The same values each time: a test that fails says what broke, not what was drawn.
fc.configureGlobal({ seed: 1 });

const { url, latest } = recordingServer();

type Encodings = { readonly [property: string]: EncodingDescriptor };

const FORM = "application/x-www-form-urlencoded";

/** Sends a body of one media type; gives what the server was sent. */
async function send(type: string, body: unknown, encoding: Encodings = {}) {
  const codec = type === FORM ? "form" : "multipart";
  const { call } = openTransport({ servers: [{ url: url() }], security: {} });
  await call(
    {
      name: "paint",
      method: "post",
      path: "/",
      body: {
        content: { [type]: codec },
        encoding: { [type]: encoding },
        writers: { form: writeForm, multipart: writeMultipart },
        encodeBody,
      },
      responses: { "204": {} },
    },
    { body },
  );
  return latest();
}

async function sendForm(body: unknown, encoding?: Encodings): Promise<string> {
  const { headers, body: sent } = await send(FORM, body, encoding);
  expect(headers["content-type"]).toBe(FORM);
  return sent.toString("latin1");
}

async function sendParts(body: unknown, encoding?: Encodings, type = "multipart/form-data") {
  const { headers, body: sent } = await send(type, body, encoding);
  return readParts(headers["content-type"] ?? "", sent);
}

describe("forms", () => {
  test("are what WHATWG's parser reads back", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(text, fc.oneof(text, fc.array(text))), async (body) => {
        const pairs = Object.entries(body).flatMap(([key, value]) =>
          [value].flat().map((item) => [key, item]),
        );
        expect([...new URLSearchParams(await sendForm(body))]).toEqual(pairs);
      }),
      { numRuns: 40 },
    );
  });
  test("repeat lists and write objects as JSON where the document says nothing", async () => {
    expect(await sendForm({ a: [1, 2], b: { c: "d e" }, n: null, e: [] })).toBe(
      "a=1&a=2&b=%7B%22c%22%3A%22d+e%22%7D",
    );
  });
  test("follow a property's style", async () => {
    const address = { city: "Köln", zip: [1, 2] };
    expect(await sendForm({ address }, { address: { style: "deepObject" } })).toBe(
      "address%5Bcity%5D=K%C3%B6ln&address%5Bzip%5D%5B0%5D=1&address%5Bzip%5D%5B1%5D=2",
    );
    const tags = ["a,b", "c d"];
    expect(await sendForm({ tags }, { tags: { style: "form", explode: false } })).toBe(
      "tags=a%2Cb,c%20d",
    );
    expect(await sendForm({ tags: ["a", "b"] }, { tags: { style: "pipeDelimited" } })).toBe(
      "tags=a%7Cb",
    );
    expect(await sendForm({ at: "1:2/3&4" }, { at: { style: "form", allowReserved: true } })).toBe(
      "at=1:2/3%264",
    );
    expect(await sendForm({ point: { x: 1, y: 2 } }, { point: { style: "form" } })).toBe("x=1&y=2");
  });
  test("follow a property's media type", async () => {
    const encoding = { note: { contentType: "application/json" } };
    expect(await sendForm({ note: "a", other: "a" }, encoding)).toBe("note=%22a%22&other=a");
    await expect(
      sendForm({ note: {} }, { note: { contentType: "application/xml" } }),
    ).rejects.toThrow(/body \/note must be text: how to write it as application\/xml is not known/);
  });
});

describe("multipart bodies", () => {
  test("have a part for each value, of the type that follows from it", async () => {
    const parts = await sendParts({
      id: 7,
      tags: ["a", "b"],
      address: { city: "Köln" },
      raw: new Uint8Array([0, 255]),
      photo: new File(["png"], 'a "b"\r\n.png', { type: "image/png" }),
      more: [new Blob(["x"], { type: "text/csv" }), new Blob(["y"])],
      none: undefined,
    });
    expect(parts.map(({ headers, body }) => [headers, body.toString("latin1")])).toEqual([
      [{ "content-disposition": 'form-data; name="id"' }, "7"],
      [{ "content-disposition": 'form-data; name="tags"' }, "a"],
      [{ "content-disposition": 'form-data; name="tags"' }, "b"],
      [
        { "content-disposition": 'form-data; name="address"', "content-type": "application/json" },
        '{"city":"K\u00c3\u00b6ln"}',
      ],
      [file("raw", "blob", "application/octet-stream"), "\x00\xff"],
      [file("photo", "a %22b%22%0D%0A.png", "image/png"), "png"],
      [file("more", "blob", "text/csv"), "x"],
      [file("more", "blob", "application/octet-stream"), "y"],
    ]);
  });
  test("follow a property's media type; a file's own wins where it is listed", async () => {
    const encoding = {
      photo: { contentType: "image/png, image/jpeg" },
      any: { contentType: "image/*" },
      note: { contentType: "text/markdown" },
      list: { contentType: "application/json; charset=utf-8" },
      bytes: { contentType: "application/octet-stream, */*" },
    };
    const jpeg = new Blob(["j"], { type: "image/jpeg" });
    const parts = await sendParts(
      {
        photo: [jpeg, new Blob(["p"])],
        any: jpeg,
        note: "# a",
        list: [[1], "two"],
        bytes: [jpeg, "text"],
      },
      encoding,
    );
    expect(parts.map(({ headers, body }) => [headers["content-type"], String(body)])).toEqual([
      ["image/jpeg", "j"],
      ["image/png", "p"],
      ["image/jpeg", "j"],
      ["text/markdown", "# a"],
      ["application/json; charset=utf-8", "[1]"],
      ["application/json; charset=utf-8", '"two"'],
      ["image/jpeg", "j"],
      ["application/octet-stream", "text"],
    ]);
  });
  test("follow a property's style, and escape nothing", async () => {
    const parts = await sendParts(
      { address: { city: "a b", zip: 1 }, ids: [1, 2] },
      { address: { style: "deepObject" }, ids: { style: "form", explode: false } },
    );
    expect(
      parts.map(({ headers, body }) => [headers["content-disposition"], String(body)]),
    ).toEqual([
      ['form-data; name="address[city]"', "a b"],
      ['form-data; name="address[zip]"', "1"],
      ['form-data; name="ids"', "1,2"],
    ]);
  });
  test("have streams, names, types and headers as the caller says", async () => {
    const stream = new Blob(["a,b\n", "1,2"]).stream();
    const [before, part, after] = await sendParts({
      before: 1,
      rows: new Part(stream, {
        fileName: "rows.csv",
        contentType: "text/csv",
        headers: { "X-Checksum": "abc" },
      }),
      after: new Part({ a: 1 }, { contentType: "application/vnd.a+json" }),
    });
    expect(String(before?.body)).toBe("1");
    expect(part?.headers).toEqual({ ...file("rows", "rows.csv", "text/csv"), "x-checksum": "abc" });
    expect(String(part?.body)).toBe("a,b\n1,2");
    expect([after?.headers["content-type"], String(after?.body)]).toEqual([
      "application/vnd.a+json",
      '{"a":1}',
    ]);
  });
  test("keep their subtype; a list has parts without names", async () => {
    const parts = await sendParts([{ a: 1 }, new Blob(["x"])], {}, "multipart/mixed");
    expect(parts.map(({ headers, body }) => [headers, String(body)])).toEqual([
      [{ "content-type": "application/json" }, '{"a":1}'],
      [
        {
          "content-disposition": 'attachment; filename="blob"',
          "content-type": "application/octet-stream",
        },
        "x",
      ],
    ]);
    expect(latest().headers["content-type"]).toMatch(/^multipart\/mixed; boundary=/);
  });
  test("are refused without a header the document demands, and with one that would break out", async () => {
    const encoding = { photo: { headers: ["X-Checksum"] } };
    await expect(sendParts({ photo: new Blob(["a"]) }, encoding)).rejects.toThrow(
      /body \/photo needs the header X-Checksum: give a Part/,
    );
    const headers = { "X-Checksum": "a\r\n\r\nevil" };
    const evil = sendParts({ photo: new Part("a", { headers }) }, encoding);
    await expect(evil).rejects.toThrow(ValidationError);
    await expect(evil).rejects.not.toThrow(/evil/);
  });
  test("are refused as what they are not, unless the caller says so", async () => {
    const encoding = { photo: { contentType: "image/png, image/jpeg" } };
    const gif = new Blob(["g"], { type: "image/gif" });
    await expect(sendParts({ photo: gif }, encoding)).rejects.toThrow(
      /body \/photo is image\/gif, and image\/png, image\/jpeg is sent: give a Part/,
    );
    const part = new Part(gif, { contentType: "image/png" });
    const [sent] = await sendParts({ photo: part }, encoding);
    expect(sent?.headers["content-type"]).toBe("image/png");
  });
  test("carry any text under any name", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 8 });
    const name = text.filter((one) => !/["\r\n]/.test(one));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, text), async (body) => {
        const parts = await sendParts(body);
        const read = parts.map((part) => [
          Buffer.from(
            /name="([^"]*)"/.exec(part.headers["content-disposition"] ?? "")?.[1] ?? "",
            "latin1",
          ).toString(),
          part.body.toString(),
        ]);
        expect(read).toEqual(Object.entries(body));
      }),
      { numRuns: 40 },
    );
  });
});

function file(name: string, fileName: string, type: string) {
  return {
    "content-disposition": `form-data; name="${name}"; filename="${fileName}"`,
    "content-type": type,
  };
}
