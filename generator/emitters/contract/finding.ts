import type { Json } from "../../model/json.js";
import type { SchemaId } from "../../model/schema.js";

/** A schema met on the way to a verdict of "valid", and the place it was applied to. */
export interface Visit {
  readonly schema: SchemaId;
  /** RFC 6901 pointer into the value. */
  readonly at: string;
  /** What is there. */
  readonly value: Json;
}

/** What a value breaks, and where. */
export interface Objection {
  /** That states the keyword. */
  readonly schema: SchemaId;
  readonly keyword: string;
  /** What the keyword names, where it names several: the property of `required`. */
  readonly detail: string | undefined;
  /** RFC 6901 pointer into the value. */
  readonly at: string;
}

/** What a schema found, with the annotations that `unevaluated…` asks for. */
export interface Finding {
  valid: boolean;
  /** The first fault; only where all is wanted. */
  fault?: Objection | undefined;
  readonly visits: Visit[];
  /** Of members and items that were spoken of; made when there are some. */
  properties: Set<string> | undefined;
  items: Set<number> | undefined;
}

function findingOf(valid: boolean, visits: Visit[]): Finding {
  return { valid, visits, properties: undefined, items: undefined };
}

/** Verdicts without anything else, which nobody adds to. */
export const HOLDS: Finding = Object.freeze(findingOf(true, []));
export const FAILS: Finding = Object.freeze(findingOf(false, []));

/** Shared: an evaluation that asks for validity alone notes no visit. */
const NO_VISITS: Visit[] = [];

/** Valid so far; with the first visit where all is wanted. */
export function begun(visit: Visit | undefined): Finding {
  return findingOf(true, visit === undefined ? NO_VISITS : [visit]);
}

/** Notes that a member was spoken of. */
export function noteProperty(found: Finding, key: string): void {
  (found.properties ??= new Set()).add(key);
}

/** Notes that an item was spoken of. */
export function noteItem(found: Finding, index: number): void {
  (found.items ??= new Set()).add(index);
}

/** What a schema of the same place found counts where it holds. */
export function absorb(found: Finding, other: Finding): void {
  if (!other.valid) return;
  const { visits, properties, items } = other;
  if (visits.length > 0) for (const visit of visits) found.visits.push(visit);
  if (properties !== undefined) for (const key of properties) noteProperty(found, key);
  if (items !== undefined) for (const index of items) noteItem(found, index);
}
