import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { Json } from "../../../generator/model/json.js";
import type { Pointer } from "../../../generator/model/schema.js";
import { literalsIn } from "../../../generator/source/literal.js";
import { locateIn } from "../../../generator/source/locate.js";
import { readPlainYaml } from "../../../generator/source/plain-yaml/read.js";
import { isList, isObject, joinPointer, ROOT } from "../../../generator/source/pointer.js";
import { readYaml } from "../../../generator/source/yaml.js";

// The same texts each time: a test that fails says what broke, not what was drawn.
const SEED = 1;

/** What a text is, as both readers have it; the members' order and the sign of zero are told apart. */
function exactly(value: Json | undefined): unknown {
  return [value, JSON.stringify(value)];
}

describe("readPlainYaml", () => {
  it.each<[what: string, given: string, want: Json]>([
    [
      "mappings and lists",
      "a:\n  - b: 1\n    c:\n    - d\n  -\n    e",
      { a: [{ b: 1, c: ["d"] }, "e"] },
    ],
    ["a list in its key's column", "a:\n- b\n- c\nd: e", { a: ["b", "c"], d: "e" }],
    ["a list of lists", "- - a\n  - b\n-\n  - c\n-", [["a", "b"], ["c"], null]],
    [
      "comments, wherever they stand",
      "# a\na: b # c\n  # d\nc:\n# e\n  d: e#f\n",
      { a: "b", c: { d: "e#f" } },
    ],
    ["nothing", "a:\nb: # c\nc: ~", { a: null, b: null, c: null }],
    [
      "words and numbers",
      "a: [true, Null, 0x1F, 0o17, -1.50, 1e3, .5, 007]",
      { a: [true, null, 31, 15, -1.5, 1000, 0.5, 7] },
    ],
    [
      "text that looks like more",
      "a: 1.2.3\nb: -\u00a0x\nc: 12:30\nd: yes\ne: a:b",
      { a: "1.2.3", b: "-\u00a0x", c: "12:30", d: "yes", e: "a:b" },
    ],
    [
      "keys as they are written",
      "200: a\ntrue: b\n~: c\n'0': d\n1.0: e",
      { "0": "d", "200": "a", true: "b", "~": "c", "1.0": "e" },
    ],
    [
      "plain text of several lines",
      "a: b\n  c \n\n\n  d\ne:\n  f\n  g",
      { a: "b c\n\nd", e: "f g" },
    ],
    ["single quotes", "a: 'it''s # not'\nb: 'c\n  d\n\n  e '", { a: "it's # not", b: "c d\ne " }],
    [
      "double quotes",
      'a: "b\\n\\x41\\u00e9\\U0001f600\\"\\/"\nb: "c \n  d\\\n   e\n\n  \\ f"',
      { a: 'b\nAé😀"/', b: "c de\n f" },
    ],
    [
      "a literal block",
      "a: |\n  b\n\n    c\n  d\n\n\ne: |-\n  f\n\ng: |+\n  h\n\ni: j",
      { a: "b\n\n  c\nd\n", e: "f", g: "h\n\n", i: "j" },
    ],
    [
      "a folded block",
      "a: >\n  b\n  c\n\n  d\n    e\n  f\ng: >-\n\n  h\n",
      { a: "b c\nd\n  e\nf\n", g: "\nh" },
    ],
    [
      "a block that says its indentation",
      "a: |2-\n\n    b\n  c\nd: >1\n  e\n",
      { a: "\n  b\nc", d: " e\n" },
    ],
    [
      "brackets",
      "a: [b, 'c', [d], {e: f, \"g\":1}, ]\nb: {\n  c: d\n  }\nc: {}",
      { a: ["b", "c", ["d"], { e: "f", g: 1 }], b: { c: "d" }, c: {} },
    ],
    ["the marker before the document", "# a\n---\nb: c", { b: "c" }],
  ])("reads %s", (_, given, want) => {
    expect(exactly(readPlainYaml(given))).toEqual(exactly(want));
    expect(exactly(readYaml(given).value)).toEqual(exactly(want));
  });

  it.each([
    ["anchors and aliases", "a: &b 1\nc: *b"],
    ["tags", "a: !!str 1"],
    ["merge keys", "a: {}\n<<: {b: 1}"],
    ["explicit keys", "? a\n: b"],
    ["a key twice", "a: 1\na: 2"],
    ["tabs", "a:\n\tb: c"],
    ["carriage returns", "a: b\r\n"],
    ["a second document", "a: b\n---\nc: d"],
    ["the end of a document", "a: b\n...\n"],
    ["a line that fits nothing", "a:\n    b: c\n  d: e"],
    ["two keys in a line", "a: b: c"],
    ["a quote without an end", 'a: "b'],
    ["numbers that JSON has not", "a: .inf"],
    ["text after a quote", "a: 'b' c"],
    ["an escape that is none", 'a: "\\q"'],
    ["a scalar alone", "a"],
    ["the prototype", "__proto__: a"],
    ["a thousand levels", `a: ${"[".repeat(1000)}${"]".repeat(1000)}`],
  ])("leaves %s to the other reader", (_, given) => {
    expect(readPlainYaml(given)).toBeUndefined();
  });
});

