import { describe, expect, it } from "vitest";
import { Lines } from "../../../generator/source/lines.js";

describe("positions", () => {
  it.each([
    ["abc", 0, { line: 1, column: 1 }],
    ["abc", 3, { line: 1, column: 4 }],
    ["a\nb", 2, { line: 2, column: 1 }],
    ["a\n\nb", 2, { line: 2, column: 1 }],
    ["a\r\nb", 3, { line: 2, column: 1 }],
    ["a\n", 2, { line: 2, column: 1 }],
    ["a\nb", 9, { line: 2, column: 8 }],
  ])("%j at %i", (text, offset, want) => {
    expect(new Lines(text).positionAt(offset)).toEqual(want);
  });
});

it("a line comes without what ends it", () => {
  const lines = new Lines("a\r\n\nb");
  expect([1, 2, 3, 4].map((number) => lines.line(number))).toEqual(["a", "", "b", ""]);
});
