import { isObject } from "../../source/pointer.js";
import { memberOf, type Rule } from "./rule.js";

/**
 * Keywords we keep and do not follow. A document has one dialect, so vocabularies choose nothing; of
 * earlier drafts, what was renamed is not read by its old name. Identifiers and dynamic references
 * are resolved and gone by now, and are seen here in OpenAPI 3.0 alone, which has neither.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.1.2
 */
const KEYWORDS = [
  "$id",
  "$dynamicRef",
  "$vocabulary",
  "$recursiveRef",
  "dependencies",
  "additionalItems",
];

/** Nothing is dropped silently: each is named where it stands. */
export const unenforcedKeywords: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    if (slot !== "schema" || !isObject(node)) return;
    for (const keyword of KEYWORDS) {
      const member = memberOf({ value: node, at }, keyword);
      if (member !== undefined) report("schema/unsupported-keyword", member.at, { keyword });
    }
  });
};
