import { pathItemsOf, type Rule } from "./rule.js";

/** Templates that differ only in the names of their parameters. @see https://spec.openapis.org/oas/v3.1.0#paths-object */
export const identicalPaths: Rule = ({ root, report }) => {
  const seen = new Map<string, string>();
  for (const { path, at } of pathItemsOf(root)) {
    const shape = path.replace(/\{[^{}]*\}/g, "{}");
    const other = seen.get(shape);
    if (other === undefined) seen.set(shape, path);
    else report("path/identical", at, { path, other });
  }
};
