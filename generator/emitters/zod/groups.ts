import { subschemas } from "../../model/walk.js";
import type { SchemaId } from "../../model/schema.js";
import type { Facts } from "./facts.js";
import type { Unit } from "./units.js";

/**
 * Finds the cycles among units. Modules that import each other, directly or around corners, would
 * see undefined bindings: the first of them declares the units of all. Returns the units with their
 * cycles and final modules.
 */
export function groupUnits(units: ReadonlyMap<SchemaId, Unit>, facts: Facts): Map<SchemaId, Unit> {
  const mentions = new Map<SchemaId, Set<SchemaId>>();
  const imports = new Map<string, Set<string>>();
  for (const unit of units.values()) {
    const targets = mentionedUnits(unit.id, units, facts);
    mentions.set(unit.id, new Set([...targets].map(({ id }) => id)));
    const modules = imports.get(unit.module) ?? new Set();
    imports.set(unit.module, new Set([...modules, ...[...targets].map(({ module }) => module)]));
  }
  const cycles = new Map<SchemaId, number>();
  components(mentions).forEach((members, cycle) => {
    const [only] = members;
    const isCycle = members.length > 1 || (only !== undefined && mentions.get(only)?.has(only));
    if (isCycle) for (const id of members) cycles.set(id, cycle);
  });
  const hosts = new Map<string, string>();
  const places = [...imports.keys()];
  for (const members of components(imports)) {
    const host = places[Math.min(...members.map((module) => places.indexOf(module)))];
    for (const member of members) hosts.set(member, host ?? member);
  }
  return new Map(
    [...units].map(([id, unit]) => {
      const cycle = cycles.get(id);
      const module = hosts.get(unit.module) ?? unit.module;
      return [id, { ...unit, module, ...(cycle === undefined ? {} : { cycle }) }];
    }),
  );
}

/** The units a unit's expression mentions, through schemas that are printed inline. */
function mentionedUnits(id: SchemaId, units: ReadonlyMap<SchemaId, Unit>, facts: Facts): Set<Unit> {
  const found = new Set<Unit>();
  const seen = new Set<SchemaId>();
  const stack = subschemas(facts.assertions(id));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const unit = units.get(next);
    if (unit !== undefined) found.add(unit);
    if (unit !== undefined || seen.has(next)) continue;
    seen.add(next);
    stack.push(...subschemas(facts.assertions(next)));
  }
  return found;
}

/** Strongly connected components, by Kosaraju's two walks. */
function components<Node>(graph: ReadonlyMap<Node, ReadonlySet<Node>>): Node[][] {
  const reversed = new Map<Node, Set<Node>>();
  for (const [from, targets] of graph) {
    for (const to of targets) reversed.set(to, (reversed.get(to) ?? new Set<Node>()).add(from));
  }
  const finished: Node[] = [];
  const entered = new Set<Node>();
  for (const node of graph.keys()) walk(node, graph, entered, finished);
  const assigned = new Set<Node>();
  return finished.reverse().flatMap((node) => {
    const members: Node[] = [];
    walk(node, reversed, assigned, members);
    return members.length === 0 ? [] : [members];
  });
}

/** Adds what can be reached from a node and was not before, each after what it reaches. */
function walk<Node>(
  start: Node,
  graph: ReadonlyMap<Node, ReadonlySet<Node>>,
  entered: Set<Node>,
  finished: Node[],
): void {
  if (entered.has(start)) return;
  entered.add(start);
  const frames = [{ node: start, rest: [...(graph.get(start) ?? [])] }];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const next = frame.rest.pop();
    if (next === undefined) {
      finished.push(frame.node);
      frames.pop();
    } else if (!entered.has(next)) {
      entered.add(next);
      frames.push({ node: next, rest: [...(graph.get(next) ?? [])] });
    }
  }
}
