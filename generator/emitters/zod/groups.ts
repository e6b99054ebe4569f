import { subschemas } from "../../model/walk.js";
import type { SchemaId } from "../../model/schema.js";
import type { Facts } from "./facts.js";
import type { Unit } from "./units.js";

/**
 * Puts units whose modules import each other, directly or around corners, into one group: modules
 * that wait for each other would see undefined bindings. Returns the units with their groups; the
 * first module of a group declares all its units.
 */
export function groupUnits(units: ReadonlyMap<SchemaId, Unit>, facts: Facts): Map<SchemaId, Unit> {
  const modules = new Map<string, Set<string>>();
  const selfish = new Set<string>();
  for (const unit of units.values()) {
    const targets = modules.get(unit.module) ?? new Set();
    modules.set(unit.module, targets);
    for (const target of mentionedUnits(unit.id, units, facts)) {
      if (target.module !== unit.module) targets.add(target.module);
      // Even units of one module may need each other in any order.
      else selfish.add(unit.module);
    }
  }
  const hosts = new Map<string, { readonly host: string; readonly number: number }>();
  const place = new Map([...modules.keys()].map((module, index) => [module, index]));
  components(modules).forEach((members, number) => {
    const [host = ""] = members.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
    if (members.length === 1 && !selfish.has(host)) return;
    for (const member of members) hosts.set(member, { host, number });
  });
  const sizes = new Map<number, number>();
  for (const { module } of units.values()) {
    const number = hosts.get(module)?.number;
    if (number !== undefined) sizes.set(number, (sizes.get(number) ?? 0) + 1);
  }
  return new Map(
    [...units].map(([id, unit]) => {
      const group = hosts.get(unit.module);
      if (group === undefined) return [id, unit];
      const recursion = sizes.get(group.number) === 1 ? "self" : "mutual";
      return [id, { ...unit, module: group.host, group: group.number, recursion }];
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
function components(graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reversed = new Map<string, Set<string>>();
  for (const [from, targets] of graph) {
    for (const to of targets) reversed.set(to, (reversed.get(to) ?? new Set()).add(from));
  }
  const finished: string[] = [];
  const entered = new Set<string>();
  for (const node of graph.keys()) walk(node, graph, entered, finished);
  const assigned = new Set<string>();
  return finished.reverse().flatMap((node) => {
    const members: string[] = [];
    walk(node, reversed, assigned, members);
    return members.length === 0 ? [] : [members];
  });
}

/** Adds what can be reached from a node and was not before, each after what it reaches. */
function walk(
  start: string,
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  entered: Set<string>,
  finished: string[],
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
