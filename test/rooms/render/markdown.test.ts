import { describe, expect, it } from "vitest";
import { createMarkdownRenderer } from "../../../generator/render/markdown.js";

/** Fills a template of one line. */
function filled(
  template: string,
  view: Parameters<ReturnType<typeof createMarkdownRenderer>>[1],
): string {
  return createMarkdownRenderer({ "page.md.hbs": template })("page.md", view);
}

describe("helpers escape for their place", () => {
  it.each([
    ["inline", "a *b* _c_ [d](e) <f> & #g", "a \\*b\\* \\_c\\_ \\[d\\](e) &lt;f> &amp; \\#g"],
    ["inline", "snake_case_name", "snake_case_name"],
    ["inline", "two\nlines", "two lines"],
    ["inline", " a line \n", "a line"],
    ["inline", "\n 1. item", "1\\. item"],
    ["inline", "# heading", "\\# heading"],
    ["inline", "1. item", "1\\. item"],
    ["inline", "- item", "\\- item"],
    ["inline", "{{ x }}", "\\{&#8203;\\{ x \\}\\}"],
    ["inline", "turned \u202eround", "turned round"],
    ["cell", "a | b", "a \\| b"],
    ["code", "plain", "`plain`"],
    ["code", "a `b` c", "``a `b` c``"],
    ["code", "`", "`` ` ``"],
    ["code", "", '`""`'],
    ["code", "a|b", "`a|b`"],
    ["cellCode", "a|b", "`a\\|b`"],
    ["anchor", 'x"><script>', '<a id="x---script-"></a>'],
    ["prose", "Some *emphasis* and `code <b>`.", "Some *emphasis* and `code <b>`."],
    ["prose", "<b>bold</b> & a < b", "&lt;b>bold&lt;/b> & a < b"],
    ["prose", "<https://example.com/>", "<https://example.com/>"],
    ["prose", "<javascript:alert(1)>", "&lt;javascript:alert(1)>"],
    ["prose", "[a](https://example.com) [b](other.md#c)", "[a](https://example.com) b"],
    ["prose", "see [`a` and `b`](#c), [`d`](../e)", "see `a` and `b`, `d`"],
    ["prose", "[`a`](https://example.com)", "[`a`](https://example.com)"],
    ["prose", "[`a`](#b)`c` `x [`a`](#b)`", "[`a`]\\(#b)`c` `x [`a`](#b)`"],
    ["prose", "[`a`](javascript:x) [`b`](//c.test)", "[`a`]\\(javascript:x) [`b`]\\(//c.test)"],
    ["proseCell", "[`a|b`](#c)", "`a\\|b`"],
    ["prose", "[a](javascript:x)", "[a]\\(javascript:x)"],
    ["prose", "[a](java&#115;cript:x)", "[a]\\(java&#115;cript:x)"],
    ["prose", "[a](javascript\\:x)", "[a]\\(javascript\\:x)"],
    ["prose", "[a]( <javascript:x>)", "[a]\\( &lt;javascript:x>)"],
    ["prose", "[a]:\njavascript:x", "[a]\\:\njavascript:x"],
    ["prose", "{{ x }} \\{{ y }} &#123;{", "{&#8203;{ x }} \\{&#8203;{ y }} &#123;&#8203;{"],
    ["prose", "# Title", "### Title"],
    ["prose", "```\n<b> {{x}}\n```", "```\n<b> {{x}}\n```"],
    ["prose", "```\n<b>", "```\n<b>\n```"],
    // What one parser reads as code another may not: then it is not trusted.
    ["prose", "`a\n- <b> `", "`a\n- &lt;b> `"],
    ["prose", "`a\\` <b> `c`", "`a\\` &lt;b> `c`"],
    ["prose", "\\` <b> `", "\\` &lt;b> `"],
    ["prose", "| ` | <b> ` |", "| ` | &lt;b> ` |"],
    ["prose", "- x\n  ```\n<b>\n  ```", "- x\n  ```\n&lt;b>\n  ```"],
    ["proseCell", "a ` b `c` ``", "a ` b `c\\` \\`\\`"],
    ["proseCell", "One.\n\nTwo | three.\n- four", "One.<br>Two \\| three.<br>• four"],
  ])("{{%s}} of %j", (helper, given, want) => {
    expect(filled(`{{${helper} text}}`, { text: given })).toBe(want);
  });

  it("fences outgrow what they hold, and end it", () => {
    expect(filled('{{fence text "ts"}}', { text: "a\n```\nb" })).toBe("````ts\na\n```\nb\n````");
    expect(filled('{{#fence "sql"}}SELECT {{n}};{{/fence}}', { n: 1 })).toBe(
      "```sql\nSELECT 1;\n```\n",
    );
  });

  it("phrases that may be missing leave no space behind", () => {
    const template =
      "| {{#trimmed}}{{#if a}}A. {{/if}}{{#if b}}B. {{/if}}{{#if c}}C.{{/if}}{{/trimmed}} |";
    expect(filled(template, { a: true, b: true, c: true })).toBe("| A. B. C. |");
    expect(filled(template, { a: false, b: true, c: false })).toBe("| B. |");
    expect(filled(template, { a: false, b: false, c: false })).toBe("|  |");
  });

  it.each([
    ["https://example.com/a b)", "[x](https://example.com/a%20b%29)"],
    ["../schemas/pet.md#a", "[x](../schemas/pet.md#a)"],
    ["javascript:alert(1)", "x"],
    ["data:text/html,x", "x"],
    ["JAVASCRIPT:x", "x"],
  ])("link to %j", (target, want) => {
    expect(filled("{{link text target}}", { text: "x", target })).toBe(want);
  });

  it("spans mix text, code and links", () => {
    const parts = [
      { text: "array of ", code: false, link: "" },
      { text: "A|B", code: true, link: "a.md" },
    ];
    expect(filled("{{spans parts}}", { parts })).toBe("array of [`A|B`](a.md)");
    expect(filled("{{cellSpans parts}}", { parts })).toBe("array of [`A\\|B`](a.md)");
  });
});

describe("templates", () => {
  it("know partials by their paths", () => {
    const render = createMarkdownRenderer({
      "docs/page.md.hbs":
        "{{#each items}}{{> docs/partials/item}}{{/each}}{{> guides/setup/x.sql n=1}}",
      "docs/partials/item.md.hbs": "<{{code name}}>",
      "guides/setup/x.sql.hbs": "SELECT {{n}};",
    });
    expect(render("docs/page.md", { items: [{ name: "a" }, { name: "b" }] })).toBe(
      "<`a`><`b`>SELECT 1;",
    );
  });

  it.each([
    ["a member the view lacks", "{{inline missing}}", /missing|takes text/],
    ["a member of a prototype", "{{inline constructor}}", /constructor|takes text/],
    ["a helper nobody registered", "{{shout text}}", /shout/],
  ])("refuse %s", (_, template, message) => {
    expect(() => filled(template, { text: "x" })).toThrow(message);
  });

  it("refuse a name there is no template of", () => {
    expect(() => createMarkdownRenderer({})("docs/none.md", {})).toThrow(
      'no template "docs/none.md.hbs"',
    );
    expect(() => createMarkdownRenderer({})("toString", {})).toThrow("no template");
  });
});
