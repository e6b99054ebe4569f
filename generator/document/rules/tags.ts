import { ROOT } from "../../source/pointer.js";
import { itemsOf, memberOf, operationsOf, textOf, type Rule } from "./rule.js";

/**
 * Tags that operations use are declared once, and those that others are below are declared and not
 * below themselves. @see https://spec.openapis.org/oas/v3.2.0#tag-object
 */
export const tags: Rule = ({ root, narrowed, report }) => {
  const declared = new Set<string>();
  const all = itemsOf(memberOf({ value: root, at: ROOT }, "tags"));
  const parents = new Map(all.map((item) => [textOf(item, "name"), textOf(item, "parent")]));
  for (const item of all) {
    const tag = textOf(item, "name");
    if (tag === undefined) continue;
    if (declared.has(tag)) report("tag/duplicate", item.at, { tag });
    declared.add(tag);
    const parent = textOf(item, "parent");
    const at = memberOf(item, "parent")?.at ?? item.at;
    if (parent === undefined) continue;
    // Filters take tags away that only others are below.
    if (!parents.has(parent) && !narrowed)
      report("tag/parent", at, { tag, parent, reason: "which is not declared" });
    if (isAbove(tag, parent, parents))
      report("tag/parent", at, { tag, parent, reason: "which is below it" });
  }
  for (const operation of operationsOf(root)) {
    for (const { value: tag, at } of itemsOf(memberOf(operation, "tags"))) {
      if (typeof tag !== "string" || declared.has(tag)) continue;
      // Said once, at its first use: a document without declared tags would repeat it at every operation.
      declared.add(tag);
      report("tag/undeclared", at, { tag });
    }
  }
};

/** Whether a tag is above another, over as many others as there are. */
function isAbove(
  tag: string,
  below: string,
  parents: ReadonlyMap<string | undefined, string | undefined>,
): boolean {
  const seen = new Set<string>();
  for (
    let at: string | undefined = below;
    at !== undefined && !seen.has(at);
    at = parents.get(at)
  ) {
    if (at === tag) return true;
    seen.add(at);
  }
  return false;
}
