import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { diagnose } from "../../diagnostics/reporter.js";
import type { Json } from "../../model/json.js";
import type { ApiModel, MediaType, Operation } from "../../model/model.js";
import type { Emission, Emitter } from "../emitter.js";
import { answersOf, securityOf } from "./answers.js";
import type { Case, CaseFile, CaseOperation, Input, RequestCase } from "./case.js";
import { Evaluator } from "./evaluate.js";
import { inputsOf, isStructured, type NamedInput, type Requests, requestsOf } from "./inputs.js";
import { violationsOf } from "./violations.js";

export interface ContractOptions {
  /** Violations derived for one operation at most; default 300. What is left out is listed as uncovered. */
  readonly limit?: number;
}

/** Emits `contract/cases.json`: the document's promises as cases that a runner sends. @see CaseFile */
export function contract(options: ContractOptions = {}): Emitter {
  return {
    name: "contract",
    // Cases say nothing in prose.
    retell: (written) => written,
    emit(model): Emission {
      const judges = judgesOf(model);
      const file = casesOf(model, options, judges);
      const value = file as unknown as Json;
      return {
        files: [{ path: "contract/cases.json", kind: "json", value }],
        diagnostics: [...model.operations.flatMap(invalidExamples(judges)), ...unsent(model, file)],
      };
    },
  };
}

/** What judges a document's values: kept for all its operations, since they share components. */
interface Judges {
  readonly requests: Requests;
  readonly answers: Evaluator;
}

function judgesOf(model: ApiModel): Judges {
  return { requests: requestsOf(model), answers: new Evaluator(model, "response") };
}

/** The cases of a document: same model, same cases, in the document's order. */
export function casesOf(
  model: ApiModel,
  options: ContractOptions = {},
  judges: Judges = judgesOf(model),
): CaseFile {
  return {
    version: 1,
    document: { title: model.info.title, version: model.info.version },
    operations: model.operations.map((operation) =>
      operationCases(model, operation, judges, options.limit ?? 300),
    ),
  };
}

function operationCases(
  model: ApiModel,
  operation: Operation,
  { requests, answers: judge }: Judges,
  limit: number,
): CaseOperation {
  const inputs = inputsOf(operation, requests);
  const {
    cases: violations,
    inputs: more,
    uncovered,
  } = violationsOf(model, operation, inputs, requests, limit);
  const answers = inputs.length === 0 ? [] : answersOf(operation, inputs, judge);
  const others: Case[] = [...answers, ...securityOf(model, operation, inputs), ...violations];
  const used = new Set(others.map((one) => one.input));
  const kept = [...inputs, ...more].filter(
    ({ name }) => used.has(name) || !name.startsWith("synthesised"),
  );
  return {
    name: operation.name,
    method: operation.method,
    path: operation.path,
    inputs: inputTable(kept),
    cases: [...kept.map((one) => requestCase(operation, one)), ...others],
    uncovered,
  };
}

function inputTable(inputs: readonly NamedInput[]): { readonly [name: string]: Input } {
  return Object.fromEntries(inputs.map(({ name, input }) => [name, input]));
}

function requestCase(operation: Operation, { name, pointer }: NamedInput): RequestCase {
  return { kind: "request", id: `${operation.name}/request/${name}`, pointer, input: name };
}

/** Examples of an operation's bodies that their schemas refuse. */
function invalidExamples({ requests, answers }: Judges): (operation: Operation) => Diagnostic[] {
  const refused = (content: readonly MediaType[], evaluator: Evaluator): Diagnostic[] =>
    content.filter(isStructured).flatMap(({ schema, examples }) =>
      examples.flatMap(({ pointer, value }) => {
        const reason = schema === undefined ? undefined : evaluator.objection(schema, value);
        if (reason === undefined) return [];
        return [diagnose("schema/invalid-example", { file: "", pointer }, { reason })];
      }),
    );
  return ({ requestBody, responses }) => [
    ...refused(requestBody?.content ?? [], requests.evaluator),
    ...responses.flatMap(({ content }) => refused(content, answers)),
  ];
}

/** Operations that no case can be sent to; single constraints are listed in the file. */
function unsent(model: ApiModel, file: CaseFile): Diagnostic[] {
  return model.operations
    .filter((_, index) => Object.keys(file.operations[index]?.inputs ?? {}).length === 0)
    .map(({ name, pointer }) =>
      diagnose("contract/no-request", { file: "", pointer }, { operation: name }),
    );
}
