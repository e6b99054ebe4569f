import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../generator/index.js";
import type { Outcome } from "./call.js";
import { ajvVerdict, said, wordsOf, type Judgement } from "./judgement.js";
import { answerFaults, requestFaults } from "./mock/violations.js";
import type { Objection } from "./objections.js";
import { answerRefusal, issuesOf, requestRefusal } from "./refusals.js";
import type { Blame, Verdict } from "./result.js";

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

/** Whether the text on the wire is the value that was asked for. */
function isSame({ text }: Outcome, value: Json): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text ?? ""), value);
  } catch {
    return false;
  }
}
