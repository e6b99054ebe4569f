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
  readonly keyword: Keyword;
}

type Keyword = "$ref" | "allOf" | "anyOf" | "oneOf";

/**
 * A schema that holds of a value only if it holds of the same value, through `$ref` and `allOf`,
 * never ends; recursion through properties and items does. Nor is it ever decided whether a value is
 * one of alternatives that are alternatives of themselves. Through both, parents list their children,
 * which discriminators tell apart.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1
 */
export const endlessSchemas: Rule = ({ root, report }) => {
  findCycles(collectNeeds(root, ["allOf"]), ({ from, target }) => {
    report("schema/circular", from, { ref: target });
  });
  findCycles(collectNeeds(root, ["anyOf", "oneOf"]), ({ from, target }) => {
    report("schema/circular-alternatives", from, { ref: target });
  });
};

/** Cycles of needs of which one at least is no reference: those of references alone were found when they were resolved. */
function findCycles(
  needs: ReadonlyMap<Pointer, readonly Need[]>,
  found: (need: Need) => void,
): void {
  const done = new Set<Pointer>();
  for (const start of needs.keys()) {
    // Depth first without recursion: a chain of references may be as long as the document.
    const trail: { at: Pointer; next: number; through: Keyword }[] = [];
    const open = new Map<Pointer, number>();
    const enter = (at: Pointer, through: Keyword): void => {
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
      const passed = trail.slice(index + 1).map(({ through }) => through);
      if ([...passed, need.keyword].some((keyword) => keyword !== "$ref")) found(need);
    }
  }
}

function collectNeeds(root: JsonObject, keywords: readonly Keyword[]): Map<Pointer, Need[]> {
  const needs = new Map<Pointer, Need[]>();
  visit(root, "document", ROOT, (node, slot, at) => {
    if (slot !== "schema") return;
    const own: Need[] = [];
    const ref = refOf(node);
    if (ref !== undefined) {
      own.push({ target: ref as Pointer, from: joinPointer(at, "$ref"), keyword: "$ref" });
    }
    for (const keyword of keywords) {
      const parts = childOf(node, keyword);
      for (const index of isList(parts) ? parts.keys() : []) {
        const part = joinPointer(at, keyword, index);
        own.push({ target: part, from: part, keyword });
      }
    }
    if (own.length > 0) needs.set(at, own);
  });
  return needs;
}
