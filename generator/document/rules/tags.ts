import { ROOT } from "../../source/pointer.js";
import { itemsOf, memberOf, operationsOf, textOf, type Rule } from "./rule.js";

/** Tags that operations use are declared once. @see https://spec.openapis.org/oas/v3.1.0#tag-object */
export const tags: Rule = ({ root, report }) => {
  const declared = new Set<string>();
  for (const item of itemsOf(memberOf({ value: root, at: ROOT }, "tags"))) {
    const tag = textOf(item, "name");
    if (tag === undefined) continue;
    if (declared.has(tag)) report("tag/duplicate", item.at, { tag });
    declared.add(tag);
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
