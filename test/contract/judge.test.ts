import { describe, expect, it } from "vitest";
import type { Outcome } from "../../scripts/contract/call.js";
import { judgeAnswer, judgeMalformed } from "../../scripts/contract/judged-answers.js";
import {
  judgeRefusal,
  judgeRequest,
  judgeViolation,
} from "../../scripts/contract/judged-requests.js";
import type { Objection } from "../../scripts/contract/objections.js";

const VALID: Objection = { verdict: "valid" };
const INVALID: Objection = { verdict: "invalid", words: "the body breaks #/x" };

class Refused extends Error {
  override readonly name = "ValidationError";
  readonly issues = [{ in: "body" }];
  constructor(readonly target: "request" | "response") {
    super(`the ${target} is not valid`);
  }
}

class Api extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    readonly documented: boolean,
    readonly body?: unknown,
  ) {
    super(String(status));
  }
}

const answered = (status: number, more: Partial<Outcome> = {}, faults?: string): Outcome => ({
  sent: 1,
  response: new Response("{}", {
    status,
    headers:
      faults === undefined
        ? {}
        : {
            "sl-violations": JSON.stringify([
              { location: [faults, "body"], severity: "Error", message: "no" },
            ]),
          },
  }),
  text: "{}",
  ...more,
});
const refused = (): Outcome => ({ sent: 0, error: new Refused("request") });

describe("a valid request", () => {
  it.each([
    ["nobody", VALID, answered(200), "passed", true],
    ["the client alone", VALID, refused(), "client", false],
    ["the mock alone", VALID, answered(422, {}, "request"), "mock", true],
    ["Ajv alone", INVALID, answered(200), "suite", false],
    ["two of three", INVALID, answered(422, {}, "request"), "suite", false],
  ] as const)("refused by %s", (_, ajv, outcome, blame, isProven) => {
    expect(judgeRequest(ajv, outcome)).toMatchObject({ blame, isProven });
  });
});

describe("a violation", () => {
  const isExpected = (status: number): boolean => status === 422;
  it.each([
    ["nobody", INVALID, refused(), answered(422, {}, "request"), "passed", true],
    [
      "the client alone",
      INVALID,
      answered(422, {}, "request"),
      answered(422, {}, "request"),
      "client",
      false,
    ],
    ["the mock alone", INVALID, refused(), answered(200), "mock", true],
    [
      "the mock, by an error that was not about it",
      INVALID,
      refused(),
      answered(422),
      "mock",
      true,
    ],
    ["Ajv alone", VALID, refused(), answered(422, {}, "request"), "suite", false],
  ] as const)("taken by %s", (_, ajv, judged, sent, blame, isProven) => {
    expect(judgeViolation(ajv, judged, sent, "body", isExpected)).toMatchObject({
      blame,
      isProven,
    });
  });

  it("refused for another part of the request is the client's fault", () => {
    expect(judgeViolation(INVALID, refused(), undefined, "query", isExpected).blame).toBe("client");
  });
});

describe("a documented answer", () => {
  const expected = { status: 200, hasBody: true, isExample: true, body: { value: {} } };
  it.each([
    ["handed over", expected, VALID, answered(200, { data: {} }), "passed"],
    [
      "refused by the client",
      expected,
      VALID,
      answered(200, { error: new Refused("response") }),
      "client",
    ],
    ["changed by the client", expected, VALID, answered(200, { data: { more: 1 } }), "client"],
    [
      "another than asked for",
      expected,
      VALID,
      answered(200, { data: { more: 1 }, text: '{"more":1}' }),
      "mock",
    ],
    ["of another status", expected, VALID, answered(500, { error: new Api(500, false) }), "mock"],
    ["that is an invalid example", expected, INVALID, answered(200, { data: {} }), "document"],
    [
      "that the mock made up",
      { ...expected, isExample: false },
      INVALID,
      answered(200, { data: {} }),
      "mock",
    ],
    ["that the mock objects to", expected, VALID, answered(200, { data: {} }, "response"), "mock"],
    [
      "an error thrown as documented",
      { ...expected, status: 404 },
      VALID,
      answered(404, { error: new Api(404, true, {}) }),
      "passed",
    ],
    [
      "an error not thrown as documented",
      { ...expected, status: 404 },
      VALID,
      answered(404, { error: new Api(404, false, {}) }),
      "client",
    ],
  ] as const)("%s", (_, wanted, ajv, outcome, blame) => {
    expect(judgeAnswer(wanted, ajv, outcome).blame).toBe(blame);
  });
});

it("asks the client for the status by which a request is refused", () => {
  expect(judgeRefusal([401], answered(401, { error: new Api(401, true) }), true).blame).toBe(
    "passed",
  );
  expect(judgeRefusal([401], answered(401, { error: new Api(401, false) }), true).blame).toBe(
    "client",
  );
  expect(judgeRefusal([401], answered(200)).blame).toBe("mock");
  expect(judgeRefusal([401], answered(401)).blame).toBe("client");
});

it("asks the client for the error of a malformed answer", () => {
  expect(
    judgeMalformed("ValidationError", answered(200, { error: new Refused("response") })).blame,
  ).toBe("passed");
  expect(
    judgeMalformed("ValidationError", answered(200, { error: new Refused("request") })).blame,
  ).toBe("client");
  expect(judgeMalformed("ApiError", answered(500, { error: new Api(500, true) })).blame).toBe(
    "client",
  );
  expect(judgeMalformed("ValidationError", answered(200), INVALID).blame).toBe("client");
  expect(judgeMalformed("ValidationError", answered(200), { ...INVALID, open: true }).blame).toBe(
    "passed",
  );
  expect(judgeMalformed("ValidationError", answered(200), VALID).blame).toBe("suite");
});
