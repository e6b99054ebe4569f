import type { Outcome } from "./call.js";
import { ajvVerdict, blamed, said, wordsOf, type Judgement } from "./judgement.js";
import { isProblem, requestFaults } from "./mock/violations.js";
import type { Objection } from "./objections.js";
import { issuesOf, requestRefusal } from "./refusals.js";
import type { Verdict } from "./result.js";

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

/** What Prism holds against a request, in its own words or by a problem of its own. */
function mockRefusals(response: Response): string[] {
  const faults = requestFaults(response);
  if (faults.length > 0 || !isProblem(response)) return faults;
  return [`Prism's own ${String(response.status)}`];
}
