import { isObject, ROOT } from "../../source/pointer.js";
import { visit } from "../walk.js";
import { memberOf, type Rule } from "./rule.js";

/**
 * Keywords we keep and do not follow: references are resolved against the document, not against an
 * `$id`, and the scope of a `$dynamicRef` is not traced.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2
 */
const KEYWORDS = ["$id", "$dynamicRef", "$vocabulary"];

/** Nothing is dropped silently: each is named where it stands. */
export const unenforcedKeywords: Rule = ({ root, report }) => {
  visit(root, "document", ROOT, (node, slot, at) => {
    if (slot !== "schema" || !isObject(node)) return;
    for (const keyword of KEYWORDS) {
      const member = memberOf({ value: node, at }, keyword);
      if (member !== undefined) report("schema/unsupported-keyword", member.at, { keyword });
    }
  });
};
