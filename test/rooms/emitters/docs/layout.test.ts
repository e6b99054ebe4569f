import { describe, expect, it } from "vitest";
import { jsonLines } from "../../../../generator/emitters/docs/json-lines.js";
import { laidOut, list, type Syntax } from "../../../../generator/emitters/docs/layout.js";

const TYPESCRIPT: Syntax = { last: ",", opensObjects: false };

describe("code is laid out as prettier would leave it", () => {
  it("keeps a list on one line up to the hundredth column, what stands around it included", () => {
    const argument = list("{}", [{ key: "name", value: `"${"a".repeat(80)}"` }], TYPESCRIPT);
    expect(laidOut(argument, TYPESCRIPT, "123456", ");")).toBe(`{ name: "${"a".repeat(80)}" }`);
    expect(laidOut(argument, TYPESCRIPT, "1234567", ");")).toBe(
      `{\n  name: "${"a".repeat(80)}",\n}`,
    );
  });

  it("begins a text too long for its line below its key", () => {
    const text = `"${"a".repeat(100)}"`;
    const argument = list("{}", [{ key: "query", value: text }], TYPESCRIPT);
    expect(laidOut(argument, TYPESCRIPT)).toBe(`{\n  query:\n    ${text},\n}`);
    const short = list("{}", [{ key: "sql", value: text }], TYPESCRIPT);
    expect(laidOut(short, TYPESCRIPT)).toBe(`{\n  sql: ${text},\n}`);
  });

  it("puts the rows of a table below each other", () => {
    const row = list("[]", [{ value: "1" }, { value: "2" }], TYPESCRIPT);
    const table = list("[]", [{ value: row }, { value: row }], TYPESCRIPT);
    expect(laidOut(table, TYPESCRIPT)).toBe("[\n  [1, 2],\n  [1, 2],\n]");
  });

  it("writes JSON with a line for each member", () => {
    expect(jsonLines({ a: [1, 2], b: {}, c: [], d: [{ e: null }], 'f"': "\u200b" })).toBe(
      '{\n  "a": [1, 2],\n  "b": {},\n  "c": [],\n  "d": [\n    {\n      "e": null\n    }\n  ],\n  "f\\"": "\\u200b"\n}',
    );
  });
});
