import { ROOT } from "../../source/pointer.js";
import { memberOf, membersOf, operationsOf, type Rule } from "./rule.js";

/** A document without operations generates next to nothing; that is rarely meant. */
export const emptyDocument: Rule = ({ root, report }) => {
  const webhooks = membersOf(memberOf({ value: root, at: ROOT }, "webhooks"));
  if (operationsOf(root).length === 0 && webhooks.length === 0) report("document/empty", ROOT, {});
};
