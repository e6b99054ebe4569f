import type { ApiModel } from "../../../model/model.js";
import { casesOf } from "../contract.js";
import { requestsOf } from "../inputs.js";
import type { Shown } from "./answer-body.js";
import { answerCases } from "./answers.js";
import { faultCases } from "./faults.js";
import { requestCases } from "./requests.js";
import type { Suite, SuiteCase } from "./suite.js";
import { Units } from "./units.js";

export interface SuiteOptions {
  /** Violations derived for one operation at most; default 1000. */
  readonly limit?: number;
}

/**
 * The contract suite of a document. Components of answers are varied and broken once for the whole
 * document, so that its size grows with the document and not with how often it refers to them.
 */
export function suiteOf(model: ApiModel, options: SuiteOptions = {}): Suite {
  const file = casesOf(model, { limit: options.limit ?? 1000 });
  const requests = requestsOf(model);
  const answers = requestsOf(model, "response");
  const shown: Shown = { features: new Set(), constraints: new Set() };
  return {
    document: file.document,
    operations: model.operations.flatMap((operation, index) => {
      const derived = file.operations[index];
      if (derived === undefined) return [];
      const { name, method, path, inputs } = derived;
      const units = new Units(name);
      const cases: SuiteCase[] = [
        ...requestCases(model, operation, derived, requests, units),
        ...answerCases({ model, operation, requests: answers, shown, units }, derived),
        ...faultCases(model, operation, derived, answers, units),
      ];
      for (const one of derived.cases) {
        if (one.kind === "security")
          cases.push({ ...one, covers: [units.add("security", "no credentials", one.pointer)] });
        if (one.kind === "violation")
          cases.push({ ...one, covers: [units.constraint("request constraint", one)] });
      }
      for (const one of derived.uncovered) units.constraint("request constraint", one);
      return [{ name, method, path, inputs, cases: numbered(cases), units: units.all() }];
    }),
  };
}

/** Ids tell cases apart: one that is taken is counted on. */
function numbered(cases: readonly SuiteCase[]): SuiteCase[] {
  const counts = new Map<string, number>();
  return cases.map((one) => {
    const count = (counts.get(one.id) ?? 0) + 1;
    counts.set(one.id, count);
    return count === 1 ? one : { ...one, id: `${one.id}~~${String(count)}` };
  });
}
