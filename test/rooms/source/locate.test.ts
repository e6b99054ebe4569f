import { describe, expect, it } from "vitest";
import type { Pointer } from "../../../generator/model/schema.js";
import { locateIn } from "../../../generator/source/locate.js";
import { readSource } from "../../../generator/source/source.js";

const yaml = `openapi: 3.1.0
paths:
  /pets:
    get:
      200: ok
      tags: [a, "b"]
      list:
        - name: first
        - second
      text: |
        block
      none:
`;
const json = `{
  "a\\/b": [1, {"c": "d"}],
  "e": {}
}
`;

/** The text a pointer's place covers, and where it is. */
function find(text: string, pointer: string): string | undefined {
  const { source } = readSource("f", text);
  const place = locateIn(new Map([["f", source]]))({ file: "f", pointer: pointer as Pointer });
  if (place === undefined) return undefined;
  return `${place.line}:${place.column} ${place.text.slice(place.column - 1, place.endColumn - 1)}`;
}

describe("locateIn", () => {
  it.each([
    ["#", "1:1 o"],
    ["#/openapi", "1:10 3.1.0"],
    ["#/paths/~1pets", "3:3 /pets"],
    ["#/paths/~1pets/get/200", "5:12 ok"],
    ["#/paths/~1pets/get/tags", "6:7 tags"],
    ["#/paths/~1pets/get/tags/1", '6:17 "b"'],
    ["#/paths/~1pets/get/list/0", "8:11 name: first"],
    ["#/paths/~1pets/get/list/1", "9:11 second"],
    ["#/paths/~1pets/get/text", "10:13 |"],
    ["#/paths/~1pets/get/none", "12:7 none"],
    ["#/paths/~1pets/put/x", "3:3 /pets"],
    ["#/paths/~1pets/get/list/7", "7:7 list"],
  ])("YAML %s", (pointer, want) => {
    expect(find(yaml, pointer)).toBe(want);
  });

  it.each([
    ["#", "1:1 {"],
    ["#/a~1b", '2:3 "a\\/b"'],
    ["#/a~1b/0", "2:12 1"],
    ["#/a~1b/1", '2:15 {"c": "d"}'],
    ["#/a~1b/1/c", '2:21 "d"'],
    ["#/e", '3:3 "e"'],
    ["#/e/f", '3:3 "e"'],
  ])("JSON %s", (pointer, want) => {
    expect(find(json, pointer)).toBe(want);
  });

  it("has the line above, and none above the first", () => {
    const { source } = readSource("f", "a: 1\r\nb: 2\r\n");
    const locate = locateIn(new Map([["f", source]]));
    expect(locate({ file: "f", pointer: "#/b" })).toMatchObject({ text: "b: 2", above: "a: 1" });
    expect(locate({ file: "f", pointer: "#/a" })).not.toHaveProperty("above");
  });

  it("knows nothing of files that were not read", () => {
    expect(locateIn(new Map())({ file: "g", pointer: "#" })).toBeUndefined();
  });
});

/** What is searched anew for each takes minutes for so many. */
describe("as many places as a text has", () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `k${String(index)}`);
  const given = {
    "one line of JSON": JSON.stringify(Object.fromEntries(names.map((name) => [name, name]))),
    YAML: names.map((name) => `${name}: ${name}\n`).join(""),
  };

  it.each(Object.entries(given))("are found in %s", (_, text) => {
    const { source } = readSource("f", text);
    const locate = locateIn(new Map([["f", source]]));
    const wrong = names.filter((name) => {
      const place = locate({ file: "f", pointer: `#/${name}` });
      const found = place?.text.slice(place.column - 1, place.endColumn - 1);
      return found?.replaceAll('"', "") !== name;
    });
    expect(wrong).toEqual([]);
  });
});
