import { code, identifier, nothing, type Code } from "../../code/code.js";
import type { Schema } from "../../model/schema.js";
import type { Statement } from "../emitter.js";
import { SchemaPrinter, type SchemaPrinterOptions } from "./schema.js";
import { lazily, ownSchema } from "./symbols.js";
import { Places } from "./places.js";
import type { Unit } from "./units.js";

/** The declarations of all units by module, each after those it needs, and the printer that made them. */
export interface Declarations {
  readonly modules: ReadonlyMap<string, readonly Statement[]>;
  readonly printer: SchemaPrinter;
}

interface Printed {
  readonly expression: Code;
  readonly needs: ReadonlySet<Unit>;
  readonly places: Places;
  /** The units of which it mattered whether they are recursive. */
  readonly asked: ReadonlySet<Unit>;
}

/**
 * Prints every unit, and the conditions that are declared apart. Cycles through members of objects resolve where the member is; a unit that
 * would still be needed before it is defined is itself declared by `js.lazy`. Which ones these are
 * shows in printing, and changes it, so what asked for them is printed again until none is added.
 */
export function declare(options: SchemaPrinterOptions): Declarations {
  const recursive = new Set<Unit>();
  const conditions = new Set(options.conditions.values());
  const all = [...options.units.values(), ...conditions];
  const printer = new SchemaPrinter(options, recursive);
  const printed = new Map<Unit, Printed>();
  for (let stale = all; ;) {
    for (const unit of stale) {
      const needs = new Set<Unit>();
      const inThunk = recursive.has(unit);
      const places = new Places(unit.id);
      const scope = {
        unit,
        inMember: false,
        inCheck: conditions.has(unit),
        inThunk,
        needs,
        place: "",
        places,
      };
      const asked = printer.asking();
      printed.set(unit, { expression: printer.define(unit.id, scope).code, needs, places, asked });
    }
    const before = new Set(recursive);
    const needsOf = (unit: Unit): Iterable<Unit> => printed.get(unit)?.needs ?? [];
    const ordered = inOrder(all, needsOf, recursive);
    if (recursive.size === before.size) {
      return { modules: byModule(ordered, printed, recursive, conditions), printer };
    }
    const isNew = (unit: Unit): boolean => recursive.has(unit) && !before.has(unit);
    stale = all.filter((unit) => isNew(unit) || [...(printed.get(unit)?.asked ?? [])].some(isNew));
  }
}

/** Depth first, a unit after those it needs at once; one that is needed while it waits becomes recursive. */
function inOrder(
  units: readonly Unit[],
  needs: (unit: Unit) => Iterable<Unit>,
  recursive: Set<Unit>,
): Unit[] {
  const ordered = new Set<Unit>();
  const waiting = new Set<Unit>();
  const visit = (unit: Unit): void => {
    if (ordered.has(unit)) return;
    waiting.add(unit);
    for (const need of needs(unit)) {
      if (waiting.has(need)) recursive.add(need);
      else visit(need);
    }
    waiting.delete(unit);
    ordered.add(unit);
  };
  units.forEach(visit);
  return [...ordered];
}

function byModule(
  units: readonly Unit[],
  printed: ReadonlyMap<Unit, Printed>,
  recursive: ReadonlySet<Unit>,
  conditions: ReadonlySet<Unit>,
): Map<string, Statement[]> {
  const modules = new Map<string, Statement[]>();
  for (const unit of units) {
    const { expression = nothing, places } = printed.get(unit) ?? {};
    const value = recursive.has(unit) ? lazily(unit.schema, expression) : expression;
    const statement: Statement = conditions.has(unit)
      ? { code: declaration(unit.name, value) }
      : { ...docsOf(unit.schema), code: declaration(unit.name, value, places) };
    modules.set(unit.module, [...(modules.get(unit.module) ?? []), statement]);
  }
  return modules;
}

/** A schema and where it stands; one that only has another name stands where that one does. */
export function declaration(name: string, expression: Code, places?: Places): Code {
  const own = places === undefined ? expression : ownSchema(expression);
  const statement = code`export const ${identifier(name)} = ${own};`;
  const [first, ...more] = expression.parts;
  const isAlias = more.length === 0 && typeof first !== "string";
  return isAlias || places === undefined
    ? statement
    : code`${statement}\n${places.statement(name)}`;
}

/** The first paragraph of the description, else the title. */
export function docsOf({ docs }: Schema): { readonly docs?: string } {
  const { description } = docs;
  const text = (description && firstParagraph(description)) ?? docs.title ?? docs.summary;
  return text === undefined || text === "" ? {} : { docs: text };
}

/** What `docsOf` takes of a description. */
export function firstParagraph(description: string): string {
  return description.trim().split(/\n\s*\n/)[0] ?? "";
}
