import { joinPointer } from "../../source/pointer.js";
import { nearest } from "../nearest.js";
import type { Rule } from "./rule.js";

/** Keywords of JSON Schema 2020-12 and of OpenAPI's own vocabulary. @see https://spec.openapis.org/oas/v3.1.0#schema-object */
const KEYWORDS = (
  "$schema $id $ref $anchor $dynamicRef $dynamicAnchor $defs $comment $vocabulary $recursiveRef $recursiveAnchor " +
  "allOf anyOf oneOf not if then else dependentSchemas prefixItems items contains properties patternProperties " +
  "additionalProperties propertyNames unevaluatedItems unevaluatedProperties type enum const multipleOf maximum " +
  "exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxContains " +
  "minContains maxProperties minProperties required dependentRequired title description default deprecated readOnly " +
  "writeOnly examples format contentEncoding contentMediaType contentSchema discriminator xml externalDocs example " +
  "nullable definitions dependencies additionalItems id"
).split(" ");

const known: ReadonlySet<string> = new Set(KEYWORDS);
const folded = new Map(KEYWORDS.map((keyword) => [fold(keyword), keyword]));

/** Short keywords are near to too many honest words: `note` is no `not`. */
const long = KEYWORDS.filter((keyword) => keyword.length > 3);

/**
 * Keywords that are another's but for case and punctuation, `minlength` or `read_only`, or but for a
 * slip of the pen, `propertes`. What is farther from any is a keyword of the author's own, which JSON
 * Schema lets be.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-4.3.1
 */
export const misspeltKeywords: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    if (slot !== "schema") return;
    for (const keyword of Object.keys(node)) {
      if (known.has(keyword) || /^x-/i.test(keyword)) continue;
      const near = folded.get(fold(keyword)) ?? nearest(keyword, long, slipsIn(keyword));
      if (near !== undefined)
        report("schema/unknown-keyword", joinPointer(at, keyword), { keyword, nearest: near });
    }
  });
};

/** One letter of a short word, two of a long one. */
function slipsIn(keyword: string): number {
  return keyword.length < 4 ? 0 : keyword.length < 8 ? 1 : 2;
}

function fold(keyword: string): string {
  return keyword.replace(/[^A-Za-z]/g, "").toLowerCase();
}
