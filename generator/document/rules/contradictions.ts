import { childOf, isList, joinPointer } from "../../source/pointer.js";
import type { Rule } from "./rule.js";
import { typesOf } from "./types-of.js";

/** Bounds that no value meets where the first is above the second, or, of some, where it is the same. */
const BOUNDS: readonly (readonly [
  least: string,
  most: string,
  types: readonly string[],
  apart?: true,
])[] = [
  ["minLength", "maxLength", ["string"]],
  ["minItems", "maxItems", ["array"]],
  ["minProperties", "maxProperties", ["object"]],
  ["minimum", "maximum", ["number", "integer"]],
  ["minimum", "exclusiveMaximum", ["number", "integer"], true],
  ["exclusiveMinimum", "maximum", ["number", "integer"], true],
  ["exclusiveMinimum", "exclusiveMaximum", ["number", "integer"], true],
];

/** Bounds that cross, and lists of no value: valid schemas, of which nobody means what they say. */
export const contradictions: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    if (slot !== "schema") return;
    const types = typesOf(node);
    for (const [least, most, kinds, apart = false] of BOUNDS) {
      const low = childOf(node, least);
      const high = childOf(node, most);
      if (typeof low !== "number" || typeof high !== "number") continue;
      const isMet = low < high || (low === high && !apart);
      // A bound speaks of one type alone: values of others do not meet it, they pass.
      if (isMet || types?.every((type) => kinds.includes(type)) !== true) continue;
      const reason = `${JSON.stringify(least)} is ${String(low)} and ${JSON.stringify(most)} is ${String(high)}`;
      report("schema/never", joinPointer(at, least), { reason });
    }
    const listed = childOf(node, "enum");
    if (isList(listed) && listed.length === 0)
      report("schema/never", joinPointer(at, "enum"), { reason: '"enum" lists nothing' });
  });
};
