import type { Related } from "../changes/collector.js";
import { Evaluator } from "../emitters/contract/evaluate.js";
import type { Plan } from "../emitters/contract/plan.js";
import { Synthesiser } from "../emitters/contract/synthesise.js";
import type { Json } from "../model/json.js";
import type { ApiModel } from "../model/model.js";
import type { SchemaId } from "../model/schema.js";
import { smaller } from "./smaller.js";

/** A value that one document takes and the other does not, though the rules say it does. */
export interface Disagreement {
  readonly operation: string;
  readonly name: string;
  /** The document that takes it. */
  readonly accepted: "before" | "after";
  readonly instance: Json;
}

/** What drawn values say of the schemas that were related. */
export interface Opinion {
  /** Schemas asked about, each pair once. */
  readonly schemas: number;
  readonly instances: number;
  /** Ways, narrower or wider, that the rules see and a value shows; and that no value drawn shows. */
  readonly shown: number;
  readonly unshown: number;
  readonly disagreements: readonly Disagreement[];
}

/** Minimal and full values, each branch of unions in turn, conditions met and not. */
const PLANS: readonly Plan[] = [false, true].flatMap((optional) =>
  [0, 1, 2, 3, 4, 5].flatMap((branch) =>
    [false, true].map((conditions): Plan => ({ optional, branch, conditions })),
  ),
);
/** Different values of one plan. */
const EACH = 2;

/**
 * Draws values from each schema that changed, in the order of the document and without chance, and
 * lets the other document judge them. Rules and values are independent: the rules compare schemas
 * and know no value, the values know no rule.
 */
export function secondOpinion(
  before: ApiModel,
  after: ApiModel,
  related: readonly Related[],
): Opinion {
  const sides = { before: new Side(before), after: new Side(after) };
  const asked = new Set<string>();
  const disagreements: Disagreement[] = [];
  let [instances, shown, unshown] = [0, 0, 0];
  for (const pair of related) {
    const [old, young] = [pair.before[0], pair.after[0]];
    const key = JSON.stringify([old, young, pair.party]);
    if (old === undefined || young === undefined || asked.has(key)) continue;
    asked.add(key);
    for (const [from, to, says] of [
      ["before", "after", pair.narrower],
      ["after", "before", pair.wider],
    ] as const) {
      const [own, other] = from === "before" ? [old, young] : [young, old];
      const drawn = sides[from].values(own);
      instances += drawn.length;
      const refused = (value: Json): boolean =>
        sides[from].accepts(own, value) && !sides[to].accepts(other, value);
      const found = drawn.find(refused);
      if (says && found === undefined) unshown += 1;
      else if (says) shown += 1;
      else if (found !== undefined) {
        const { operation, name } = pair;
        disagreements.push({ operation, name, accepted: from, instance: smaller(found, refused) });
      }
    }
  }
  return { schemas: asked.size, instances, shown, unshown, disagreements };
}

/** One document, as what draws and judges needs it. Bodies were read in their direction before. */
class Side {
  readonly #synthesiser: Synthesiser;
  readonly #evaluator: Evaluator;

  constructor(model: ApiModel) {
    this.#synthesiser = new Synthesiser(model, "request");
    this.#evaluator = new Evaluator(model, "request");
  }

  values(id: SchemaId): Json[] {
    const found = new Map<string, Json>();
    for (const plan of PLANS) {
      for (let nth = 0; nth < EACH; nth += 1) {
        const value = this.#synthesiser.valueOf(id, plan, nth);
        if (value !== undefined) found.set(JSON.stringify(value), value);
      }
    }
    return [...found.values()];
  }

  accepts(id: SchemaId, value: Json): boolean {
    return this.#evaluator.isValid(id, value);
  }
}
