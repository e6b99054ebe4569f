import { encodeJson } from "../../templates/runtime/json-body.js";
import { describe, expect, test } from "vitest";
import { chosenMediaType, encodeBody } from "../../templates/runtime/body.js";
import type {
  BodyDescriptor,
  Codec,
  EncodedBody,
  EncodingDescriptor,
} from "../../templates/runtime/descriptor.js";
import { writeForm } from "../../templates/runtime/form.js";
import { writeMultipart } from "../../templates/runtime/multipart.js";

const of = (
  type: string,
  codec: Codec,
  encoding?: { readonly [property: string]: EncodingDescriptor },
): BodyDescriptor => ({
  content: { [type]: codec },
  ...(encoding === undefined ? {} : { encoding: { [type]: encoding } }),
  writers: { form: writeForm, multipart: writeMultipart },
  encodeBody,
});
const form = of("application/x-www-form-urlencoded", "form");

/** As a server reads them. */
function partsOf(encoded: EncodedBody | undefined): Promise<FormData> {
  const headers = { "content-type": encoded?.contentType ?? "" };
  return new Response(encoded?.content as Blob, { headers }).formData();
}

describe("encodeBody", () => {
  test("nothing for nothing", () => {
    expect(encodeBody(form, {})).toBeUndefined();
  });
  test("JSON, null included", () => {
    expect(encodeBody(of("application/merge-patch+json", "json"), { body: null })).toEqual({
      content: "null",
      contentType: "application/merge-patch+json",
      replayable: true,
    });
  });
  test("form: arrays repeat, objects are JSON, absent ones are left out", () => {
    const body = { a: [1, 2], b: { c: true }, d: undefined, e: null, f: "x y&z" };
    const encoded = encodeBody(form, { body });
    expect(String(encoded?.content)).toBe("a=1&a=2&b=%7B%22c%22%3Atrue%7D&f=x+y%26z");
    expect(encoded?.contentType).toBe("application/x-www-form-urlencoded");
  });
  test("multipart: bytes are files, objects parts of JSON", async () => {
    const body = {
      name: "Rex",
      tags: ["a", "b"],
      photo: new Blob(["png"], { type: "image/png" }),
      raw: new Uint8Array([104, 105]),
      meta: { a: 1 },
    };
    const encoded = encodeBody(of("multipart/form-data", "multipart"), { body });
    expect(encoded?.replayable).toBe(true);
    const parts = await partsOf(encoded);
    expect([parts.get("name"), parts.getAll("tags")]).toEqual(["Rex", ["a", "b"]]);
    const blob = (key: string) => parts.get(key) as unknown as Blob;
    expect([blob("photo").type, await blob("raw").text()]).toEqual(["image/png", "hi"]);
    expect(parts.get("meta")).toBe('{"a":1}');
  });
  test("a blob is sent as what it is, and refused where the request takes nothing of the kind", () => {
    const gif = new Blob(["x"], { type: "image/gif" });
    const content = { "image/png": "binary", "image/gif": "binary" } as const;
    const images: BodyDescriptor = { content, encodeBody };
    expect(chosenMediaType(images, { body: gif })).toBe("image/gif");
    expect(encodeBody(images, { body: gif })?.contentType).toBe("image/gif");
    const png = of("image/png", "binary");
    expect(() => encodeBody(png, { body: gif })).toThrow(
      "is image/gif, and image/png is sent: give contentType, or a Blob without a type",
    );
    expect(encodeBody(png, { body: gif, contentType: "image/png" })?.contentType).toBe("image/png");
    expect(encodeBody(png, { body: new Blob(["x"]) })?.contentType).toBe("image/png");
    const bytes = of("application/octet-stream", "binary");
    expect(encodeBody(bytes, { body: gif })?.contentType).toBe("application/octet-stream");
  });
  test("a blob of text keeps its parameters, and JSON is JSON by every name", () => {
    const text = new Blob(["x"], { type: "text/plain;charset=utf-8" });
    expect(encodeBody(of("text/plain", "text"), { body: text })?.contentType).toBe(
      "text/plain;charset=utf-8",
    );
    expect(() => encodeBody(of("application/json", "json"), { body: text })).toThrow(/^is text/);
    const json = new Blob(["{}"], { type: "application/json" });
    expect(encodeBody(of("application/vnd.api+json", "json"), { body: json })?.contentType).toBe(
      "application/vnd.api+json",
    );
  });
  test("bytes keep the declared type; under a wildcard, their own", () => {
    const blob = new Blob(["x"], { type: "image/png" });
    expect(
      encodeBody(of("application/pdf", "binary"), { body: new Uint8Array(1) })?.contentType,
    ).toBe("application/pdf");
    expect(encodeBody(of("image/*", "binary"), { body: blob })?.contentType).toBe("image/png");
    expect(encodeBody(of("image/*", "binary"), { body: new Uint8Array(1) })?.contentType).toBe(
      "application/octet-stream",
    );
    expect(
      encodeBody(of("image/*", "binary"), { body: blob, contentType: "image/gif" })?.contentType,
    ).toBe("image/gif");
    expect(encodeBody(of("*/*", "json"), { body: {} })?.contentType).toBe("application/json");
  });
  test("a stream can be sent once", () => {
    const body = new Blob(["x"]).stream();
    expect(encodeBody(of("application/octet-stream", "binary"), { body })).toMatchObject({
      content: body,
      replayable: false,
    });
  });
  test("what the caller encoded goes as it is", () => {
    const parts = new FormData();
    expect(encodeBody(of("multipart/form-data", "multipart"), { body: parts })?.content).toBe(
      parts,
    );
    const pairs = new URLSearchParams({ a: "1" });
    expect(encodeBody(form, { body: pairs })?.content).toBe(pairs);
  });
});

test("of several media types the JSON one is meant, then the first, unless the caller says", () => {
  const body: BodyDescriptor = {
    content: { "text/plain": "text", "application/json": "json" },
    encodeBody,
  };
  expect(chosenMediaType(body, { body: 1 })).toBe("application/json");
  expect(chosenMediaType(body, { body: "a", contentType: "text/plain" })).toBe("text/plain");
  expect(encodeBody(body, { body: "a", contentType: "text/plain" })?.content).toBe("a");
  const texts: BodyDescriptor = {
    content: { "text/csv": "text", "text/plain": "text" },
    encodeBody,
  };
  expect(chosenMediaType(texts, {})).toBe("text/csv");
});

test("a body that can be JSON alone is written as encodeBody writes it", () => {
  const json = { content: { "application/merge-patch+json": "json" }, encodeBody } as const;
  const bytes = new TextEncoder().encode("{}");
  const stream = new Blob(["{}"]).stream();
  for (const body of [undefined, null, 0, "text", [1], { a: { b: "\u2603" } }, bytes, stream])
    expect(encodeJson(json, { body })).toEqual(encodeBody(json, { body }));
  const exact = { parse: JSON.parse, stringify: () => "exact" };
  expect(encodeJson(json, { body: 1 }, exact)?.content).toBe("exact");
});
