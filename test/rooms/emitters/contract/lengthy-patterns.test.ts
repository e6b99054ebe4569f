import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suiteOf } from "../../../../generator/index.js";
import type { JsonObject } from "../../../../generator/model/json.js";
import { isFound } from "../../../../generator/relate/languages.js";
import { modelOf } from "../../lower/document.js";

/** An address of a page as thousands of documents have it: what does not match may take years. */
const ADDRESS = String.raw`^(https?:\/\/)?([\da-z\.-]+)\.([a-z\.]{2,6})([\/\w \.-]*)*\/?$`;

/** The request constraints of a body of a schema that no case breaks, and the texts of its cases. */
function suiteOfBody(schema: JsonObject) {
  const content = { "application/json": { schema: { type: "object", properties: { a: schema } } } };
  const post = { operationId: "addPet", requestBody: { content }, responses: { 200: {} } };
  const [operation] = suiteOf(modelOf({ paths: { "/pets": { post } } })).operations;
  const texts = (operation?.cases ?? []).flatMap((one) =>
    one.kind === "violation" && "value" in one.edit && typeof one.edit.value === "string"
      ? [one.edit.value]
      : [],
  );
  const broken = (operation?.cases ?? []).flatMap((one) =>
    one.kind === "violation" ? [one.keyword] : [],
  );
  return { texts, broken, units: operation?.units ?? [] };
}

describe("patterns that a text may keep busy for years", () => {
  const long = "http://www.my-domain.example/pictures/of-me/and-others";

  it("are broken by short texts alone, and no longer text is asked about", () => {
    const { texts, broken, units } = suiteOfBody({
      type: "string",
      pattern: ADDRESS,
      maxLength: 1000,
      example: long,
    });
    expect(broken).toContain("pattern");
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(20);
    const open = units.filter(({ reason }) => reason !== undefined);
    expect(open.map(({ pointer, reason }) => `${pointer}: ${reason ?? ""}`)).toStrictEqual([
      expect.stringMatching(/maxLength: a longer text may keep whoever looks for its pattern busy/),
    ]);
  });

  it("are judged of long texts by automata: right, and at once", () => {
    expect(isFound(ADDRESS, long)).toBe(true);
    expect(isFound(ADDRESS, `${long}!`)).toBe(false);
    expect(isFound(ADDRESS, `a.${"b".repeat(50_000)}!`)).toBe(false);
    expect(isFound("(?=.*a)(?:b|c)*", "cab")).toBeUndefined();
  });

  it.each(["^(a|ab)*c$", "(?:[ab]+,)*[ab]", "^(?:a{2,}|b)+", "(ab)*$", "^((a|b)*c){2,}$"])(
    "%s: automata say what expressions say",
    (pattern) => {
      const text = fc.string({ unit: fc.constantFrom("a", "b", "c", ","), maxLength: 12 });
      fc.assert(
        fc.property(text, (one) => {
          expect(isFound(pattern, one)).toBe(new RegExp(pattern, "u").test(one));
        }),
      );
    },
  );
});
