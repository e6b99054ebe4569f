import { ROOT } from "../../source/pointer.js";
import { memberOf, membersOf, type Rule } from "./rule.js";

/** @see https://spec.openapis.org/oas/v3.1.0#components-object for the characters of a name */
export const componentNames: Rule = ({ root, report }) => {
  for (const section of membersOf(memberOf({ value: root, at: ROOT }, "components"))) {
    if (section.name.startsWith("x-")) continue;
    for (const { name, at } of membersOf(section)) {
      if (!/^[a-zA-Z0-9._-]+$/.test(name)) report("document/component-name", at, { name });
    }
  }
};
