import { describe, expect, test } from "vitest";
import { withWriter } from "../../generator/wire/descriptors.js";
import type { ParameterDescriptor, ParameterStyle } from "../../templates/runtime/descriptor.js";
import { mergeHeaders } from "../../templates/runtime/headers.js";
import { SerializationFault } from "../../templates/runtime/serialization-fault.js";
import * as serialize from "../../templates/runtime/serialize.js";

type Parameters = readonly ParameterDescriptor[];
type Values = Readonly<Record<string, unknown>>;

/* As generated: parameters with what writes them. */
const serializePath = (path: string, parameters: Parameters, values: Values) =>
  serialize.serializePath(path, parameters.map(withWriter), values);
const serializeQuery = (parameters: Parameters, values: Values) =>
  serialize.serializeQuery(parameters.map(withWriter), values);
const serializeCookies = (parameters: Parameters, values: Values) =>
  serialize.serializeCookies(parameters.map(withWriter), values);
const serializeHeaders = (parameters: Parameters, values: Values) => ({
  ...mergeHeaders(serialize.serializeHeaders(parameters.map(withWriter), values)),
});

const array = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

/**
 * The specification's table, word for word: style, explode, empty text, string, array, object. In
 * versions before 3.2 the third column is called "empty"; there is no row for cookies.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#style-examples
 */
const TABLE = `
| matrix | false | ;color | ;color=blue | ;color=blue,black,brown | ;color=R,100,G,200,B,150 |
| matrix | true | ;color | ;color=blue | ;color=blue;color=black;color=brown | ;R=100;G=200;B=150 |
| label | false | . | .blue | .blue,black,brown | .R,100,G,200,B,150 |
| label | true | . | .blue | .blue.black.brown | .R=100.G=200.B=150 |
| simple | false | _empty_ | blue | blue,black,brown | R,100,G,200,B,150 |
| simple | true | _empty_ | blue | blue,black,brown | R=100,G=200,B=150 |
| form | false | color= | color=blue | color=blue,black,brown | color=R,100,G,200,B,150 |
| form | true | color= | color=blue | color=blue&color=black&color=brown | R=100&G=200&B=150 |
| spaceDelimited | false | _n/a_ | _n/a_ | color=blue%20black%20brown | color=R%20100%20G%20200%20B%20150 |
| spaceDelimited | true | _n/a_ | _n/a_ | _n/a_ | _n/a_ |
| pipeDelimited | false | _n/a_ | _n/a_ | color=blue%7Cblack%7Cbrown | color=R%7C100%7CG%7C200%7CB%7C150 |
| pipeDelimited | true | _n/a_ | _n/a_ | _n/a_ | _n/a_ |
| deepObject | _n/a_ | _n/a_ | _n/a_ | _n/a_ | color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150 |
| cookie | false | color= | color=blue | color=blue,black,brown | color=R,100,G,200,B,150 |
| cookie | true | color= | color=blue | color=blue; color=black; color=brown | R=100; G=200; B=150 |
`;

describe("the specification's style table", () => {
  const rows = TABLE.trim().split("\n");
  for (const row of rows) {
    const [style = "", explode = "", ...cells] = row
      .split("|")
      .map((cell) => cell.trim())
      .slice(1, -1);
    const places = placesOf(style as ParameterStyle);
    ["", "blue", array, object].forEach((value, index) => {
      const want = cells[index] ?? "";
      if (want === "_n/a_") return;
      for (const place of places) {
        const parameter: ParameterDescriptor = {
          in: place,
          key: "color",
          style: style as ParameterStyle,
          explode: explode === "true",
        };
        test(`${row.slice(2, 26)} in ${place}: ${JSON.stringify(value)}`, () => {
          // In a path an empty segment and one of dots would lead elsewhere.
          if (place === "path" && (want === "_empty_" || want === ".")) {
            expect(() => write(parameter, value)).toThrow(SerializationFault);
          } else expect(write(parameter, value)).toBe(want === "_empty_" ? "" : want);
        });
      }
    });
  }
  test("has been read", () => {
    expect(rows).toHaveLength(15);
  });
});

function placesOf(style: ParameterStyle): readonly ParameterDescriptor["in"][] {
  if (style === "simple") return ["path", "header"];
  if (style === "cookie") return ["cookie"];
  return style === "matrix" || style === "label" ? ["path"] : ["query"];
}

function write(parameter: ParameterDescriptor, value: unknown): string | undefined {
  const values = { color: value };
  switch (parameter.in) {
    case "path":
      return serializePath("/{color}", [parameter], values).slice(1);
    case "query":
      return serializeQuery([parameter], values);
    case "cookie":
      return serializeCookies([parameter], values);
    default:
      return serializeHeaders([parameter], values)["color"];
  }
}

