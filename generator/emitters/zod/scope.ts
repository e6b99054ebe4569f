import type { Code } from "../../code/code.js";
import type { SchemaId } from "../../model/schema.js";
import type { Kind } from "../../model/literals.js";
import type { Facts } from "./facts.js";
import type { Unit } from "./units.js";

/** Where an expression will stand, which decides how it may mention a schema of its own cycle. */
export interface Scope {
  /** The declaration being printed; absent in operations, which are on no cycle. */
  readonly unit?: Unit;
  /** Inside a getter or a thunk: evaluated when all is defined. */
  readonly deferred: boolean;
  /** Inside a check, whose argument need not be typed. */
  readonly residue: boolean;
  /** Inside a wrapper whose type is computed from its argument's. */
  readonly wrapped: boolean;
  readonly trace: Trace;
}

/** What printing found out, for those who asked. */
export interface Trace {
  /** A schema of the same cycle was mentioned outside a nested getter. */
  mentions: boolean;
  /** Schemas of the same cycle that must be defined before. */
  readonly eager: Set<Unit>;
  /** A mention stands where TypeScript cannot infer the declaration's type. */
  opaque: boolean;
}

export function newTrace(): Trace {
  return { mentions: false, eager: new Set(), opaque: false };
}

/** What the printers of the kinds of schemas need of the whole. */
export interface Printer {
  readonly facts: Facts;
  readonly assertsFormats: boolean;
  /** The schema as an expression; `assumed` are the kinds of values that can reach it. */
  print(id: SchemaId, scope: Scope, assumed?: ReadonlySet<Kind>): Expression;
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
}

/** Mentioned there with its type stated: zod's types lose optional keys where schemas lead to each other. */
export function isLazy(unit: Unit, scope: Scope): boolean {
  const sameCycle = unit.group !== undefined && unit.group === scope.unit?.group;
  return sameCycle && scope.deferred && unit.recursion === "mutual";
}

export function inCheck(scope: Scope): Scope {
  return { ...scope, residue: true };
}

export function inWrapper(scope: Scope): Scope {
  return { ...scope, wrapped: true };
}
