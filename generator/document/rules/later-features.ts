import { isMultipart } from "../../model/media-types.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, joinPointer, parsePointer } from "../../source/pointer.js";
import { isQueryString } from "../query-strings.js";
import type { Rule } from "./rule.js";

const BY_POSITION = ["itemEncoding", "prefixEncoding"];

/** What is left out of a document of a later version is said. @see https://spec.openapis.org/oas/v3.2.0 */
export const laterFeatures: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    // What refers to one of those is looked at where it stands, under its media type.
    if (at.startsWith("#/components/mediaTypes/")) return;
    const leftOut = (field: string): void => {
      const params = { feature: field, version: "3.2" };
      if (childOf(node, field) !== undefined)
        report("document/unsupported-feature", joinPointer(at, field), params);
    };
    if (slot === "mediaType") {
      // Of sequences, and of multipart bodies without a schema, it has become the schema.
      leftOut("itemSchema");
      const isNamed = childOf(node, "encoding") !== undefined;
      if (isNamed || !isMultipart(parsePointer(at)?.at(-1))) BY_POSITION.forEach(leftOut);
    }
    if (slot === "encoding") {
      const type = childOf(node, "contentType");
      const isNested = isInMultipart(at) && typeof type === "string" && isMultipart(type);
      if (!isNested) leftOut("encoding");
      if (!isNested || childOf(node, "encoding") !== undefined) BY_POSITION.forEach(leftOut);
    }
    // One that is a form has become a parameter of the query.
    if (slot === "parameter" && childOf(node, "in") === "querystring" && !isQueryString(node)) {
      const params = { feature: "querystring of that media type", version: "3.2" };
      report("document/unsupported-feature", joinPointer(at, "in"), params);
    }
  });
};

/** Forms have fields, of which none has parts. */
function isInMultipart(at: Pointer): boolean {
  const tokens = parsePointer(at) ?? [];
  const type = tokens[tokens.lastIndexOf("content") + 1];
  return isMultipart(type);
}
