import type { Code } from "../../code/code.js";
import type { SchemaId } from "../../model/schema.js";
import type { Kind } from "../../model/literals.js";
import type { Dialect } from "./dialect.js";
import type { Facts } from "./facts.js";
import type { Places } from "./places.js";
import type { Unit } from "./units.js";

/** Where an expression will stand, which decides how it may mention a schema of its own cycle. */
export interface Scope {
  /** The declaration being printed; absent in operations, which are on no cycle. */
  readonly unit?: Unit;
  /** The schema whose own keywords are being printed. */
  readonly whole?: SchemaId;
  /** Inside a member of an object, where cycles are cut. */
  readonly inMember: boolean;
  /** Inside a check, whose argument need not be typed. */
  readonly inCheck: boolean;
  /** Inside a thunk: read when all is defined, and typed apart. */
  readonly inThunk: boolean;
  /** Collects the units that must be defined before this one. */
  readonly needs: Set<Unit>;
  /** Where the schema being printed stands, from the declaration on. */
  readonly place: string;
  /** Collects the places that do not follow from the structure. */
  readonly places: Places;
}

/** What the printers of the kinds of schemas need of the whole. */
export interface Printer {
  readonly facts: Facts;
  readonly dialect: Dialect;
  readonly assertsFormats: boolean;
  /** Numbers may be `bigint` and `ExactNumber` where their formats promise that much. */
  readonly exactNumbers: boolean;
  /** The schema as an expression; `assumed` are the kinds of values that can reach it. */
  print(id: SchemaId, scope: Scope, assumed?: ReadonlySet<Kind>): Expression;
  /** The schema at a further place; unknown where it is told inside its own telling. */
  again(id: SchemaId, scope: Scope): Code;
  /** The schema as a condition of `unevaluated…`, of which only the verdict matters. */
  ask(id: SchemaId, scope: Scope): Code;
  /** A regular expression as text; undefined when ECMAScript has no such expression. */
  pattern(source: string): Code | undefined;
  /** The declaration a reference leads to. */
  unit(id: SchemaId): Unit | undefined;
  /** Declared by `js.lazy`, so not known to be an object. */
  isRecursive(unit: Unit): boolean;
}

export interface Expression {
  readonly code: Code;
  /** May refuse unknown keys in a way that a zod intersection would forgive. */
  readonly strict: boolean;
  /** The schema it is printed from, when that is not the one whose conjunct it is. */
  readonly at?: SchemaId;
}

/** Conjuncts of one schema: all hold, and so do the checks. */
export interface Conjunction {
  readonly parts: Expression[];
  readonly checks: Code[];
  /** Checks that say themselves where they stand. */
  readonly apart: Code[];
}

/**
 * A schema of the same cycle, mentioned in a member: by `js.lazy`, with its type stated. zod's own
 * getters infer such types, but lose `?` from recursive members, depending on which of the schemas
 * TypeScript happens to look at first.
 */
export function isLazy(unit: Unit, scope: Scope): boolean {
  return scope.inMember && !scope.inThunk && isOfSameCycle(unit, scope);
}

export function isOfSameCycle(unit: Unit, scope: Scope): boolean {
  return unit.cycle !== undefined && unit.cycle === scope.unit?.cycle;
}

export function ofCheck(scope: Scope): Scope {
  return { ...scope, inCheck: true };
}
