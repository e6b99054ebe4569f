import { describe, expect, it } from "vitest";
import { readYaml } from "../../../generator/source/yaml.js";

describe("readYaml", () => {
  it.each([
    [
      "keys as they are written",
      "200: a\n1.0: b\ntrue: c\n~: d\n0x10: e",
      { "200": "a", "1.0": "b", true: "c", "~": "d", "0x10": "e" },
    ],
    ["quoted keys", '"200": a', { "200": "a" }],
    ["dates are text", "a: 2024-01-01", { a: "2024-01-01" }],
    ["1.2 words are text", "a: yes\nb: no\nc: on", { a: "yes", b: "no", c: "on" }],
    ["aliases", "a: &x [1]\nb: *x", { a: [1], b: [1] }],
    ["an anchor given twice", "a: &x 1\nb: *x\nc: &x 2\nd: *x", { a: 1, b: 1, c: 2, d: 2 }],
    [
      "merge keys",
      "a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}",
      { a: { p: 1, q: 2 }, b: { p: 1, q: 3 } },
    ],
    [
      "lists of merge keys",
      "a: &x {p: 1}\nb: &y {p: 2, q: 2}\nc: {<<: [*x, *y]}",
      { a: { p: 1 }, b: { p: 2, q: 2 }, c: { p: 1, q: 2 } },
    ],
    ["a quoted merge key is a key", '"<<": {a: 1}', { "<<": { a: 1 } }],
    ["nothing", "a:", { a: null }],
    ["a comment", "# only", null],
  ])("%s", (_, given, want) => {
    expect(readYaml(given)).toEqual({ value: want, faults: [] });
  });

  it("keeps __proto__ a key", () => {
    const { value } = readYaml("__proto__: {polluted: 1}\na: {<<: {__proto__: 2}}");
    expect(Object.keys(value as object)).toEqual(["__proto__", "a"]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it.each([
    ["a: 1\na: 2", "source/duplicate-key", 5],
    ["200: 1\n'200': 2", "source/duplicate-key", 7],
    ["a: *x", "source/alias-unresolved", 3],
    ["a: &x {b: *x}", "source/alias-circular", 10],
    ["a: .nan", "source/not-json", 3],
    ["{a: 1}: b", "source/not-json", 0],
    ["a: 1\n---\nb: 2", "source/syntax", 5],
    ["a: [1", "source/syntax", 3],
    ["a:\n\t- 1", "source/syntax", 3],
    ["a: `b`", "source/syntax", 3],
    ["- ".repeat(10_000) + "a", "source/too-deep", 1000],
    ["[".repeat(10_000), "source/too-deep", 500],
    ["? ".repeat(10_000) + "a", "source/too-deep", 1000],
  ])("%j is %s at %i", (given, code, offset) => {
    const [fault] = readYaml(given).faults;
    expect(fault?.code).toBe(code);
    expect(fault?.offset).toBe(offset);
  });

  it.each([
    ["a: {b: [1, 2\nc: 3", ['7 nothing closes this "["']],
    ["a: [1}\nb: 1", ['3 nothing closes this "["']],
    ['a: "b\nc: d', ["3 nothing closes this quote"]],
    ["a: 'it''s\nb: c", ["3 nothing closes this quote"]],
    ["a: {b: 1}}", ['9 nothing is open that this "}" could close']],
    [
      "a: [1\nb: `c`",
      [
        '3 nothing closes this "["',
        "9 plain text cannot begin with this character; put it in quotes",
      ],
    ],
  ])("%j: %j", (given, wanted) => {
    const said = readYaml(given).faults.map(
      (fault) =>
        `${String(fault.offset)} ${"problem" in fault.params ? String(fault.params.problem) : ""}`,
    );
    expect(said).toEqual(wanted);
  });

  it("refuses aliases that multiply", () => {
    const lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"];
    for (let level = 1; level < 30; level += 1) {
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(", ")}]`,
      );
    }
    expect(readYaml(lines.join("\n")).faults.map(({ code }) => code)).toEqual(["source/aliases"]);
  });

  it("shares what many aliases repeat within the limit", () => {
    const text = `a: &a {b: 1}\nc: [${Array(5_000).fill("*a").join(", ")}]`;
    const { value, faults } = readYaml(text);
    expect(faults).toEqual([]);
    expect((value as { c: unknown[] }).c).toHaveLength(5_000);
  });
});
