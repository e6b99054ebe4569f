import type { Pointer } from "../../../model/schema.js";
import { type Feature, featureKey } from "../features.js";
import { EMPTY, VOIDED } from "../alternatives.js";
import { UNREACHED } from "../bounds.js";
import type { Uncovered } from "../case.js";
import { UNSHOWN } from "../clause.js";
import { ABSORBED } from "../search.js";
import type { Forbidden } from "../variation.js";
import { CLASHING, OUTSIDE, SHADOWED, UNDECLARED } from "./access.js";
import type { Dimension, Unit } from "./suite.js";

/** The reason of an address that an answer leads to. */
export const FOLLOWED = "the client goes where it leads, and gives the answer from there";

/** Reasons that lie in the document: nothing can show or break it. */
const VOID: ReadonlySet<string> = new Set<string | Forbidden>([
  ABSORBED,
  "another schema of the same place requires it",
  "another schema of the same place takes no null",
  "another schema of the same place does not take it",
  "another schema of the same place takes no members but those it knows",
  VOIDED,
  EMPTY,
  UNSHOWN,
  FOLLOWED,
  OUTSIDE,
  UNDECLARED,
  SHADOWED,
  CLASHING,
  UNREACHED,
] satisfies (
  | typeof UNREACHED
  | typeof ABSORBED
  | typeof FOLLOWED
  | typeof OUTSIDE
  | typeof UNDECLARED
  | typeof SHADOWED
  | typeof CLASHING
  | Forbidden
)[]);

/** Whether a reason lies in the document. */
export function isVoid(reason: string): boolean {
  return VOID.has(reason);
}

/** Collects an operation's units; each once, the first reason kept until a case covers it. */
export class Units {
  readonly #units = new Map<string, Unit>();

  constructor(readonly operation: string) {}

  /** Notes a unit and returns its id. */
  add(dimension: Dimension, name: string, pointer: Pointer, reason?: string): string {
    const id = `${this.operation} ${dimension}: ${name}`;
    const known = this.#units.get(id);
    if (known === undefined || (known.reason !== undefined && reason === undefined))
      this.#units.set(id, {
        id,
        dimension,
        name,
        pointer,
        ...(reason === undefined ? {} : { reason }),
        ...(reason !== undefined && isVoid(reason) ? { isVoid: true as const } : {}),
      });
    return id;
  }

  /** The unit of a feature by its key. */
  feature(dimension: Dimension, feature: Feature, place: string, reason?: string): string {
    return this.add(dimension, `${place}${featureName(feature)}`, feature.schema, reason);
  }

  constraint(dimension: Dimension, { pointer, keyword, detail, reason }: Broken): string {
    const name = `${pointer}${detail === undefined ? "" : ` ${detail}`}`;
    return this.add(
      dimension,
      pointer.endsWith(keyword) ? name : `${name} ${keyword}`,
      pointer,
      reason,
    );
  }

  all(): Unit[] {
    return [...this.#units.values()];
  }
}

type Broken = Pick<Uncovered, "pointer" | "keyword" | "detail"> & { readonly reason?: string };

/** `#/components/schemas/Pet tag absent`. */
function featureName({ schema, kind, detail }: Feature): string {
  switch (kind) {
    case "present":
    case "absent":
      return `${schema} ${detail} ${kind}`;
    case "extra":
      return `${schema} with a member it does not list`;
    case "value":
      return `${schema} = ${detail}`;
    case "null":
      return `${schema} = null`;
    case "type":
      return `${schema} as ${detail}`;
    case "branch":
      return `${schema}/${detail}`;
    case "bound":
      return `${schema} at ${detail}`;
    case "negative":
      return `${schema} below zero`;
    case "length":
      return `${schema} ${detail === "none" ? "without items" : "with several items"}`;
  }
}

/** Features by their keys. */
export function byKey(features: readonly Feature[]): Map<string, Feature> {
  return new Map(features.map((feature) => [featureKey(feature), feature]));
}
