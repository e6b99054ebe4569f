import { describe, expect, it } from "vitest";
import { bare, quote, quoteAll, safe } from "../../../generator/diagnostics/quote.js";

describe("quote", () => {
  it.each([
    ["plain", '"plain"'],
    ['a "b" \\c', '"a \\"b\\" \\\\c"'],
    ["a\nb\tc", '"a\\nb\\tc"'],
    ["\u001b[31mred", '"\\u001b[31mred"'],
    ["\u202eabc\u2066", '"\\u202eabc\\u2066"'],
    ["zero\u200bwidth\ufeff", '"zero\\u200bwidth\\ufeff"'],
    ["é漢😀", '"é漢😀"'],
    ["half \ud83d", '"half \\ud83d"'],
    ["tags \u{e0041}", '"tags \\u{e0041}"'],
    ["x".repeat(500), `"${"x".repeat(159)}…"`],
  ])("%j", (given, want) => {
    expect(quote(given)).toBe(want);
  });

  it("never lets a control character through", () => {
    for (let code = 0; code < 0x20; code += 1) {
      const character = String.fromCharCode(code);
      for (const printed of [quote(character), safe(character), bare(character)]) {
        expect(printed).not.toMatch(/[\u0000-\u001f]/);
      }
    }
  });

  it("blanks one for one", () => {
    expect(bare("a\tb\u001bc")).toBe("a b\ufffdc");
  });
});

describe("quoteAll", () => {
  it.each([
    [["a"], '"a"'],
    [["a", "b"], '"a" or "b"'],
    [["a", "b", "c"], '"a", "b" or "c"'],
  ])("%j", (given, want) => {
    expect(quoteAll(given, "or")).toBe(want);
  });
});
