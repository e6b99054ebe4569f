import { headerReading } from "../../../model/header-reading.js";
import type { Json } from "../../../model/json.js";
import type { Parameter, Response } from "../../../model/model.js";
import { child } from "../../../model/pointer.js";
import type { Uncovered } from "../case.js";
import { shownName } from "../case-names.js";
import { applyEdit, below } from "../edit.js";
import { featuresBelow } from "../features.js";
import { parameterRules } from "../inputs.js";
import { UNSHOWN } from "../clause.js";
import { Search } from "../search.js";
import { vary } from "../variation.js";
import { type AnswerContext, LIMIT } from "./answer-body.js";
import { type PlayedAnswer, PlayedHeaders } from "./played-headers.js";
import { featuresOf, reasonOf } from "./requests.js";
import type { PlayedHeader, SuiteCase } from "./suite.js";
import { byKey } from "./units.js";

/** One header of an answer, and all that are played. */
interface Subject {
  readonly context: AnswerContext;
  readonly header: Parameter;
  readonly played: PlayedHeaders;
}

/**
 * The answers that show the headers of a response: each there and each left out, what their schemas
 * allow, and each constraint broken, alone.
 */
export function headerCases(
  context: AnswerContext,
  response: Response,
  answer: PlayedAnswer,
): SuiteCase[] {
  const { model, requests, units } = context;
  const played = new PlayedHeaders(response, answer, requests, model.schemas);
  for (const header of response.headers) {
    if (played.headers.includes(header)) continue;
    const name = `${answer.documented} ${header.key} present`;
    units.add("header", name, header.pointer, played.reason);
  }
  if (played.headers.length === 0) return [];
  return [
    ...presenceOf(context, response, played),
    ...played.headers.flatMap((header) => {
      const subject = { context, header, played };
      return [...valuesOf(subject), ...faultsOf(subject)];
    }),
  ];
}

/** All of them, and those alone that may not be missing. */
function presenceOf(
  { operation, units }: AnswerContext,
  { pointer }: Response,
  played: PlayedHeaders,
): SuiteCase[] {
  const optional = played.headers.filter(({ required }) => !required);
  const add = (name: string, headers: readonly PlayedHeader[], covers: readonly string[]) => ({
    ...played.base(operation.name, "headers", name, pointer),
    kind: "headers" as const,
    headers,
    covers,
  });
  const unitsOf = (some: readonly Parameter[], how: string): string[] =>
    some.map((one) =>
      units.add("header", `${played.answer.documented} ${one.key} ${how}`, one.pointer),
    );
  const all = add("", played.usual(), unitsOf(played.headers, "present"));
  if (optional.length === 0) return [all];
  const required = played.usual((header) => header.required);
  return [all, add("/without", required, unitsOf(optional, "absent"))];
}

/** What the schema of a header allows. */
function valuesOf({ context, header, played }: Subject): SuiteCase[] {
  const { model, operation, requests, units } = context;
  const { schema, asText } = parameterRules(header);
  if (schema === undefined || headerReading(header, model.schemas) === undefined) return [];
  const features = byKey(featuresBelow(model, schema, "response"));
  const place = `${played.answer.documented} ${header.key} `;
  const bases = played.valuesOf(header);
  const { shown, made, missing } = vary(model, schema, bases, {
    requests,
    direction: "response",
    known: new Set(),
    limit: LIMIT,
    asText,
    isShown: (value) => played.isShown(header, value),
  });
  for (const feature of missing) units.feature("header", feature, place, reasonOf(feature));
  const showing = [...bases.map((value, index) => ({ value, shows: shown[index] ?? [] })), ...made];
  return showing.flatMap(({ value, shows }): SuiteCase[] => {
    const own = featuresOf(shows, features);
    if (own.length === 0) return [];
    const name = `/${header.key}~${shownName(model, own)}`;
    return [
      {
        ...played.base(operation.name, "headers", name, header.pointer),
        kind: "headers",
        headers: played.with(played.played(header, value)),
        covers: own.map((feature) => units.feature("header", feature, place)),
      },
    ];
  });
}

type Broken = Pick<Uncovered, "pointer" | "keyword" | "detail">;

/** The header left out, no JSON though it should be, and each constraint of its schema broken. */
function faultsOf(subject: Subject): SuiteCase[] {
  const { context, header, played } = subject;
  const { key, pointer, required } = header;
  const found: SuiteCase[] = [];
  if (required) {
    const others = played.usual((one) => one.key !== key);
    found.push(
      fault(subject, { pointer: child(pointer, "required"), keyword: "required" }, others),
    );
  }
  if (headerReading(header, context.model.schemas)?.kind === "json") {
    const unreadable = played.with({ key, texts: ["{"] });
    found.push(
      fault(subject, { pointer: child(pointer, "content"), keyword: "content" }, unreadable),
    );
  }
  return [...found, ...violationsOf(subject)];
}

function violationsOf(subject: Subject): SuiteCase[] {
  const { context, header, played } = subject;
  const { model, operation, requests, units } = context;
  const { schema, asText } = parameterRules(header);
  if (schema === undefined || headerReading(header, model.schemas) === undefined) return [];
  const { key, pointer } = header;
  const bases = played.valuesOf(header).map((value, index) => ({
    value,
    input: { name: String(index), pointer, input: { header: Object.fromEntries([[key, value]]) } },
  }));
  const search = new Search(model, operation, requests, LIMIT, "response");
  const isShown = (value: Json): boolean => played.isShown(header, value);
  search.breakAll({ schema, bases, asText, at: below("/header", key), whole: true, isShown });
  const { cases, uncovered } = search.result();
  for (const { reason, ...broken } of uncovered) {
    // Whatever comes is a text, and a list or an object where it is read as one.
    if (reason === UNSHOWN && broken.keyword === "type") continue;
    units.add("header constraint", nameOf(subject, broken), broken.pointer, reason);
  }
  return cases.flatMap(({ edit, keyword, detail, pointer: broken, alone }) => {
    const value = applyEdit({ header: {} }, edit).header?.[key];
    if (value === undefined) return [];
    const clause = { pointer: broken, keyword, ...(detail === undefined ? {} : { detail }) };
    return [fault(subject, clause, played.with(played.played(header, value)), alone)];
  });
}

/** An answer with a fault of one header. */
function fault(
  subject: Subject,
  broken: Broken,
  headers: readonly PlayedHeader[],
  alone = true,
): SuiteCase {
  const { context, header, played } = subject;
  const { operation, units } = context;
  const { key } = header;
  const { status } = played.answer;
  const { detail } = broken;
  const isOwn = broken.pointer.startsWith(header.pointer);
  const place = broken.pointer.slice(isOwn ? header.pointer.length : 1);
  const name = `/${key}${place}${detail === undefined ? "" : `/${detail}`}`;
  const covered = units.add("header constraint", nameOf(subject, broken), broken.pointer);
  return {
    ...played.base(operation.name, "header-violation", name, broken.pointer),
    ...broken,
    kind: "header-violation",
    key,
    headers,
    alone,
    error: status >= 200 && status < 300 ? "ValidationError" : "ApiError",
    covers: [covered],
  };
}

/** `429 Retry-After #/components/headers/RetryAfter/schema/minimum` */
function nameOf({ header, played }: Subject, { pointer, keyword, detail }: Broken): string {
  const place = pointer.endsWith(keyword) ? pointer : `${pointer} ${keyword}`;
  const told = detail === undefined ? place : `${place} ${detail}`;
  return `${played.answer.documented} ${header.key} ${told}`;
}
