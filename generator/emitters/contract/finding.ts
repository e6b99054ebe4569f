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

/** Nothing found yet, or nothing but the verdict. */
export function findingOf(valid: boolean): Finding {
  return { valid, visits: [], properties: undefined, items: undefined };
}

/** Verdicts without anything else, which nobody adds to. */
export const HOLDS: Finding = Object.freeze(findingOf(true));
export const FAILS: Finding = Object.freeze(findingOf(false));

/** Of an evaluation that asks for validity alone. */
export const NO_VISITS: Finding["visits"] = [];

/** What a schema of the same place found counts where it holds. */
export function absorb(found: Finding, other: Finding): void {
  if (!other.valid) return;
  for (const visit of other.visits) found.visits.push(visit);
  for (const key of other.properties ?? []) (found.properties ??= new Set()).add(key);
  for (const index of other.items ?? []) (found.items ??= new Set()).add(index);
}
