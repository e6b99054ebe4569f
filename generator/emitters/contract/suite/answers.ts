import type { Json } from "../../../model/json.js";
import type { ApiModel, MediaType, Operation, Response } from "../../../model/model.js";
import type { AnswerCase, CaseOperation } from "../case.js";
import { applyEdit } from "../edit.js";
import { featuresBelow } from "../features.js";
import { type NamedInput, type Requests, synthesised } from "../inputs.js";
import { Search } from "../search.js";
import { vary } from "../variation.js";
import { errorOfAnswer, type SuiteCase } from "./suite.js";
import { byKey, type Units } from "./units.js";
import { reasonOf } from "./requests.js";

/** Values made, and constraints broken, for one media type at most. */
const LIMIT = 1000;

/** What answers of the whole document have shown and broken: components are judged once. */
export interface Shown {
  readonly features: Set<string>;
  readonly constraints: Set<string>;
}

/** The answers of an operation: each documented one, what their schemas allow, and each constraint broken. */
export function answerCases(
  model: ApiModel,
  operation: Operation,
  { cases }: CaseOperation,
  answers: Requests,
  shown: Shown,
  units: Units,
): SuiteCase[] {
  const found: SuiteCase[] = [];
  for (const response of operation.responses) {
    const documented = String(response.status);
    const own = cases
      .filter((one) => one.kind === "answer")
      .filter((one) => one.documented === documented);
    const [asked] = own;
    if (asked === undefined)
      units.add("answer", documented, response.pointer, "no valid request was found");
    for (const one of own) {
      const name = [documented, one.mediaType].filter(Boolean).join(" ");
      const covers = [units.add("answer", name, response.pointer)];
      if (one.body !== undefined && one.example !== undefined)
        covers.push(units.add("example", `${documented} ${one.example}`, one.pointer));
      found.push({ ...bodied(one, response, answers), covers });
    }
    if (asked === undefined) continue;
    for (const media of response.content) {
      const { schema } = media;
      if (media.codec !== "json" || schema === undefined || !hasBody(operation, asked.status))
        continue;
      const bases = basesOf(media, answers);
      found.push(
        ...valuesOf(model, operation, response, media, bases, asked, answers, shown, units, found),
      );
      found.push(
        ...violations(model, operation, response, media, bases, asked, answers, shown, units),
      );
    }
  }
  return found;
}

/** An answer without an example gets a body of ours: what a mock makes up need not be valid. */
function bodied(
  one: AnswerCase,
  { content }: Response,
  answers: Requests,
): AnswerCase & { made?: true } {
  const media = content.find(({ type }) => type === one.mediaType);
  if (one.body !== undefined || media?.codec !== "json") return one;
  const [value] = basesOf(media, answers);
  return value === undefined ? one : { ...one, body: { value }, made: true };
}

/** Whether an answer of the status has a body at all. @see https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1 */
export function hasBody({ method }: Operation, status: number): boolean {
  return method !== "head" && status >= 200 && ![204, 205, 304].includes(status);
}

function basesOf({ schema, examples }: MediaType, { evaluator, ...rest }: Requests): Json[] {
  if (schema === undefined) return [];
  const valid = examples
    .map(({ value }) => value)
    .filter((value) => evaluator.isValid(schema, value));
  return [...valid, ...synthesised(schema, { evaluator, ...rest })];
}

type Asked = Extract<SuiteCase | CaseOperation["cases"][number], { readonly kind: "answer" }>;

function valuesOf(
  model: ApiModel,
  operation: Operation,
  { status: documented }: Response,
  media: MediaType,
  bases: readonly Json[],
  asked: Asked,
  answers: Requests,
  { features: known }: Shown,
  units: Units,
  soFar: readonly SuiteCase[],
): SuiteCase[] {
  const { schema } = media;
  if (schema === undefined) return [];
  const features = byKey(featuresBelow(model, schema, "response"));
  const { shown, made, missing } = vary(model, schema, bases, {
    requests: answers,
    direction: "response",
    known,
    limit: LIMIT,
    asText: false,
  });
  const unitsOf = (keys: Iterable<string>): string[] =>
    [...keys].flatMap((key) => {
      const feature = features.get(key);
      return feature === undefined ? [] : [units.feature("answer value", feature, "")];
    });
  const found: SuiteCase[] = [];
  const add = (value: Json, covers: readonly string[]): void => {
    const id = `${operation.name}/answer/${String(documented)}/${media.type}~${String(found.length + 1)}`;
    const { status, input } = asked;
    const base = {
      kind: "answer",
      id,
      pointer: media.pointer,
      input,
      documented: String(documented),
    } as const;
    found.push({
      ...base,
      status,
      mediaType: media.type,
      prefer: "",
      body: { value },
      made: true,
      covers,
    });
  };
  shown.forEach((keys, index) => {
    const value = bases[index];
    if (value === undefined || keys.size === 0) return;
    const text = JSON.stringify(value);
    const played = soFar.find(
      (one) =>
        one.kind === "answer" &&
        one.documented === String(documented) &&
        one.mediaType === media.type &&
        JSON.stringify(one.body?.value) === text,
    );
    if (played === undefined) add(value, unitsOf(keys));
    else (played.covers as string[]).push(...unitsOf(keys));
  });
  for (const { value, shows } of made) add(value, unitsOf(shows));
  for (const feature of missing) {
    units.feature("answer value", feature, "", reasonOf(feature));
  }
  return found;
}

function violations(
  model: ApiModel,
  operation: Operation,
  { status: documented }: Response,
  media: MediaType,
  bases: readonly Json[],
  asked: Asked,
  answers: Requests,
  { constraints: known }: Shown,
  units: Units,
): SuiteCase[] {
  const { schema } = media;
  if (schema === undefined || bases.length === 0) return [];
  const inputs = bases.map((value, index): { input: NamedInput; value: Json } => ({
    value,
    input: { name: String(index), pointer: media.pointer, input: { body: value } },
  }));
  const search = new Search(model, operation, answers, LIMIT, "response", known);
  search.breakAll({ schema, bases: inputs, asText: false, at: "/body", whole: false });
  const { cases, inputs: more, uncovered } = search.result();
  for (const one of uncovered) units.constraint("answer constraint", one);
  const values = new Map(
    [...inputs.map(({ input }) => input), ...more].map(({ name, input }) => [name, input]),
  );
  return cases.flatMap(({ id, pointer, keyword, detail, edit, input, alone }): SuiteCase[] => {
    const value = applyEdit(values.get(input) ?? {}, edit).body;
    if (value === undefined) return [];
    const own = id.replace(`${operation.name}/violation/body`, "");
    const { status } = asked;
    return [
      {
        kind: "answer-violation",
        id: `${operation.name}/answer-violation/${String(documented)}/${media.type}${own}`,
        pointer,
        input: asked.input,
        documented: String(documented),
        status,
        mediaType: media.type,
        keyword,
        ...(detail === undefined ? {} : { detail }),
        value,
        alone,
        error: errorOfAnswer(status, true),
        covers: [
          units.constraint("answer constraint", {
            pointer,
            keyword,
            ...(detail === undefined ? {} : { detail }),
          }),
        ],
      },
    ];
  });
}
