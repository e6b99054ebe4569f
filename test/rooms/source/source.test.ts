import { describe, expect, it } from "vitest";
import { limits } from "../../../generator/source/limits.js";
import { readSource } from "../../../generator/source/source.js";

describe("readSource", () => {
  it.each([
    ["api.json", '{"a": 1}', "json", { a: 1 }],
    ["api.yaml", '{"a": 1}', "json", { a: 1 }],
    ["api.yaml", "{a: 1}", "yaml", { a: 1 }],
    ["api.yaml", "a: &a 1", "yaml", { a: 1 }],
    ["api", "a: 1", "plain-yaml", { a: 1 }],
    ["api.json", '\ufeff{"a": 1}', "json", { a: 1 }],
    ["api.yaml", "\ufeffa: 1", "plain-yaml", { a: 1 }],
    ["api.json", '"text"', "json", "text"],
    ["api.json", "null", "json", null],
  ])("%s %s", (file, text, language, value) => {
    const { source, diagnostics } = readSource(file, text);
    expect(diagnostics).toEqual([]);
    expect({ language: source.language, value: source.value }).toEqual({ language, value });
  });

  it.each([
    ["api.json", "{a: 1}", "source/syntax"],
    ["api.yaml", " \n", "source/empty"],
    ["api.yaml", "# to be written\n\n  # soon\n", "source/empty"],
    ["api.yaml", "a: [", "source/syntax"],
  ])("%s %j is %s", (file, text, code) => {
    const { source, diagnostics } = readSource(file, text);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(source.value).toBeUndefined();
  });

  it("goes on after a duplicate key, to find the other faults", () => {
    const { source, diagnostics } = readSource("api.yaml", "a: 1\na: 2");
    expect(diagnostics).toHaveLength(1);
    expect(source.value).toEqual({ a: 1 });
  });

  it("refuses what is too large before parsing it", () => {
    const { source, diagnostics } = readSource("api.yaml", " ".repeat(limits.size + 1));
    expect(diagnostics.map(({ code }) => code)).toEqual(["source/too-large"]);
    expect(source.value).toBeUndefined();
  });

  it("keeps prose as it is", () => {
    expect(readSource("intro.md", "# Hello: [world\n", true).source.value).toBe(
      "# Hello: [world\n",
    );
  });
});
