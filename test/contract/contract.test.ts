import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ApiError, isErrorOf, ValidationError } from "../../generated/src/index.js";
import type {
  AnswerCase,
  Case,
  CaseOperation,
  ViolationCase,
} from "../../generator/emitters/contract/case.js";
import { type Mock, startPrism } from "../../scripts/prism.js";
import { failuresOf } from "./concurrently.js";
import { constraintTable, Coverage } from "./coverage.js";
import { Ledger, type LedgerEntry, placeOf } from "./ledger.js";
import {
  answerValidator,
  call,
  DOCUMENT,
  type Outcome,
  readContract,
} from "./package-under-test.js";
import { answerFaults, isProblem, requestFaults } from "./prism.js";
import { brokenInput, inputOf, operationOf, requestObjections } from "./requests.js";
import { Witness } from "./witness.js";

const { model, file } = await readContract();
const coverage = new Coverage(model);
const ledger = new Ledger(
  JSON.parse(await readFile(new URL("ledger.json", import.meta.url), "utf8")) as LedgerEntry[],
);
const requests = new Witness(model.document, "request");
const answers = new Witness(model.document, "response");
let mock: Mock;

beforeAll(async () => {
  mock = await startPrism(DOCUMENT);
});

afterAll(async () => {
  await mock.stop();
  console.log(`\n${coverage.table()}\n\n${constraintTable(file)}\n`);
});

it("hands over every documented answer, typed and valid", async () => {
  const failures = await failuresOf(casesOf("answer"), async ({ operation, one }) => {
    const outcome = await call(operation.name, inputOf(operation, one.input), {
      baseUrl: mock.url,
      headers: {
        Prefer: one.prefer,
        ...(one.mediaType === undefined ? {} : { Accept: one.mediaType }),
      },
    });
    const fault = answerFault(operation, one, outcome);
    if (fault === undefined) coverage.cover(operation.name, one.documented);
    return fault === undefined ? undefined : `${one.id}: ${fault}`;
  });
  expect(failures).toEqual([]);
  expect(coverage.missing()).toEqual([]);
});

it("sends every valid request, and Prism finds nothing wrong with it", async () => {
  const failures = await failuresOf(casesOf("request"), async ({ operation, one }) => {
    const outcome = await call(operation.name, inputOf(operation, one.input), {
      baseUrl: mock.url,
    });
    if (outcome.error !== undefined) return `${one.id}: ${wordsOf(outcome.error)}`;
    const faults = outcome.response === undefined ? ["no answer"] : requestFaults(outcome.response);
    return faults.length === 0 ? undefined : `${one.id}: ${faults.join("; ")}`;
  });
  expect(failures).toEqual([]);
});

it("is refused with 401 without credentials, wherever some are needed", async () => {
  const cases = casesOf("security");
  const failures = await failuresOf(cases, async ({ operation, one }) => {
    const outcome = await call(operation.name, inputOf(operation, one.input), {
      baseUrl: mock.url,
      credentials: false,
    });
    if (!(outcome.error instanceof ApiError)) return `${one.id}: ${wordsOf(outcome.error)}`;
    if (outcome.error.status !== one.status) return `${one.id}: ${outcome.error.message}`;
    if (one.documented && !isErrorOf(operation.name as never, outcome.error))
      return `${one.id}: the error is not the documented one`;
    return undefined;
  });
  const guarded = model.operations.filter(
    ({ security }) => security.length > 0 && security.every((one) => Object.keys(one).length > 0),
  );
  expect(failures).toEqual([]);
  expect(cases.map(({ operation }) => operation.name)).toEqual(guarded.map(({ name }) => name));
});

it("refuses every violation before sending", async () => {
  const failures = await failuresOf(casesOf("violation"), async ({ operation, one }) => {
    const outcome = await call(operation.name, brokenInput(operation, one), { baseUrl: mock.url });
    if (outcome.sent > 0) return `${one.id}: was sent`;
    const { error } = outcome;
    const isRefused =
      error instanceof ValidationError && error.target === "request" && error.issues.length > 0;
    if (!isRefused) return `${one.id}: ${wordsOf(error)}`;
    return error.issues.some((issue) => issue.in === placeOf(one))
      ? undefined
      : `${one.id}: refused for another part of the request: ${error.message}`;
  });
  expect(failures).toEqual([]);
});

