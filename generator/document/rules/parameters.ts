import type { Pointer } from "../../model/schema.js";
import { isObject, joinPointer } from "../../source/pointer.js";
import { refOf } from "../resolve.js";
import { follow, itemsOf, memberOf, textOf, type Rule } from "./rule.js";

/** @see https://spec.openapis.org/oas/v3.1.0#style-values */
const styles: { readonly [place: string]: readonly string[] | undefined } = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/** Headers that media types and security say. @see https://spec.openapis.org/oas/v3.1.0#fixed-fields-9, `name` */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/** Parameters are unique in their list, have a style of their place, and a schema or one media type. */
export const parameters: Rule = ({ root, each, report }) => {
  each((node, slot, at) => {
    if (slot === "operation" || slot === "pathItem") {
      const seen = new Set<string>();
      const places: (readonly [place: string, name: string, at: Pointer])[] = [];
      for (const item of itemsOf(memberOf({ value: node, at }, "parameters"))) {
        const parameter = follow(root, item);
        const [name, place] = [textOf(parameter, "name"), textOf(parameter, "in")];
        if (name === undefined || place === undefined) continue;
        const key = `${place} ${place === "header" ? name.toLowerCase() : name}`;
        if (seen.has(key)) report("parameter/duplicate", item.at, { name, place });
        seen.add(key);
        places.push([place, name, item.at]);
      }
      reportSharedQuery(places, report);
    }
    if (slot !== "parameter" || refOf(node) !== undefined) return;
    const parameter = { value: node, at };
    const [name, place] = [textOf(parameter, "name"), textOf(parameter, "in")];
    if (name === undefined || place === undefined) return;
    if (place === "header" && SAID_ELSEWHERE.has(name.toLowerCase()))
      report("parameter/header-ignored", at, { name });
    const style = textOf(parameter, "style");
    const known = Object.hasOwn(styles, place) ? styles[place] : undefined;
    if (style !== undefined && known !== undefined && !known.includes(style)) {
      report("parameter/unsupported-style", joinPointer(at, "style"), { name, style, place });
    }
    const [schema, content] = [memberOf(parameter, "schema"), memberOf(parameter, "content")];
    if (schema === undefined && content === undefined) {
      report("parameter/schema-missing", at, { name });
    } else if (content !== undefined && isObject(content.value)) {
      if (schema !== undefined) {
        report("parameter/content", content.at, { name, reason: "cannot stand beside a schema" });
      } else if (Object.keys(content.value).length !== 1) {
        report("parameter/content", content.at, {
          name,
          reason: "must have exactly one media type",
        });
      }
    }
  });
};

/** A parameter that is the whole query string stands alone in it. */
function reportSharedQuery(
  places: readonly (readonly [place: string, name: string, at: Pointer])[],
  report: Parameters<Rule>[0]["report"],
): void {
  const whole = places.filter(([place]) => place === "querystring");
  const others = places.filter(([place]) => place === "query");
  for (const [, name, at] of whole.slice(others.length > 0 ? 0 : 1)) {
    const reason = "is all of the query string, and cannot stand beside another parameter of it";
    report("parameter/content", at, { name, reason });
  }
}
