import { pathItemsOf, type Rule } from "./rule.js";

/** The names between braces, in order; undefined where braces do not pair or enclose nothing. */
export function templateNames(path: string): string[] | undefined {
  const names: string[] = [];
  const rest = path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    names.push(name);
    return "";
  });
  return /[{}]/.test(rest) ? undefined : names;
}

/** @see https://url.spec.whatwg.org/#double-dot-path-segment */
const DOTS = /^(?:\.|%2e){1,2}$/i;

/** Paths begin with a slash and their braces enclose names. @see https://spec.openapis.org/oas/v3.1.0#paths-object */
export const pathTemplates: Rule = ({ root, report }) => {
  for (const { path, at } of pathItemsOf(root)) {
    if (!path.startsWith("/")) report("path/slash", at, { path });
    const names = templateNames(path);
    if (path.split("/").some((segment) => DOTS.test(segment))) {
      report("path/template", at, {
        path,
        reason: 'has a segment "." or "..", which is gone before a request is sent',
      });
    }
    if (names === undefined) {
      report("path/template", at, { path, reason: "has braces that do not enclose a name" });
    } else if (new Set(names).size < names.length) {
      report("path/template", at, { path, reason: "uses one parameter name twice" });
    }
  }
};
