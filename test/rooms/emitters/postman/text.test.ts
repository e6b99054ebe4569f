import { describe, expect, it } from "vitest";
import { uuidOf } from "../../../../generator/emitters/postman/ids.js";
import { jsonText } from "../../../../generator/emitters/postman/json-text.js";
import {
  encoded,
  hasBraces,
  jsonString,
  plain,
  textOf,
  variablesOf,
} from "../../../../generator/emitters/postman/text.js";

/** What Postman would replace: the pattern its own reader uses. */
const VARIABLE = /\{\{([^{}]*[.`]?)\}\}/g;

describe("a template", () => {
  it.each([
    ["{{ID}}-connection", ["ID"]],
    ["{{A}}{{B_2}}", ["A", "B_2"]],
    ["{{$guid}}", []],
    ["{{a b}}", []],
    ["plain", []],
  ])("%s mentions %j", (template, want) => {
    expect(variablesOf(textOf(template))).toEqual(want);
  });
});

describe("text of a document", () => {
  const hostile = ["{{TOKEN}}", "{{{TOKEN}}}", "{{{{TOKEN}}}}", "a{{$guid}}b", '"{{x}}"', "{{"];

  it.each(hostile)("%s holds no variable, wherever it stands", (text) => {
    expect(hasBraces([text])).toBe(true);
    expect(plain([text])).not.toMatch(VARIABLE);
    expect(encoded([text])).not.toMatch(VARIABLE);
    expect(encoded([text], true)).not.toMatch(VARIABLE);
    expect(jsonString([text])).not.toMatch(VARIABLE);
    expect(jsonText({ [text]: [text] })).not.toMatch(VARIABLE);
  });

  it.each(hostile)("%s is unchanged to who reads JSON or a URL", (text) => {
    expect(JSON.parse(jsonString([text]))).toBe(text);
    expect(JSON.parse(jsonText({ [text]: [text] }))).toEqual({ [text]: [text] });
    expect(decodeURIComponent(encoded([text]))).toBe(text);
  });

  it("stands beside our variables", () => {
    const text = ["{{mine}}/", { variable: "OURS" }];
    for (const printed of [plain(text), encoded(text), jsonString(text)])
      expect([...printed.matchAll(VARIABLE)].map(([, name]) => name)).toEqual(["OURS"]);
  });
});

describe("a query value", () => {
  it.each([
    ["a&b=c#d", "a%26b%3Dc%23d"],
    ["1+1", "1%2B1"],
    ["100%", "100%25"],
    ["2025-03-01T00:00:00Z", "2025-03-01T00:00:00Z"],
    ["dana@harborlight.example", "dana@harborlight.example"],
  ])("%s is %s", (given, want) => {
    expect(encoded([given])).toBe(want);
  });
});

describe("a JSON text", () => {
  it("has bare variables for what is no text", () => {
    const replaced = new Map([
      ["/id", textOf("{{SLUG}}-model")],
      ["/feed", textOf("{{FEED_ID}}")],
      ["/list/0/a~1b", textOf("{{ITEM}}")],
    ]);
    expect(jsonText({ id: "x", feed: 1, list: [{ "a/b": "y" }], none: {} }, replaced)).toBe(
      [
        "{",
        '  "id": "{{SLUG}}-model",',
        '  "feed": {{FEED_ID}},',
        '  "list": [',
        "    {",
        '      "a/b": "{{ITEM}}"',
        "    }",
        "  ],",
        '  "none": {}',
        "}",
      ].join("\n"),
    );
  });
});

describe("an id", () => {
  it("follows from its names alone, and from where one ends and the next begins", () => {
    expect(uuidOf("a", "b")).toBe(uuidOf("a", "b"));
    expect(new Set([uuidOf("a", "b"), uuidOf("ab"), uuidOf("a,b"), uuidOf("b", "a")]).size).toBe(4);
    expect(uuidOf("a")).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
