import { describe, expect, test } from "vitest";
import type { ParameterDescriptor, ParameterStyle } from "../../templates/runtime/descriptor.js";
import {
  SerializationFault,
  serializeCookies,
  serializeHeaders,
  serializePath,
  serializeQuery,
} from "../../templates/runtime/serialize.js";

const array = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

/** The specification's table. @see https://spec.openapis.org/oas/v3.1.1#style-examples */
const TABLE: readonly [ParameterStyle, boolean, string, string, string, string][] = [
  ["matrix", false, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
  [
    "matrix",
    true,
    ";color",
    ";color=blue",
    ";color=blue;color=black;color=brown",
    ";R=100;G=200;B=150",
  ],
  ["label", false, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
  ["label", true, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
  ["simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
  ["form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
  ["form", true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
  [
    "spaceDelimited",
    false,
    "",
    "",
    "color=blue%20black%20brown",
    "color=R%20100%20G%20200%20B%20150",
  ],
  [
    "pipeDelimited",
    false,
    "",
    "",
    "color=blue%7Cblack%7Cbrown",
    "color=R%7C100%7CG%7C200%7CB%7C150",
  ],
  ["deepObject", true, "", "", "", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
];

describe("the specification's style table", () => {
  for (const [style, explode, empty, primitive, list, record] of TABLE) {
    const inPath = style === "matrix" || style === "label" || style === "simple";
    const place = inPath ? "path" : "query";
    const parameter: ParameterDescriptor = { in: place, key: "color", style, explode };
    const write = (value: unknown) =>
      inPath
        ? serializePath("/{color}", [parameter], { color: value }).slice(1)
        : serializeQuery([parameter], { color: value });
    const cells: readonly [string, unknown, string][] = [
      // An empty path segment has no place in a URL, so `simple` has no empty form here.
      ["empty", "", style === "simple" ? "" : empty],
      ["string", "blue", primitive],
      ["array", array, list],
      ["object", object, record],
    ];
    for (const [kind, value, want] of cells) {
      if (want === "") continue;
      test(`${style}, explode ${String(explode)}, ${kind}`, () => {
        if (style === "label" && kind === "empty") {
          expect(() => write(value)).toThrow(/segment/);
        } else expect(write(value)).toBe(want);
      });
    }
  }
});

describe("query", () => {
  test("is form and exploded unless said otherwise; keys nobody declared are sent", () => {
    expect(serializeQuery([], { a: [1, 2], b: true, c: { d: "e f" } })).toBe(
      "a=1&a=2&b=true&d=e%20f",
    );
  });
  test("leaves out what is absent", () => {
    expect(serializeQuery([], { a: undefined, b: null, c: [], d: [null, 1] })).toBe("d=1");
  });
  test("encodes everything but unreserved characters", () => {
    expect(serializeQuery([], { "a b": "~-._!'()*&=+#/?%é" })).toBe(
      "a%20b=~-._%21%27%28%29%2A%26%3D%2B%23%2F%3F%25%C3%A9",
    );
  });
  test("allowReserved keeps what cannot be mistaken", () => {
    const parameter: ParameterDescriptor = { in: "query", key: "q", allowReserved: true };
    expect(serializeQuery([parameter], { q: ":/?#[]@!$&'()*+,;=%20 %" })).toBe(
      "q=:/?%23%5B%5D@!$%26'()*%2B,;=%20%20%25",
    );
  });
  test("a parameter with content is written by its media type", () => {
    const parameter: ParameterDescriptor = { in: "query", key: "filter", content: "json" };
    expect(serializeQuery([parameter], { filter: { a: [1] } })).toBe(
      "filter=%7B%22a%22%3A%5B1%5D%7D",
    );
  });
  test("deepObject nests", () => {
    const parameter: ParameterDescriptor = {
      in: "query",
      key: "f",
      style: "deepObject",
      explode: true,
    };
    expect(serializeQuery([parameter], { f: { a: { b: 1 }, c: [2, 3], d: undefined } })).toBe(
      "f%5Ba%5D%5Bb%5D=1&f%5Bc%5D=2&f%5Bc%5D=3",
    );
  });
  test("dates are written in full, bigints whole", () => {
    const value = { at: new Date(Date.UTC(2024, 4, 6, 7, 8, 9)), big: 12345678901234567890n };
    expect(serializeQuery([], value)).toBe(
      "at=2024-05-06T07%3A08%3A09.000Z&big=12345678901234567890",
    );
  });
});

describe("path", () => {
  const id: ParameterDescriptor = { in: "path", key: "id" };
  test("encodes a value into one segment", () => {
    expect(serializePath("/a/{id}/b", [id], { id: "x/y?z#$& " })).toBe(
      "/a/x%2Fy%3Fz%23%24%26%20/b",
    );
  });
  for (const value of [undefined, null, "", ".", ".."]) {
    test(`refuses ${JSON.stringify(value) ?? "undefined"}`, () => {
      expect(() => serializePath("/a/{id}/b", [id], { id: value })).toThrow(SerializationFault);
    });
  }
  test("dots inside a segment are dots", () => {
    expect(serializePath("/a/v{id}", [id], { id: ".." })).toBe("/a/v..");
  });
});

test("headers are simple, not encoded, and found without case", () => {
  const parameter: ParameterDescriptor = { in: "header", key: "X-Ids", explode: true };
  expect(
    serializeHeaders([parameter], {
      "x-ids": { a: 1, b: "c d" },
      "X-Other": [1, 2],
      no: undefined,
    }),
  ).toEqual({
    "x-ids": "a=1,b=c d",
    "X-Other": "1,2",
  });
});

test("cookies are form", () => {
  expect(serializeCookies([], { a: "b c", d: [1, 2] })).toBe("a=b%20c; d=1; d=2");
});
