import type { JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, joinPointer, ROOT } from "../../source/pointer.js";
import { refOf } from "../resolve.js";
import { visit } from "../walk.js";
import type { Rule } from "./rule.js";

/** One schema that must hold of the same value as another, and the keyword that says so. */
interface Need {
  readonly target: Pointer;
  readonly from: Pointer;
  readonly keyword: "$ref" | "allOf";
}

/**
 * A schema that holds of a value only if it holds of the same value, through `$ref` and `allOf`,
 * never ends; recursion through properties and items does.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1
 */
export const endlessSchemas: Rule = ({ root, report }) => {
  const needs = collectNeeds(root);
  const done = new Set<Pointer>();
  for (const start of needs.keys()) {
    // Depth first without recursion: a chain of references may be as long as the document.
    const trail: { at: Pointer; next: number; through: Need["keyword"] }[] = [];
    const open = new Map<Pointer, number>();
    const enter = (at: Pointer, through: Need["keyword"]): void => {
      open.set(at, trail.length);
      trail.push({ at, next: 0, through });
    };
    if (!done.has(start)) enter(start, "$ref");
    for (let step = trail.at(-1); step !== undefined; step = trail.at(-1)) {
      const need = needs.get(step.at)?.[step.next];
      step.next += 1;
      if (need === undefined) {
        done.add(step.at);
        open.delete(step.at);
        trail.pop();
        continue;
      }
      const index = open.get(need.target);
      if (index === undefined) {
        if (!done.has(need.target)) enter(need.target, need.keyword);
        continue;
      }
      // A cycle of references alone was found when they were resolved.
      const passed = trail.slice(index + 1).map(({ through }) => through);
      if ([...passed, need.keyword].includes("allOf")) {
        report("schema/circular", need.from, { ref: need.target });
      }
    }
  }
};

function collectNeeds(root: JsonObject): Map<Pointer, Need[]> {
  const needs = new Map<Pointer, Need[]>();
  visit(root, "document", ROOT, (node, slot, at) => {
    if (slot !== "schema") return;
    const own: Need[] = [];
    const ref = refOf(node);
    if (ref !== undefined) {
      own.push({ target: ref as Pointer, from: joinPointer(at, "$ref"), keyword: "$ref" });
    }
    const parts = childOf(node, "allOf");
    for (const index of isList(parts) ? parts.keys() : []) {
      const part = joinPointer(at, "allOf", index);
      own.push({ target: part, from: part, keyword: "allOf" });
    }
    if (own.length > 0) needs.set(at, own);
  });
  return needs;
}