describe("what the table leaves undefined", () => {
  const query = (style: ParameterStyle, explode: boolean, value: unknown) =>
    serializeQuery([{ in: "query", key: "color", style, explode }], { color: value });
  test("one value in a style for several is form", () => {
    expect(query("spaceDelimited", false, "blue")).toBe("color=blue");
    expect(query("pipeDelimited", true, "")).toBe("color=");
    expect(query("deepObject", true, "blue")).toBe("color=blue");
  });
  test("exploded spaces and pipes are exploded form", () => {
    expect(query("spaceDelimited", true, array)).toBe("color=blue&color=black&color=brown");
    expect(query("pipeDelimited", true, object)).toBe("R=100&G=200&B=150");
  });
  test("explode says nothing to deepObject, whose lists have numbers", () => {
    expect(query("deepObject", false, object)).toBe(
      "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
    );
    expect(query("deepObject", true, array)).toBe(
      "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
    );
  });
  test("members that have members are JSON", () => {
    expect(query("form", true, [{ a: 1 }, [2]])).toBe("color=%7B%22a%22%3A1%7D&color=%5B2%5D");
    expect(query("form", false, { a: { b: null } })).toBe("color=a,%7B%22b%22%3Anull%7D");
  });
  test("null counts as absent, and so does what has no members", () => {
    for (const value of [null, undefined, [], {}, [null], { a: undefined }]) {
      for (const style of ["form", "pipeDelimited", "deepObject"] as const) {
        expect([query(style, true, value), query(style, false, value)]).toEqual(["", ""]);
      }
      expect(serializeHeaders([], { "X-Color": value })).toEqual({});
      expect(() => serializePath("/{id}", [{ in: "path", key: "id" }], { id: value })).toThrow(
        SerializationFault,
      );
    }
  });
});

describe("a value that could not be read back is refused", () => {
  const refused = (parameter: ParameterDescriptor, value: unknown) => {
    expect(() => write(parameter, value)).toThrow(SerializationFault);
  };
  test("by the delimiters that are encoded themselves", () => {
    refused({ in: "query", key: "color", style: "spaceDelimited", explode: false }, ["a b"]);
    refused({ in: "query", key: "color", style: "pipeDelimited", explode: false }, { "a|b": 1 });
    refused({ in: "query", key: "color", style: "deepObject", explode: true }, { "a]": 1 });
  });
  test("by headers and cookies, which have no escape", () => {
    refused({ in: "header", key: "color" }, "a\r\nX-Evil: 1");
    refused({ in: "header", key: "color" }, "日");
    refused({ in: "cookie", key: "color", style: "cookie" }, "a; admin=1");
    refused({ in: "cookie", key: "color", style: "cookie" }, "é");
  });
  test("with half a character", () => {
    refused({ in: "query", key: "color" }, "\ud800");
  });
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
  test("names that every object inherits are names", () => {
    const value = Object.fromEntries([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
    expect(serializeQuery([], value)).toBe("__proto__=1&constructor=2");
    expect(serializeHeaders([], value)).toEqual(
      Object.fromEntries([
        ["__proto__", "1"],
        ["constructor", "2"],
      ]),
    );
    const id: ParameterDescriptor = { in: "path", key: "constructor" };
    expect(() => serializePath("/{constructor}", [id], {})).toThrow(SerializationFault);
  });
  test("allowReserved keeps what cannot be mistaken", () => {
    const parameter: ParameterDescriptor = { in: "query", key: "q", allowReserved: true };
    expect(serializeQuery([parameter], { q: ":/?#[]@!$&'()*+,;=%20 %" })).toBe(
      "q=:/?%23%5B%5D@!$%26'()*%2B,;=%20%20%25",
    );
    expect(serializeQuery([{ ...parameter, explode: false }], { q: ["a,b", "%2Cc"] })).toBe(
      "q=a%2Cb,%2Cc",
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
      "f%5Ba%5D%5Bb%5D=1&f%5Bc%5D%5B0%5D=2&f%5Bc%5D%5B1%5D=3",
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
  test("allowReserved lets a value have segments, not a query", () => {
    const rest: ParameterDescriptor = { in: "path", key: "id", allowReserved: true };
    expect(serializePath("/a/{id}", [rest], { id: "b/c?d#e%2Ff" })).toBe("/a/b/c%3Fd%23e%2Ff");
    expect(() => serializePath("/a/{id}", [rest], { id: "b/../c" })).toThrow(SerializationFault);
    expect(() => serializePath("/a/{id}", [rest], { id: "b/%2e%2E" })).toThrow(SerializationFault);
  });
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
    "x-other": "1,2",
  });
});

describe("the styles that go without saying need no writer of their own", () => {
  const values = ["", "a b/ü", array, object, [], [null, 1], { a: undefined, "b c": { d: 1 } }, 7n];
  const usual = [
    ["path", "simple", false],
    ["query", "form", true],
    ["header", "simple", false],
    ["cookie", "form", true],
  ] as const;
  test.each(usual)("in %s", (place, style, explode) => {
    const bare: ParameterDescriptor = { in: place, key: "color" };
    const styled = withWriter({ ...bare, style, explode });
    expect(styled.write).toBeDefined();
    const pairs = (parameter: ParameterDescriptor) =>
      values
        .filter((value) => place !== "header" || value !== "a b/ü")
        .map((value) => serialize.pairsFor(parameter, value));
    expect(pairs(bare)).toEqual(pairs(styled));
  });
});

test("cookies are form", () => {
  expect(serializeCookies([], { a: "b c", d: [1, 2] })).toBe("a=b%20c; d=1; d=2");
});
