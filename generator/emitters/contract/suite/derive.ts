import type { ApiModel } from "../../../model/model.js";
import type { Operation } from "../../../model/model.js";
import type { Edit, Input } from "../case.js";
import { withOwnNames } from "../case-names.js";
import { casesOf } from "../contract.js";
import { applyEdit } from "../edit.js";
import { requestsOf, type Requests } from "../inputs.js";
import { Shown } from "./answer-body.js";
import { accessCases } from "./access.js";
import { answerCases } from "./answers.js";
import { faultCases } from "./faults.js";
import { nullEdit } from "./nulls.js";
import { requestCases } from "./requests.js";
import type { Suite, SuiteCase } from "./suite.js";
import { Units } from "./units.js";

export interface SuiteOptions {
  /** Violations derived for one operation at most; default 1000. */
  readonly limit?: number;
}

/**
 * The contract suite of a document. Components' schemas are varied and broken once for all answers of
 * the document, so that its size grows with the document and not with how often it refers to them;
 * others are for each operation, as its client has them each time.
 */
export function suiteOf(model: ApiModel, options: SuiteOptions = {}): Suite {
  const file = casesOf(model, { limit: options.limit ?? 1000 });
  const requests = requestsOf(model);
  const answers = requestsOf(model, "response");
  const shown = new Shown();
  const derivations = model.operations.flatMap((operation, index) => {
    const derived = file.operations[index];
    if (derived === undefined) return [];
    const { inputs } = derived;
    const units = new Units(derived.name);
    const cases: SuiteCase[] = [
      ...requestCases(model, operation, derived, requests, units),
      ...answerCases({ model, operation, requests: answers, shown, units }, derived),
      ...faultCases(model, operation, derived, answers, units),
      ...accessCases(model, operation, derived, units),
    ];
    for (const one of derived.cases) {
      if (one.kind === "security")
        cases.push({ ...one, covers: [units.add("security", "no credentials", one.pointer)] });
      if (one.kind !== "violation") continue;
      cases.push({ ...one, covers: [units.constraint("request constraint", one)] });
      const edit = nullEdit(one);
      if (edit === undefined || isValid(operation, requests, inputs[one.input], edit)) continue;
      const byNull = { ...one, id: `${one.id}/null`, detail: "null", edit };
      cases.push({ ...byNull, covers: [units.constraint("request constraint", byNull)] });
    }
    shown.forgetUndeclared();
    for (const one of derived.uncovered) units.constraint("request constraint", one);
    return [{ derived, cases, units }];
  });
  shown.reportMissing();
  return {
    document: file.document,
    operations: derivations.map(({ derived: { name, method, path, inputs }, cases, units }) => ({
      name,
      method,
      path,
      inputs,
      cases: withOwnNames(cases, said),
      units: units.all(),
    })),
  };
}

/** Whether a request with JSON is valid once it is edited; one with a body of text is none to ask about. */
function isValid(
  { requestBody }: Operation,
  { evaluator }: Requests,
  input: Input | undefined,
  edit: Edit,
): boolean {
  const media = requestBody?.content.find(({ type }) => type === input?.contentType);
  if (input === undefined || media?.codec !== "json" || media.schema === undefined) return true;
  const { body } = applyEdit(input, edit);
  return body === undefined || evaluator.isValid(media.schema, body);
}

/** All that a case says, its clause first, but for what it covers: that depends on the cases before it. */
function said({ covers: _, ...rest }: SuiteCase): object {
  return [rest.pointer, rest];
}
