import { subschemas } from "../../model/walk.js";
import type { SchemaId } from "../../model/schema.js";
import { components, cyclesOf } from "./cycles.js";
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
  const cycles = cyclesOf(mentions);
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
    for (const part of subschemas(facts.assertions(next))) stack.push(part);
  }
  return found;
}
