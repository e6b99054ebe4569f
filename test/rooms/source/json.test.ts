import { describe, expect, it } from "vitest";
import { jsonFaults } from "../../../generator/source/json.js";
import { limits } from "../../../generator/source/limits.js";

/** Code and offset of each fault. */
function faultsOf(text: string): [string, number][] {
  return jsonFaults(text).map(({ code, offset }) => [code, offset]);
}

describe("jsonFaults", () => {
  it.each([
    ["{}", []],
    [' [1, -2.5e+3, true, null, "\\u00e9\\n", {"a": []}] \n', []],
    ['{"a": 1,}', [["source/syntax", 8]]],
    ["[1,]", [["source/syntax", 3]]],
    ["[1 2]", [["source/syntax", 3]]],
    ['{"a" 1}', [["source/syntax", 5]]],
    ["{a: 1}", [["source/syntax", 1]]],
    ["[01]", [["source/syntax", 1]]],
    ["[+1]", [["source/syntax", 1]]],
    ["[1.]", [["source/syntax", 1]]],
    ["[nul]", [["source/syntax", 1]]],
    ['["\\x"]', [["source/syntax", 1]]],
    ['["\t"]', [["source/syntax", 1]]],
    ['["open]', [["source/syntax", 1]]],
    ["{} {}", [["source/syntax", 3]]],
    ["[1", [["source/syntax", 2]]],
    ["[1}", [["source/syntax", 2]]],
    ["// comment\n{}", [["source/syntax", 0]]],
    ["", [["source/syntax", 0]]],
    ['{"a": 1, "b": {"a": 2}, "a": 3}', [["source/duplicate-key", 24]]],
    ['{"a": 1, "\\u0061": 2}', [["source/duplicate-key", 9]]],
    ['{"__proto__": 1, "__proto__": 2}', [["source/duplicate-key", 17]]],
  ] as [string, [string, number][]][])("%s", (given, want) => {
    expect(faultsOf(given)).toEqual(want);
  });

  it("agrees with JSON.parse on what is JSON", () => {
    for (const text of [
      "1e5",
      "-0",
      '"\\""',
      "[[]]",
      "-",
      "1.5.2",
      '{"a":{}}',
      "[,]",
      "{,}",
      '{"a":}',
      ":",
    ]) {
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect([text, faultsOf(text).length === 0]).toEqual([text, valid]);
    }
  });

  it("refuses depth without recursing", () => {
    const deep = "[".repeat(10_000) + "]".repeat(10_000);
    expect(faultsOf(deep)).toEqual([["source/too-deep", limits.depth]]);
  });

  it("reads strings of megabytes", () => {
    expect(faultsOf(JSON.stringify("a\n".repeat(6_000_000)))).toEqual([]);
  });
});
