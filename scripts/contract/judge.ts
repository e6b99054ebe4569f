import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../generator/index.js";
import type { Outcome } from "./call.js";
import type { Objection } from "./objections.js";
import { answerFaults, isProblem, requestFaults } from "./mock/violations.js";
import type { Blame, Verdict } from "./result.js";

/** What the witnesses make of a case. */
export interface Judgement {
  readonly blame: Blame;
  readonly isProven: boolean;
  readonly words?: string;
  readonly verdicts: readonly Verdict[];
}

/** A valid request: nobody may object to it. */
export function judgeRequest(ajv: Objection, outcome: Outcome): Judgement {
  const refusal = requestRefusal(outcome);
  const { response } = outcome;
  const faults = response === undefined ? [] : mockRefusals(response);
  const verdicts: Verdict[] = [
    said("client", refusal),
    said("mock", outcome.sent === 0 ? "" : faults.join("; ") || undefined),
    ajvVerdict(ajv),
  ];
  const objecting = verdicts.filter(({ says }) => says === "invalid").map(({ witness }) => witness);
  if (response === undefined && refusal === undefined)
    return { blame: "mock", isProven: false, words: wordsOf(outcome.error), verdicts };
  return blamed(verdicts, objecting, (witness) => `${witness} refuses a valid request`);
}

/** A request that breaks one constraint: the client refuses it before sending, Ajv and the mock see it too. */
export function judgeViolation(
  ajv: Objection,
  refused: Outcome,
  sent: Outcome | undefined,
  place: string,
  isExpected: (status: number) => boolean,
): Judgement {
  const refusal = requestRefusal(refused);
  const response = sent?.response;
  const isRefused =
    response !== undefined &&
    (isProblem(response) || (isExpected(response.status) && mockRefusals(response).length > 0));
  const mock: Verdict =
    sent === undefined
      ? { witness: "mock", says: "nothing", words: "the fault cannot be seen on the wire" }
      : isRefused
        ? { witness: "mock", says: "invalid", words: mockRefusals(response).join("; ") }
        : {
            witness: "mock",
            says: response === undefined ? "nothing" : "valid",
            words:
              response === undefined
                ? wordsOf(sent.error)
                : `answered with ${String(response.status)}`,
          };
  const verdicts = [said("client", refusal), mock, ajvVerdict(ajv)];
  const isElsewhere =
    refusal !== undefined && !issuesOf(refused.error).some((issue) => issue.in === place);
  if (isElsewhere)
    return {
      blame: "client",
      isProven: false,
      words: "the client refuses another part of the request",
      verdicts,
    };
  const accepting = verdicts.filter(({ says }) => says === "valid").map(({ witness }) => witness);
  return blamed(verdicts, accepting, (witness) => `${witness} accepts what the document forbids`);
}

export interface ExpectedAnswer {
  readonly status: number;
  /** Absent: the answer has no body, or the mock makes one up. */
  readonly body?: { readonly value: Json };
  readonly hasBody: boolean;
  /** The document itself gives the body. */
  readonly isExample: boolean;
}

/** A documented answer: the client hands it over typed, nobody objects. */
export function judgeAnswer(expected: ExpectedAnswer, ajv: Objection, outcome: Outcome): Judgement {
  const { response, error } = outcome;
  const refused = answerRefusal(expected.status, outcome);
  const faults =
    response === undefined ? [] : [...requestFaults(response), ...answerFaults(response)];
  const verdicts: Verdict[] = [
    said("client", refused),
    said("mock", faults.join("; ") || undefined),
    ajvVerdict(ajv),
  ];
  const fail = (blame: Blame, words: string): Judgement => ({
    blame,
    isProven: false,
    words,
    verdicts,
  });
  if (requestRefusal(outcome) !== undefined) return fail("client", wordsOf(error));
  if (response === undefined) return fail("mock", wordsOf(error));
  if (response.status !== expected.status)
    return fail(
      "mock",
      `the mock answers with ${String(response.status)}, not ${String(expected.status)}`,
    );
  if (ajv.verdict === "invalid" && ajv.open !== true)
    return fail(
      expected.isExample ? "document" : "mock",
      expected.isExample
        ? `the document's example is not valid: ${ajv.words}`
        : `the mock's answer is not valid: ${ajv.words}`,
    );
  if (refused !== undefined) return fail("client", refused);
  const body = response.status < 300 ? outcome.data : (error as { body?: unknown }).body;
  if (expected.body !== undefined && !isDeepStrictEqual(body, expected.body.value))
    return fail(
      isSame(outcome, expected.body.value) ? "client" : "mock",
      "the body is not the one that was asked for",
    );
  if (!expected.hasBody && body !== undefined)
    return fail("client", "the client gives a body that no answer has");
  if (faults.length > 0)
    return {
      blame: "mock",
      isProven: true,
      words: `the mock objects: ${faults.join("; ")}`,
      verdicts,
    };
  return { blame: "passed", isProven: true, verdicts };
}

