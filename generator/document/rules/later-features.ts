import { childOf, joinPointer } from "../../source/pointer.js";
import type { Kind } from "../grammar.js";
import { isQueryString } from "../query-strings.js";
import type { Rule } from "./rule.js";

/** Fields that OpenAPI 3.2 added and that change what is sent; the model has no word for them. */
const later: { readonly [kind in Kind]?: readonly string[] } = {
  // Of sequences, `itemSchema` has become the schema.
  mediaType: ["itemSchema", "itemEncoding", "prefixEncoding"],
  encoding: ["encoding", "itemEncoding", "prefixEncoding"],
};

/** What is left out of a document of a later version is said. @see https://spec.openapis.org/oas/v3.2.0 */
export const laterFeatures: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    if (slot.includes(":")) return;
    for (const feature of later[slot as Kind] ?? []) {
      if (childOf(node, feature) === undefined) continue;
      const params = { feature, version: "3.2" };
      report("document/unsupported-feature", joinPointer(at, feature), params);
    }
    // One that is a form has become a parameter of the query.
    if (slot === "parameter" && childOf(node, "in") === "querystring" && !isQueryString(node)) {
      const params = { feature: "querystring of that media type", version: "3.2" };
      report("document/unsupported-feature", joinPointer(at, "in"), params);
    }
  });
};
