import { parsePointer, ROOT } from "../../source/pointer.js";
import { refOf } from "../resolve.js";
import { visit } from "../walk.js";
import { memberOf, membersOf, textOf, type Rule } from "./rule.js";

/**
 * Names that go into header fields are such as HTTP has: a client refuses any other when it is
 * about to send it, or, worse, sends something else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
 */
export const httpNames: Rule = ({ root, report }) => {
  visit(root, "document", ROOT, (node, slot, at) => {
    const owner = { value: node, at };
    if (refOf(node) !== undefined) return;
    if (slot === "parameter" && textOf(owner, "in") === "header") {
      const name = memberOf(owner, "name");
      if (typeof name?.value === "string" && !isToken(name.value))
        report("parameter/header-name", name.at, { name: name.value });
    }
    if (slot === "response" || slot === "encoding") {
      for (const { name, at: place } of membersOf(memberOf(owner, "headers")))
        if (!isToken(name)) report("response/header-name", place, { name });
    }
    // A component of that kind is called as its author likes.
    if (slot === "mediaType" && !at.startsWith("#/components/mediaTypes/")) {
      const type = parsePointer(at)?.at(-1) ?? "";
      if (!MEDIA_RANGE.test(type)) report("media-type/invalid", at, { type });
      else if (!STRICT_MEDIA_RANGE.test(type)) report("media-type/parameter", at, { type });
    }
    if (slot === "securityScheme") {
      const type = textOf(owner, "type");
      const isHeader = type === "apiKey" && textOf(owner, "in") === "header";
      const name = memberOf(owner, type === "http" ? "scheme" : "name");
      if ((type === "http" || isHeader) && typeof name?.value === "string" && !isToken(name.value))
        report("security/token", name.at, { name: name.value });
    }
  });
};

function isToken(text: string): boolean {
  return ONE_TOKEN.test(text);
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const ONE_TOKEN = new RegExp(`^${TOKEN}$`);
/** With the characters of Latin-1, which is what fetch lets into a header. */
const QUOTED = '"(?:[\\t !#-\\[\\]-~\\u0080-\\u00ff]|\\\\[\\t -~\\u0080-\\u00ff])*"';
const VALUE = `=(?:${TOKEN}|${QUOTED})`;
/** A media type, or a range of them. @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1 */
const STRICT_MEDIA_RANGE = mediaRange(`${TOKEN}${VALUE}`);
/** With parameters that have no value, as some servers want them: any header can carry those. */
const MEDIA_RANGE = mediaRange(`${TOKEN}(?:${VALUE})?`);

function mediaRange(parameter: string): RegExp {
  return new RegExp(`^${TOKEN}/${TOKEN}(?:[ \\t]*;[ \\t]*(?:${parameter})?)*$`);
}
