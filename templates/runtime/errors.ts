import { CallError, type CallContext } from "./call-error.js";
import { isPassing } from "./repeatable.js";
import { requestIdOf } from "./request-id.js";
import type { ValidationIssue } from "./validation.js";

export { ApiError, RedirectError, UnexpectedResponseError } from "./answer-errors.js";
export { CallError, type CallContext } from "./call-error.js";

/** A request or an answer that validators refused. */
export class ValidationError extends CallError {
  override readonly name = "ValidationError";
  /** `request`: nothing was sent. */
  declare readonly target: "request" | "response";
  declare readonly issues: readonly ValidationIssue[];
  /** Of the answer, when that is what was refused. */
  declare readonly status: number | undefined;
  /** The answer's parsed body. */
  declare readonly body: unknown;
  declare readonly response: Response | undefined;

  constructor(
    call: CallContext,
    target: "request" | "response",
    issues: readonly ValidationIssue[],
    answer: { readonly body?: unknown; readonly response?: Response } = {},
  ) {
    const { response } = answer;
    const said = `the ${target} is not valid: ${summary(issues)}`;
    const told = response && { status: response.status, requestId: requestIdOf(call, response) };
    super(call, said, false, answer, { target, issues, ...told });
  }
}

/** No token could be had, so the call was not sent. `cause` is the token request's failure, if it has one. */
export class TokenError extends CallError {
  override readonly name = "TokenError";
  /** Of the token endpoint's answer. */
  declare readonly status: number | undefined;
  /** RFC 6749, section 5.2: `invalid_client`, `access_denied`… */
  declare readonly code: string | undefined;
  declare readonly tokenUrl: string | undefined;
  /** What the token endpoint said, in its own words. */
  declare readonly description: string | undefined;

  constructor(call: CallContext, failure: TokenFailure) {
    const { message, cause, description, ...shown } = failure;
    const { status, tokenUrl } = failure;
    // A token endpoint that gave no answer is there another time; one without an address never is.
    const passes = status === undefined ? tokenUrl !== undefined : isPassing(status);
    const hidden = { cause, description };
    // Nothing was sent, so nothing can be done twice.
    super({ ...call, repeatable: true }, message, passes, hidden, shown);
  }
}

/** Why there is no token; one failure may fail many calls. */
export interface TokenFailure {
  readonly message: string;
  readonly tokenUrl?: string;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly description?: string | undefined;
  readonly cause?: unknown;
}

/** The request or the answer was lost on its way; `cause` is what `fetch` said. */
export class NetworkError extends CallError {
  override readonly name = "NetworkError";

  constructor(call: CallContext, cause: unknown) {
    super(call, `no answer to ${call.method} ${call.url}`, true, { cause });
  }
}

/** Time ran out before the call, or what was waited for, came to an end. */
export class TimeoutError extends CallError {
  override readonly name = "TimeoutError";
  /** Milliseconds that were allowed. */
  declare readonly timeout: number;

  constructor(call: CallContext, timeout: number, doing = "an answer", cause?: unknown) {
    super(call, `${doing} took more than ${String(timeout)} ms`, true, { cause }, { timeout });
  }
}

function summary(issues: readonly ValidationIssue[]): string {
  const shown = issues
    .slice(0, 3)
    .map(({ in: place, pointer, message }) => `${place}${pointer && ` ${pointer}`} ${message}`);
  if (issues[3]) shown.push(`and ${String(issues.length - 3)} more`);
  return shown.join("; ");
}
