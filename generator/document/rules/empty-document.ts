import { childOf, isObject, ROOT } from "../../source/pointer.js";
import { refOf } from "../resolve.js";
import { memberOf, membersOf, operationsOf, pathItemsOf, type Rule } from "./rule.js";

/** A document without operations generates next to nothing; that is rarely meant. */
export const emptyDocument: Rule = ({ root, narrowed, report }) => {
  // The filters say what they left of it.
  if (narrowed) return;
  const paths = childOf(root, "paths");
  // Malformed paths, and path items that could not be resolved, were reported as what they are.
  if (paths !== undefined && (!isObject(paths) || refOf(paths) !== undefined)) return;
  if (pathItemsOf(root).some(({ value }) => refOf(value) !== undefined)) return;
  const webhooks = membersOf(memberOf({ value: root, at: ROOT }, "webhooks"));
  if (operationsOf(root).length === 0 && webhooks.length === 0) report("document/empty", ROOT, {});
};
