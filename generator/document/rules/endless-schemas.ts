import type { Pointer } from "../../model/schema.js";
import { childOf, isList, joinPointer, ROOT } from "../../source/pointer.js";
import { refOf } from "../resolve.js";
import { visit } from "../walk.js";
import type { Rule } from "./rule.js";

/**
 * A schema that holds of a value only if it holds of the same value, through `$ref` and `allOf`,
 * never ends; recursion through properties and items does.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-9.4.1
 */
export const endlessSchemas: Rule = ({ root, report }) => {
  /** From each schema, the schemas that the same value must satisfy. */
  const needs = new Map<Pointer, { target: Pointer; from: Pointer; ref: string }[]>();
  visit(root, "document", ROOT, (node, slot, at) => {
    if (slot !== "schema") return;
    const edges: { target: Pointer; from: Pointer; ref: string }[] = [];
    const ref = refOf(node);
    if (ref !== undefined)
      edges.push({ target: ref as Pointer, from: joinPointer(at, "$ref"), ref });
    const parts = childOf(node, "allOf");
    if (isList(parts)) {
      for (const index of parts.keys()) {
        const target = joinPointer(at, "allOf", index);
        edges.push({ target, from: target, ref: target });
      }
    }
    if (edges.length > 0) needs.set(at, edges);
  });
  const done = new Set<Pointer>();
  for (const start of needs.keys()) {
    const trail: { at: Pointer; next: number }[] = [{ at: start, next: 0 }];
    const open = new Set<Pointer>([start]);
    for (let step = trail.at(-1); step !== undefined; step = trail.at(-1)) {
      const edge = done.has(step.at) ? undefined : needs.get(step.at)?.[step.next];
      step.next += 1;
      if (edge === undefined) {
        done.add(step.at);
        open.delete(step.at);
        trail.pop();
      } else if (open.has(edge.target)) {
        // A cycle of references alone was found when they were resolved.
        const cycle = trail.slice(trail.findIndex(({ at }) => at === edge.target));
        if (cycle.some(({ at }) => isList(needsAllOf(at)))) {
          report("schema/circular", edge.from, { ref: edge.ref });
        }
      else if (!done.has(edge.target)) {
        open.add(edge.target);
        trail.push({ at: edge.target, next: 0 });
      }
    }
  }
};