it("has every violation refused by Ajv", () => {
  const unseen = casesOf("violation").filter(
    ({ operation, one }) =>
      requestObjections(operationOf(model, operation.name), brokenInput(operation, one), requests)
        .length === 0,
  );
  expect(unseen.map(({ one }) => one.id)).toEqual([]);
});

it("has every violation that is sent anyway refused by Prism, or known to the ledger", async () => {
  const sendable = casesOf("violation").filter(({ one }) => one.unsendable === undefined);
  const failures = await failuresOf(sendable, async ({ operation, one }) => {
    const outcome = await call(operation.name, brokenInput(operation, one), {
      baseUrl: mock.url,
      validation: false,
    });
    const { response } = outcome;
    if (response === undefined) return `${one.id}: ${wordsOf(outcome.error)}`;
    if (isRefusal(response, one)) return undefined;
    return ledger.excuses(operation.name, one)
      ? undefined
      : `${one.id}: answered with ${response.status} to ${JSON.stringify(one.edit)}`;
  });
  expect(failures).toEqual([]);
  expect(ledger.idle(), "entries of ledger.json that are no longer needed").toEqual([]);
});

it("leaves no constraint of a request without a violation", () => {
  const uncovered = file.operations.flatMap(({ name, uncovered: list }) =>
    list.map(({ pointer, detail, reason }) => `${name} ${pointer} ${detail ?? ""}: ${reason}`),
  );
  expect(uncovered).toEqual([]);
});

/** The cases of one kind, each with its operation. */
function casesOf<Kind extends Case["kind"]>(
  kind: Kind,
): { readonly operation: CaseOperation; readonly one: Extract<Case, { readonly kind: Kind }> }[] {
  return file.operations.flatMap((operation) =>
    operation.cases.flatMap((one) => (isOfKind(one, kind) ? [{ operation, one }] : [])),
  );
}

function isOfKind<Kind extends Case["kind"]>(
  one: Case,
  kind: Kind,
): one is Extract<Case, { readonly kind: Kind }> {
  return one.kind === kind;
}

/** What is wrong with what the client made of an answer; `undefined` when nothing is. */
function answerFault(
  operation: CaseOperation,
  one: AnswerCase,
  outcome: Outcome,
): string | undefined {
  const { response, error } = outcome;
  if (response === undefined) return wordsOf(error);
  if (response.status !== one.status) return `answered with ${response.status}: ${wordsOf(error)}`;
  const faults = [...requestFaults(response), ...answerFaults(response)];
  if (faults.length > 0) return `Prism objects: ${faults.join("; ")}`;
  const isSuccess = one.status < 300;
  if (isSuccess && error !== undefined) return wordsOf(error);
  if (!isSuccess && !isErrorOf(operation.name as never, error))
    return `not thrown as documented: ${wordsOf(error)}`;
  const body = isSuccess ? outcome.data : (error as ApiError).body;
  if (one.mediaType === undefined)
    return body === undefined ? undefined : "has a body that is not documented";
  if (one.body !== undefined && !isDeepStrictEqual(body, one.body.value))
    return "the body is not the example that was asked for";
  const validator = answerValidator(operation.name, one.documented, one.mediaType);
  const media = operationOf(model, operation.name)
    .responses.find(({ status }) => String(status) === one.documented)
    ?.content.find(({ type }) => type === one.mediaType);
  if (media?.schema === undefined) return undefined;
  if (validator?.safeParse(body).success !== true)
    return "the generated validator refuses the body";
  const objection = answers.objection(media.schema, body as never);
  return objection === undefined ? undefined : `Ajv refuses the body: ${objection}`;
}

/** Prism's own words where it has them; the status it owes by its rule otherwise. */
function isRefusal(response: Response, one: ViolationCase): boolean {
  if (isProblem(response)) return [400, 422, 500].includes(response.status);
  return response.status === one.status && requestFaults(response).length > 0;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
