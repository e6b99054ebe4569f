import { describe, expect, it } from "vitest";
import { locateIn } from "../../../generator/source/locate.js";
import { readSource } from "../../../generator/source/source.js";

/** Code, pointer and line of every finding. */
function findings(file: string, text: string): string[] {
  const { source, diagnostics } = readSource(file, text);
  const locate = locateIn(new Map([[file, source]]));
  return diagnostics.map(({ code, location }) => {
    const line = location === undefined ? undefined : locate(location)?.line;
    return `${code} ${location?.pointer ?? ""} ${String(line)}`;
  });
}

describe("half a character", () => {
  it.each([
    ["api.json", '{\n"a": ["x\\ud800y"]}', ["source/ill-formed #/a/0 2"]],
    ["api.json", '{\n"\\udc00": 1}', ["source/ill-formed #/\udc00 2"]],
    ["api.yaml", 'a:\n  b: "\\uD83D"', ["source/ill-formed #/a/b 2"]],
  ])("in %s %j is refused where it stands", (file, text, want) => {
    expect(findings(file, text)).toEqual(want);
    expect(readSource(file, text).source.value).toBeUndefined();
  });

  it.each([
    ["api.json", '{"a": "\\ud83d\\ude00"}'],
    // A pattern that speaks of one has none.
    ["api.json", '{"a": "\\\\ud800"}'],
    ["api.yaml", "a: '\\ud800'"],
  ])("is none in %s %j", (file, text) => {
    expect(findings(file, text)).toEqual([]);
  });
});
