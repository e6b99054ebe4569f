import type { ApiModel } from "../model/model.js";
import type { SchemaId } from "../model/schema.js";
import { Inclusion, type Same } from "./inclusion.js";
import { Meaning } from "./meaning.js";
import type { Reason } from "./reason.js";
import { unchangedSchemas } from "./unchanged.js";

/** How the values of a schema changed: `narrower` accepts fewer than before, `wider` more. */
export type Verdict = "equal" | "narrower" | "wider" | "incomparable";

export interface Relation {
  readonly verdict: Verdict;
  /** Why what was valid need not be any more: `sub` is the schema before. */
  readonly narrower: readonly Reason[];
  /** Why what is valid need not have been: `sub` is the schema after. */
  readonly wider: readonly Reason[];
}

/** Relates the schemas of two documents. */
export interface Relator {
  /**
   * Compares the values that satisfy all schemas of each list. `equal`, and one direction of
   * `narrower` and `wider`, are proven; `incomparable` may say that nothing was.
   */
  relate(before: readonly SchemaId[], after: readonly SchemaId[]): Relation;
  /** What `relate` says of `narrower`, where the other direction is not asked for. */
  narrower(before: readonly SchemaId[], after: readonly SchemaId[]): readonly Reason[];
  /** Whether all values before are proven to be values after; why not is not found out, which is told much sooner. */
  isWithin(before: readonly SchemaId[], after: readonly SchemaId[]): boolean;
}

export function relator(before: ApiModel["schemas"], after: ApiModel["schemas"]): Relator {
  const old = new Meaning(before);
  const young = before === after ? old : new Meaning(after);
  const unchanged = before === after ? undefined : unchangedSchemas(before, after);
  const same: Same = (sub, sup, sides) =>
    sub === sup && (sides.sub === sides.sup || unchanged?.has(sub) !== false);
  const inclusion = new Inclusion(same);
  const brief = new Inclusion(same, { isBrief: true });
  const narrowerBy: Relator["narrower"] = (from, to) =>
    inclusion.reasons(from, to, { sub: old, sup: young });
  return {
    narrower: narrowerBy,
    isWithin: (from, to) => brief.holds(from, to, { sub: old, sup: young }),
    relate: (from, to) => {
      const narrower = narrowerBy(from, to);
      const wider = inclusion.reasons(to, from, { sub: young, sup: old });
      return { verdict: verdictOf(narrower.length, wider.length), narrower, wider };
    },
  };
}

function verdictOf(narrower: number, wider: number): Verdict {
  if (narrower > 0) return wider > 0 ? "incomparable" : "narrower";
  return wider > 0 ? "wider" : "equal";
}