const WORDS = [
  ...'a|b c|it\'s|x: y|- z|#h| lead|trail |1|-0|true|~||é|{a|a, b|"q"|\\b|&x|<<|...|__proto__'.split(
    "|",
  ),
  ..."l\nm|l\n\nm\n|  ind\nx|tab\tx|a\n  b\n c\n|\n\nx|x\n\n\n|- a\n- b|a: b\nc".split("|"),
  "words enough to be folded over several of the lines that are printed",
];
const word = fc.constantFrom(...WORDS);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    { arbitrary: word, weight: 3 },
    fc.constantFrom(1, -2.5, true, null, 1e21),
    { arbitrary: fc.array(tie("tree"), { maxLength: 4 }), weight: 2 },
    { arbitrary: fc.dictionary(word, tie("tree"), { maxKeys: 4 }), weight: 3 },
  ),
}));
const printed = fc
  .record({
    value: fc.dictionary(word, tree, { minKeys: 1, maxKeys: 4 }),
    lineWidth: fc.constantFrom(0, 12, 30, 80),
    indentSeq: fc.boolean(),
    indent: fc.constantFrom(1, 2, 4),
    singleQuote: fc.constantFrom(true, false, null),
    collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
    blockQuote: fc.constantFrom(true, "folded" as const, "literal" as const),
    defaultStringType: fc.constantFrom(
      "PLAIN",
      "QUOTE_DOUBLE",
      "QUOTE_SINGLE",
      "BLOCK_LITERAL",
      "BLOCK_FOLDED",
    ),
  })
  .map(({ value, ...style }) => stringify(value, style as never));

const spec = join(import.meta.dirname, "..", "..", "..", "spec");
const written = readdirSync(spec, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(join(spec, name), "utf8").split("\n"));
/** Some lines out of a file, with the indentation of the first taken away. */
const excerpt = fc.constantFrom(...written).chain((lines) =>
  fc
    .record({ from: fc.nat(lines.length - 1), count: fc.integer({ min: 1, max: 25 }) })
    .map(({ from, count }) => {
      const [first = ""] = lines.slice(from);
      const indent = / */.exec(first)?.[0].length ?? 0;
      return lines
        .slice(from, from + count)
        .map((line) => line.slice(Math.min(indent, line.search(/\S|$/))))
        .join("\n");
    }),
);

const fragment = fc.constantFrom(
  ..."a|b|c: |key:|- |-|\n|\n  |\n    |\n- |\n  - |\n  b: |\na: | |  |#| # c|'|\"|>|>-|>+|>2|[|]|{|}|,|, |:|: ".split(
    "|",
  ),
  ..."\\ \\n \\\n \\x41 \t ~ 1 0x1F 1e3 null --- ... ---\n &a *a !t <<: ? % @ `".split(" "),
  ..."| |- |+ |1\n    | \u2028 \u0085".split(" "),
);
/** A text with something put in here and there, and something taken out. */
const mutated = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(texts, fc.array(fc.tuple(fc.nat(), fragment, fc.nat(2)), { minLength: 1, maxLength: 3 }))
    .map(([text, changes]) =>
      changes.reduce((before, [place, piece, gone]) => {
        const at = place % (before.length + 1);
        return before.slice(0, at) + piece + before.slice(at + gone);
      }, text),
    );
const soup = fc.array(fragment, { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(""));
const texts = fc.oneof(printed, mutated(printed), excerpt, mutated(excerpt), soup);

/** How many of the drawn texts are read; a property of none would hold of any reader. */
function readOf(arbitrary: fc.Arbitrary<string>, numRuns: number): number {
  return fc
    .sample(arbitrary, { seed: SEED, numRuns })
    .filter((text) => readPlainYaml(text) !== undefined).length;
}

describe("beside the whole of YAML", () => {
  it("reads what it reads as the other reader does, which finds no fault in it", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const value = readPlainYaml(text);
        if (value === undefined) return;
        const other = readYaml(text);
        expect(other.faults).toEqual([]);
        expect(exactly(value)).toEqual(exactly(other.value));
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it("reads a good part of what is printed, and of what was changed", () => {
    expect(readOf(printed, 300)).toBeGreaterThan(100);
    expect(readOf(mutated(printed), 300)).toBeGreaterThan(25);
    expect(readOf(mutated(excerpt), 300)).toBeGreaterThan(25);
  });

  it("finds every place where the other reader does, and places that are not there", () => {
    let found = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const value = readPlainYaml(text);
        if (value === undefined) return;
        const as = (language: "plain-yaml" | "yaml") =>
          new Map([["f", { file: "f", text, language, value }]]);
        const [plain, other] = [locateIn(as("plain-yaml")), locateIn(as("yaml"))];
        const [literal, otherLiteral] = [literalsIn(as("plain-yaml")), literalsIn(as("yaml"))];
        for (const { pointer, isNumber } of placesOf(value)) {
          for (const part of [undefined, "key"] as const) {
            const location = { file: "f", pointer, ...(part && { part }) };
            expect(plain(location)).toEqual(other(location));
          }
          if (isNumber)
            expect(literal({ file: "f", pointer })).toBe(otherLiteral({ file: "f", pointer }));
          found += 1;
        }
      }),
      { seed: SEED + 1, numRuns: 1000 },
    );
    expect(found).toBeGreaterThan(3000);
  });
});

/** All places of a value, and one below each that is not there. */
function placesOf(value: Json, pointer: Pointer = ROOT): { pointer: Pointer; isNumber: boolean }[] {
  const own = [
    { pointer, isNumber: typeof value === "number" },
    { pointer: joinPointer(pointer, "not there", "at all"), isNumber: false },
  ];
  if (!isList(value) && !isObject(value)) return own;
  const below = Object.entries(value).flatMap(([token, member]: [string, Json]) =>
    placesOf(member, joinPointer(pointer, token)),
  );
  return [...own, ...below];
}
