import type { Json } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, isObject, joinPointer, ROOT } from "../../source/pointer.js";
import { containerOf, type Slot } from "../grammar.js";
import { describe } from "../version.js";
import { mapChildren } from "../walk.js";
import type { Rule } from "./rule.js";

/** Objects where OpenAPI has objects, lists where it has lists. @see https://spec.openapis.org/oas/v3.1.0#schema */
export const containers: Rule = ({ root, report }) => {
  const look = (value: Json, slot: Slot, at: Pointer): Json => {
    const container = containerOf(slot);
    const fits =
      container === "list"
        ? isList(value)
        : container === "text"
          ? typeof value === "string"
          : isObject(value) || (container === "schema" && typeof value === "boolean");
    if (!fits) report("document/shape", at, { expected: NAMES[container], found: describe(value) });
    const ref = slot.includes(":") ? undefined : childOf(value, "$ref");
    if (ref !== undefined && typeof ref !== "string") {
      report("document/shape", joinPointer(at, "$ref"), {
        expected: NAMES.text,
        found: describe(ref),
      });
    }
    return mapChildren(value, slot, at, look);
  };
  look(root, "document", ROOT);
};

const NAMES = {
  object: "an object",
  list: "a list",
  text: "text",
  schema: "a schema (an object, true or false)",
} as const;
