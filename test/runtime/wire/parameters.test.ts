import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withWriter } from "../../../generator/wire/descriptors.js";
import type {
  OperationDescriptor,
  ParameterLocation,
  ParameterStyle,
} from "../../../templates/runtime/descriptor.js";
import { ValidationError } from "../../../templates/runtime/errors.js";
import { openTransport } from "../../../templates/runtime/transport.js";
import { recordingServer } from "./recording-server.js";
import { parameterOf, type Expected, type Texts } from "./style-parser.js";

// The same values each time: a test that fails says what broke, not what was drawn.
fc.configureGlobal({ seed: 1 });

const { url, latest } = recordingServer();

const STYLES: { readonly [place in ParameterLocation]: readonly ParameterStyle[] } = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

const NAMES: { readonly [place in ParameterLocation]: readonly string[] } = {
  path: ["color", "é", "constructor"],
  query: ["color", "a b&c=d", "filter.é", "__proto__"],
  // Node sends no header called `__proto__`, whoever sets it.
  header: ["X-Color", "constructor"],
  cookie: ["color"],
};

/** Text that means something somewhere, among text that does not. */
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc
    .array(fc.constantFrom(..."abc09 .,;:/?#[]@!$&'()*+=%|~\"<>\\^`{}é日😀\n"), { maxLength: 8 })
    .map((characters) => characters.join("")),
);

/** What a header or a cookie may carry: neither has an escape. */
const plainText = fc
  .array(fc.constantFrom(..."abcXYZ019-._~!#$%&'*+/:?@[]^`|{}()<>"), { maxLength: 8 })
  .map((characters) => characters.join(""));

const anyScalar = (text: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 3, arbitrary: text },
    { weight: 1, arbitrary: fc.integer() },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    { weight: 1, arbitrary: fc.boolean() },
  );

type Leaf = string | number | boolean;
type Value = Leaf | readonly Value[] | { readonly [key: string]: Value };

/** The types that the table has a form for. */
function typesOf(style: ParameterStyle): readonly Expected["type"][] {
  if (style === "deepObject") return ["object"];
  return /Delimited$/.test(style) ? ["array", "object"] : ["primitive", "array", "object"];
}

/** What the other side should read: leaves as text. */
function texts(value: Value): Texts {
  if (Array.isArray(value)) return (value as readonly Value[]).map(texts);
  if (typeof value !== "object") return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, texts(member)]));
}

function valuesOf({ in: place, style, type }: Expected): fc.Arbitrary<Value> {
  const text = place === "header" || style === "cookie" ? plainText : anyText;
  const scalar: fc.Arbitrary<Value> = anyScalar(text);
  const key = fc.oneof(text, fc.constantFrom("__proto__", "constructor", "R"));
  if (style === "deepObject") {
    const name = key.filter((one) => !/[[\]]|^\d*$/.test(one));
    return fc.dictionary(
      name,
      fc.oneof(
        scalar,
        fc.array(scalar, { minLength: 1, maxLength: 3 }),
        fc.dictionary(name, scalar, { minKeys: 1, maxKeys: 2 }),
        fc.array(fc.dictionary(name, scalar, { minKeys: 1, maxKeys: 2 }), {
          minLength: 1,
          maxLength: 2,
        }),
      ),
      { maxKeys: 3 },
    );
  }
  if (type === "primitive") return scalar;
  if (type === "array") return fc.array(scalar, { maxLength: 4 });
  return fc.dictionary(key, scalar, { maxKeys: 3 });
}

/** Why a value may be refused: nothing else may. */
function isRefusable({ in: place, style }: Expected, value: Value): boolean {
  const all = leaves(value);
  if (place === "path") return all.every((text) => /^\.*$/.test(text));
  if (style === "spaceDelimited") return all.some((text) => text.includes(" "));
  return style === "pipeDelimited" && all.some((text) => text.includes("|"));
}

function leaves(value: Value): string[] {
  if (typeof value !== "object") return [String(value)];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...leaves(member as Value),
  ]);
}

function operationOf(expected: Expected, allowReserved = false): OperationDescriptor {
  const { in: place, key, style, explode } = expected;
  return {
    name: "paint",
    method: "get",
    path: place === "path" ? `/before/{${key}}/after` : "/",
    parameters: [
      withWriter({ in: place, key, style, explode, ...(allowReserved ? { allowReserved } : {}) }),
    ],
    responses: { "204": {} },
  };
}

async function send(operation: OperationDescriptor, expected: Expected, value: unknown) {
  const { call } = openTransport({ servers: [{ url: url() }], security: {} });
  await call(operation, { [expected.in]: Object.fromEntries([[expected.key, value]]) });
  return parameterOf(expected, latest(), operation.path);
}

const cells = Object.entries(STYLES).flatMap(([place, styles]) =>
  styles.flatMap((style) =>
    typesOf(style).flatMap((type) =>
      [false, true]
        .filter((explode) => !(explode && /Delimited$/.test(style)))
        .map((explode) => ({ in: place as ParameterLocation, style, explode, type })),
    ),
  ),
);

describe("what is sent says the value, to a reader who knows the style", () => {
  for (const cell of cells) {
    test(`${cell.in}, ${cell.style}, ${cell.explode ? "exploded" : "whole"}, ${cell.type}`, async () => {
      const drawn = fc.constantFrom(...NAMES[cell.in]).chain((key) => {
        const expected = { ...cell, key };
        return valuesOf(expected).map((value) => ({ expected, value }));
      });
      await fc.assert(
        fc.asyncProperty(drawn, async ({ expected, value }) => {
          const sent = send(operationOf(expected), expected, value);
          const isEmpty = typeof value === "object" && Object.keys(value).length === 0;
          try {
            const read = await sent;
            expect(read).toEqual(isEmpty ? undefined : texts(value));
          } catch (error) {
            if (!(error instanceof ValidationError)) throw error;
            expect(error.target).toBe("request");
            expect(isRefusable(expected, value), JSON.stringify(value)).toBe(true);
          }
        }),
        { numRuns: 40 },
      );
    });
  }
});

describe("allowReserved keeps delimiters apart from values", () => {
  const reserved = fc
    .array(fc.constantFrom(..."ab :/?#[]@!$&'()*+,;=é"), { minLength: 1, maxLength: 8 })
    .map((characters) => characters.join(""))
    .filter((text) => !/^\.*$/.test(text));
  const places: readonly (readonly [ParameterLocation, ParameterStyle])[] = [
    ["query", "form"],
    ["path", "simple"],
    ["cookie", "form"],
  ];
  for (const [place, style] of places) {
    for (const explode of [false, true]) {
      test(`${place}, ${explode ? "exploded" : "whole"}`, async () => {
        const expected: Expected = { in: place, style, explode, key: "color", type: "array" };
        await fc.assert(
          fc.asyncProperty(fc.array(reserved, { minLength: 1, maxLength: 3 }), async (value) => {
            expect(await send(operationOf(expected, true), expected, value)).toEqual(value);
          }),
          { numRuns: 40 },
        );
      });
    }
  }
});
