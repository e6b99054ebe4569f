import { safe } from "../diagnostics/quote.js";
import type { Pointer } from "../model/schema.js";
import { RULES, type RuleId, type RuleParams } from "./catalogue.js";
import type { Bump, Change, Party } from "./change.js";

/** The places of a change in both documents. */
export interface Places {
  readonly before?: Pointer | undefined;
  readonly after?: Pointer | undefined;
}

/** A value whose schemas were related, and what was found: a second opinion is asked about it. */
export interface Related {
  readonly operation: string;
  readonly name: string;
  readonly party: Party;
  readonly before: readonly Pointer[];
  readonly after: readonly Pointer[];
  readonly narrower: boolean;
  readonly wider: boolean;
}

const RANK = { error: 0, warning: 1, info: 2 } as const;

/** Gathers changes. What several operations have in common, by a component they share, is one change. */
export class Collector {
  readonly #changes = new Map<string, Change>();
  readonly related: Related[] = [];

  /** Adds a change of the catalogue; `prefix` tells callbacks and webhooks from operations. */
  add<C extends RuleId>(
    id: C,
    params: RuleParams<C>,
    places: Places,
    operations: readonly string[] = [],
    prefix = "",
  ): void {
    // The rule of an id takes the parameters of that id; TypeScript does not follow the link.
    const rule = RULES[id] as unknown as {
      severity: Change["severity"];
      bump?: Bump;
      message(params: RuleParams<C>): string;
      reason: string;
      advice?: string;
    };
    this.put({
      id: prefix + id,
      severity: rule.severity,
      bump: rule.bump ?? (rule.severity === "error" ? "major" : "minor"),
      message: rule.message(params),
      reason: rule.reason,
      ...(rule.advice === undefined ? {} : { advice: rule.advice }),
      operations,
      ...placed(places),
    });
  }

  put(change: Change): void {
    const { id, before, after, severity, message } = change;
    const isShared = (before ?? after ?? "").startsWith("#/components/");
    const key = JSON.stringify([
      id,
      before,
      after,
      isShared ? severity : message,
      isShared ? "" : change.operations,
    ]);
    const known = this.#changes.get(key);
    const operations = [...new Set([...(known?.operations ?? []), ...change.operations])];
    this.#changes.set(key, { ...(known ?? { ...change, message: safe(message) }), operations });
  }

  /** The gravest first; those alike in the order they were found. */
  get changes(): readonly Change[] {
    return [...this.#changes.values()].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  }
}

export function placed({ before, after }: Places): { before?: Pointer; after?: Pointer } {
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
