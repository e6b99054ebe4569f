import { isDeepStrictEqual } from "node:util";
import {
  headerReading,
  isFollowed,
  readTexts,
  type ApiModel,
  type Operation,
  type PlayedHeader,
  type SuiteCase,
} from "../../generator/index.js";
import type { Outcome } from "./call.js";
import { ajvVerdict, said, wordsOf, type Judgement } from "./judgement.js";
import type { Objection } from "./objections.js";

type HeadersCase = Extract<SuiteCase, { readonly kind: "headers" }>;
type Foretold = Extract<SuiteCase, { readonly kind: "header-violation" }>;

/** What the client says of an answer's headers: where, and what. */
interface HeaderIssue {
  readonly in: string;
  readonly pointer: string;
  readonly message: string;
}

/** An answer with headers that the document allows: nobody objects, and the client gives those of successes as values. */
export function judgeHeaders(
  played: readonly PlayedHeader[],
  ajv: Objection,
  { error, headers, response }: Outcome,
): Judgement {
  const isSuccess = response?.ok === true;
  const issues = issuesOf(error);
  const isDocumented = (error as { documented?: boolean } | undefined)?.documented === true;
  const refusal =
    issues.length > 0
      ? issues.map(({ pointer, message }) => `header${pointer} ${message}`).join("; ")
      : isSuccess
        ? error === undefined
          ? undefined
          : wordsOf(error)
        : isDocumented
          ? undefined
          : `not thrown as documented: ${wordsOf(error)}`;
  const verdicts = [said("client", refusal), ajvVerdict(ajv)];
  if (ajv.verdict === "invalid" && ajv.open !== true)
    return { blame: "suite", isProven: false, words: ajv.words, verdicts };
  if (refusal !== undefined)
    return {
      blame: "client",
      isProven: false,
      words: `it refuses valid headers: ${refusal}`,
      verdicts,
    };
  const misread = isSuccess ? misreadAs(played, headers) : [];
  return misread.length > 0
    ? { blame: "client", isProven: false, words: misread.join("; "), verdicts }
    : { blame: "passed", isProven: true, verdicts };
}

/** An answer with one header that is wrong: the client's error says so of that one alone. */
export function judgeHeaderViolation(
  { key, error: foretold, alone }: Foretold,
  ajv: Objection,
  { error }: Outcome,
): Judgement {
  const issues = issuesOf(error);
  const { name, documented } = (error ?? {}) as { name?: string; documented?: boolean };
  const isAccepted = issues.length === 0 && (error === undefined || documented === true);
  const verdicts = [
    said("client", issues.length > 0 || !isAccepted ? wordsOf(error) : undefined),
    ajvVerdict(ajv),
  ];
  // Values that a server may come to know are none the client refuses.
  if (ajv.verdict === "invalid" && ajv.open === true && isAccepted)
    return { blame: "passed", isProven: true, verdicts };
  if (ajv.verdict === "valid")
    return {
      blame: isAccepted ? "suite" : "client",
      isProven: false,
      words: "Ajv finds nothing wrong with the headers",
      verdicts,
    };
  const isForetold =
    name === foretold &&
    (foretold !== "ApiError" || documented === true) &&
    issues.some((issue) => isOf(key, issue)) &&
    (!alone || issues.every((issue) => isOf(key, issue)));
  return isForetold
    ? { blame: "passed", isProven: true, verdicts }
    : {
        blame: "client",
        isProven: false,
        words: `${foretold} of the header ${key} is foretold, but ${isAccepted ? "the headers were accepted" : wordsOf(error)}`,
        verdicts,
      };
}

/** The headers of an answer that a mock made, as values where they can be read; undefined where the client would have gone on. */
export function cameHeaders(
  { responses }: Operation,
  { documented, status }: Pick<HeadersCase, "documented" | "status">,
  { headers }: Response,
  schemas: ApiModel["schemas"],
): PlayedHeader[] | undefined {
  const described = responses.find((one) => String(one.status) === documented);
  if (described === undefined || isFollowed(described, status)) return undefined;
  return described.headers.flatMap((header): PlayedHeader[] => {
    const { key } = header;
    const text = headers.get(key);
    if (text === null) return [];
    const texts = key.toLowerCase() === "set-cookie" ? headers.getSetCookie() : [text];
    const value = readTexts(header, texts, schemas);
    const isUnread = headerReading(header, schemas) === undefined;
    return [
      { key, texts, ...(value === undefined ? {} : { value }), ...(isUnread ? { isUnread } : {}) },
    ];
  });
}

/** The headers of an answer that a mock made, beside what was judged of its body. */
export function judgeServedHeaders(
  body: Judgement,
  came: readonly PlayedHeader[],
  ajv: Objection,
  outcome: Outcome,
): Judgement {
  const { verdicts } = body;
  if (ajv.verdict === "invalid" && ajv.open !== true)
    return {
      blame: "mock",
      isProven: false,
      words: `the mock's answer is not valid: ${ajv.words}`,
      verdicts,
    };
  if (body.blame !== "passed") return body;
  const headers = judgeHeaders(came, ajv, outcome);
  return headers.blame === "passed" ? body : headers;
}

/** Of an error status the status and the body count, so that the headers are its cause. */
function issuesOf(error: unknown): readonly HeaderIssue[] {
  const {
    target,
    issues = [],
    cause,
  } = (error ?? {}) as {
    target?: string;
    issues?: readonly HeaderIssue[];
    cause?: unknown;
  };
  if (target === "response") return issues.filter(({ in: place }) => place === "header");
  return cause === undefined ? [] : issuesOf(cause);
}

function isOf(key: string, { pointer, message }: HeaderIssue): boolean {
  const own = `/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
  return (
    pointer === own ||
    pointer.startsWith(`${own}/`) ||
    (pointer === "" && message === `must have ${JSON.stringify(key)}`)
  );
}

/** Where what the client gives is not what was played. */
function misreadAs(played: readonly PlayedHeader[], headers: unknown): string[] {
  const read = (headers ?? {}) as Readonly<Record<string, unknown>>;
  const came = new Set(played.map(({ key }) => key));
  return [
    ...played
      .filter(
        ({ key, value, isUnread }) => isUnread !== true && !isDeepStrictEqual(read[key], value),
      )
      .map(({ key }) => `the header ${key} is not read as what was sent`),
    ...Object.keys(read)
      .filter((key) => !came.has(key))
      .map((key) => `the client gives a header ${key} that did not come`),
  ];
}