/** A request without credentials, or led astray: refused, and the client says by what. */
export function judgeRefusal(
  statuses: readonly number[],
  outcome: Outcome,
  isDocumented?: boolean,
): Judgement {
  const { response, error } = outcome;
  const verdicts: Verdict[] = [
    said("client", error === undefined ? undefined : wordsOf(error)),
    response === undefined
      ? { witness: "mock", says: "nothing" }
      : {
          witness: "mock",
          says: statuses.includes(response.status) ? "invalid" : "valid",
          words: String(response.status),
        },
  ];
  if (response === undefined)
    return {
      blame: outcome.sent === 0 ? "client" : "mock",
      isProven: false,
      words: wordsOf(error),
      verdicts,
    };
  if (!statuses.includes(response.status))
    return {
      blame: "mock",
      isProven: false,
      words: `answered with ${String(response.status)}, not ${statuses.join(" or ")}`,
      verdicts,
    };
  const { name, status, documented } = (error ?? {}) as {
    name?: string;
    status?: number;
    documented?: boolean;
  };
  const isTold =
    name === "ApiError" &&
    status === response.status &&
    (isDocumented !== true || documented === true);
  return isTold
    ? { blame: "passed", isProven: true, verdicts }
    : {
        blame: "client",
        isProven: false,
        words: `not thrown as an ApiError of that status: ${wordsOf(error)}`,
        verdicts,
      };
}

/** An answer that is none the document promises: the client's error is the one foretold. */
export function judgeMalformed(expected: string, outcome: Outcome, ajv?: Objection): Judgement {
  const { error } = outcome;
  const verdicts = [
    said("client", error === undefined ? undefined : wordsOf(error)),
    ...(ajv === undefined ? [] : [ajvVerdict(ajv)]),
  ];
  // Values that a server may come to know are none the client refuses.
  if (ajv?.verdict === "invalid" && ajv.open === true && isAccepted(error))
    return { blame: "passed", isProven: true, verdicts };
  if (ajv?.verdict === "valid")
    return {
      blame: isAccepted(error) ? "suite" : "client",
      isProven: false,
      words: "Ajv finds nothing wrong with the answer",
      verdicts,
    };
  const { name, documented, target } = (error ?? {}) as {
    name?: string;
    documented?: boolean;
    target?: string;
  };
  const isForetold =
    name === expected &&
    (expected !== "ApiError" || documented === false) &&
    (expected !== "ValidationError" ||
      (target === "response" && issuesOf(error).some((issue) => issue.in === "body")));
  return isForetold
    ? { blame: "passed", isProven: true, verdicts }
    : {
        blame: "client",
        isProven: false,
        words: `${expected} is foretold, but ${error === undefined ? "the answer was accepted" : wordsOf(error)}`,
        verdicts,
      };
}

function isAccepted(error: unknown): boolean {
  return error === undefined || (error as { documented?: boolean }).documented === true;
}

/** One witness against the others is at fault; several against the suite show that the suite is. */
function blamed(
  verdicts: readonly Verdict[],
  dissenting: readonly Verdict["witness"][],
  words: (witness: string) => string,
): Judgement {
  const [first] = dissenting;
  if (first === undefined) return { blame: "passed", isProven: true, verdicts };
  const isProven = !dissenting.includes("client") && !dissenting.includes("Ajv");
  const blame: Blame = dissenting.length > 1 || first === "Ajv" ? "suite" : first;
  const told = verdicts.find(({ witness }) => witness === first)?.words;
  return {
    blame,
    isProven,
    words: `${words(dissenting.join(" and "))}${told === undefined ? "" : `: ${told}`}`,
    verdicts,
  };
}

/** `words` undefined: nothing is wrong; empty: it was not asked. */
export function said(witness: Verdict["witness"], words: string | undefined): Verdict {
  if (words === undefined) return { witness, says: "valid" };
  return words === "" ? { witness, says: "nothing" } : { witness, says: "invalid", words };
}

export function ajvVerdict(ajv: Objection): Verdict {
  if (ajv.verdict === "valid") return { witness: "Ajv", says: "valid" };
  return {
    witness: "Ajv",
    says: ajv.verdict === "invalid" ? "invalid" : "nothing",
    words: ajv.words,
  };
}

/** Why the client did not send a request; undefined where it did. */
function requestRefusal({ error, sent }: Outcome): string | undefined {
  const { name, target } = (error ?? {}) as { name?: string; target?: string };
  if (sent > 0) return undefined;
  return name === "ValidationError" && target === "request"
    ? wordsOf(error)
    : error === undefined
      ? undefined
      : wordsOf(error);
}

function issuesOf(error: unknown): readonly { readonly in: string }[] {
  return (error as { issues?: readonly { in: string }[] }).issues ?? [];
}

/** Why the client did not hand an answer over as documented. */
function answerRefusal(status: number, { error }: Outcome): string | undefined {
  if (status >= 200 && status < 300) return error === undefined ? undefined : wordsOf(error);
  const { name, documented } = (error ?? {}) as { name?: string; documented?: boolean };
  if (name === "ApiError" && documented === true) return undefined;
  return error === undefined
    ? "an error status was not thrown"
    : `not thrown as documented: ${wordsOf(error)}`;
}

/** What Prism holds against a request, in its own words or by a problem of its own. */
function mockRefusals(response: Response): string[] {
  const faults = requestFaults(response);
  if (faults.length > 0 || !isProblem(response)) return faults;
  return [`Prism's own ${String(response.status)}`];
}

/** Whether the text on the wire is the value that was asked for. */
function isSame({ text }: Outcome, value: Json): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text ?? ""), value);
  } catch {
    return false;
  }
}

export function wordsOf(error: unknown): string {
  if (error === undefined) return "nothing was thrown";
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
