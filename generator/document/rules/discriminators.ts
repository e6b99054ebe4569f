import { ROOT } from "../../source/pointer.js";
import { isUriReference } from "../mapping.js";
import { nearest } from "../nearest.js";
import { memberOf, membersOf, type Rule } from "./rule.js";

/** Mappings lead to schemas. @see https://spec.openapis.org/oas/v3.1.0#discriminator-object */
export const discriminators: Rule = ({ root, each, report }) => {
  const components = memberOf({ value: root, at: ROOT }, "components");
  const names = membersOf(memberOf(components, "schemas")).map(({ name }) => name);
  each((node, slot, at) => {
    if (slot !== "schema") return;
    const discriminator = memberOf({ value: node, at }, "discriminator");
    for (const mapped of membersOf(memberOf(discriminator, "mapping"))) {
      const value = mapped.value;
      // What is a reference was resolved, or reported, with all others.
      if (typeof value === "string" && (isUriReference(value) || names.includes(value))) continue;
      const text = typeof value === "string" ? value : "a value that is no text";
      const near = nearest(text, names);
      const params = { value: text, ...(near === undefined ? {} : { nearest: near }) };
      report("schema/discriminator-mapping", mapped.at, params);
    }
  });
};
