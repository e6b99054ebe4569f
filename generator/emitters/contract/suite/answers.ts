import type { MediaType, Operation, Response } from "../../../model/model.js";
import { alternativesOf } from "../alternatives.js";
import type { AnswerCase, CaseOperation } from "../case.js";
import { type NamedValue, type Requests, synthesisedByName } from "../inputs.js";
import { headerCases } from "./headers.js";
import type { PlayedAnswer } from "./played-headers.js";
import type { AnswerContext } from "./answer-body.js";
import { valuesOf } from "./answer-values.js";
import { violationsOf } from "./answer-violations.js";
import type { SuiteCase } from "./suite.js";

/** The answers of an operation: each documented one, what their schemas allow, and each constraint broken. */
export function answerCases(context: AnswerContext, { cases }: CaseOperation): SuiteCase[] {
  const { model, operation, requests, units } = context;
  const found: SuiteCase[] = [];
  for (const response of operation.responses) {
    const documented = String(response.status);
    const own = cases
      .filter((one) => one.kind === "answer")
      .filter((one) => one.documented === documented);
    const [asked] = own;
    if (asked === undefined)
      units.add(
        "answer",
        documented,
        response.pointer,
        alternativesOf(model).noRequestBy(operation),
      );
    for (const one of own) {
      const name = [documented, one.mediaType].filter(Boolean).join(" ");
      const covers = [units.add("answer", name, response.pointer)];
      if (one.body !== undefined && one.example !== undefined)
        covers.push(units.add("example", `${documented} ${one.example}`, one.pointer));
      found.push({ ...bodied(one, response, requests), covers });
    }
    if (asked === undefined) continue;
    const played = playedAnswer(found, documented, response);
    if (played !== undefined) found.push(...headerCases(context, response, played));
    else
      for (const { key, pointer } of response.headers)
        units.add(
          "header",
          `${documented} ${key} present`,
          pointer,
          "bodies of several parts are not played",
        );
    for (const media of response.content) {
      const { schema } = media;
      if (media.codec !== "json" || schema === undefined || !hasBody(operation, asked.status))
        continue;
      const body = { response, media, schema, bases: basesOf(media, requests), asked };
      found.push(...valuesOf(context, body, found), ...violationsOf(context, body));
    }
  }
  return found;
}

/** An answer to be played with headers: one of JSON, else whatever it comes in. */
function playedAnswer(
  found: readonly SuiteCase[],
  documented: string,
  { content }: Response,
): PlayedAnswer | undefined {
  const own = found
    .filter((one) => one.kind === "answer")
    .filter((one) => one.documented === documented);
  const codecOf = (one: AnswerCase) => content.find(({ type }) => type === one.mediaType)?.codec;
  const one = own.find((each) => codecOf(each) === "json") ?? own[0];
  if (one === undefined) return undefined;
  const { status, input, mediaType } = one;
  const value = one.body?.value;
  const codec = codecOf(one);
  if (codec === "multipart") return undefined;
  const isJson = codec === "json";
  const text = isJson ? JSON.stringify(value ?? null) : typeof value === "string" ? value : SOME;
  return { documented, status, input, text, ...(mediaType === undefined ? {} : { mediaType }) };
}

/** Text of no JSON: a form has one field, and a sequence no item. */
const SOME = "\n";

/** An answer without an example gets a body of ours: what a mock makes up need not be valid. */
function bodied(
  one: AnswerCase,
  { content }: Response,
  requests: Requests,
): AnswerCase & { made?: true } {
  const media = content.find(({ type }) => type === one.mediaType);
  if (one.body !== undefined || media?.codec !== "json") return one;
  const [base] = basesOf(media, requests);
  return base === undefined ? one : { ...one, body: { value: base.value }, made: true };
}

/** Whether an answer of the status has a body at all. @see https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1 */
export function hasBody({ method }: Operation, status: number): boolean {
  return method !== "head" && status >= 200 && ![204, 205, 304].includes(status);
}

function basesOf({ schema, examples }: MediaType, requests: Requests): NamedValue[] {
  if (schema === undefined) return [];
  const valid = examples
    .filter(({ value }) => requests.evaluator.isValid(schema, value))
    .map(({ key, value }) => ({ name: key === undefined ? "example" : `example-${key}`, value }));
  return [...valid, ...synthesisedByName(schema, requests)];
}
