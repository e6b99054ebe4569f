import { CallError, type CallContext, type ErrorFacts } from "./call-error.js";
import { redactUrl, REDACTED } from "./redact.js";
import { isPassing } from "./repeatable.js";
import { requestIdOf } from "./request-id.js";

/** What is known of an answer that is an error. */
interface Received {
  readonly response: Response;
  readonly body?: unknown;
  readonly text?: string | undefined;
  readonly cause?: unknown;
  /** Whether it may be another one next time; by default the status says. */
  readonly passes?: boolean | undefined;
}

/** An error that has an answer. */
abstract class AnswerError<Status extends number = number> extends CallError {
  declare readonly status: Status;
  /** The raw answer; its body has been read. */
  declare readonly response: Response;
  declare readonly headers: Headers;

  constructor(
    call: CallContext,
    message: string,
    { response, body, text, cause, passes = isPassing(response.status) }: Received,
    shown?: ErrorFacts,
  ) {
    const { status, headers } = response;
    const hidden = { response, headers, body, text, cause };
    super(call, message, passes, hidden, {
      status,
      requestId: requestIdOf(call, response),
      ...shown,
    });
  }
}

/**
 * The server answered with an error status. `isErrorOf` tells which operation's it is and narrows
 * `status` and `body` to what the document declares.
 */
export class ApiError<
  Operation extends string = string,
  Status extends number = number,
  Body = unknown,
> extends AnswerError<Status> {
  override readonly name = "ApiError";
  declare readonly operation: Operation;
  /** True when the document declares the status and the body came as declared. */
  declare readonly documented: boolean;
  /** When to ask again, where the server says so by `Retry-After`. @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
  declare readonly retryAfter: Date | undefined;
  /** Parsed where it came as declared, or at least as JSON; `undefined` otherwise, and of a body of more than a megabyte. */
  declare readonly body: Body;
  /** The beginning of a body that could not be parsed, at most 4,096 characters. */
  declare readonly text: string | undefined;

  /** `hint`: what stands behind the message. */
  constructor(
    call: CallContext,
    answer: Received & {
      readonly body: Body;
      readonly documented: boolean;
      readonly hint?: string | undefined;
      readonly retryAfter?: Date | undefined;
    },
  ) {
    const { response, documented, retryAfter, hint = "" } = answer;
    super(call, from(call, response) + hint, answer, { documented, retryAfter });
  }
}

/** A success status whose answer is not what the document declares: an HTML page, truncated JSON, nothing. */
export class UnexpectedResponseError extends AnswerError {
  override readonly name = "UnexpectedResponseError";
  /** The beginning of the body, where it was text, at most 4,096 characters. */
  declare readonly text: string | undefined;

  constructor(call: CallContext, reason: string, answer: Received) {
    super(call, `${reason} (${from(call, answer.response)})`, answer);
  }
}

/** The server answered by a redirect that is not followed; see the rules in the package's README. */
export class RedirectError extends AnswerError {
  override readonly name = "RedirectError";
  /**
   * Where it led, without its query, and of calls with a secret in their address no more than the
   * origin: servers repeat there what they were sent. The header has it whole; undefined where the
   * platform does not tell, or that is no address.
   */
  declare readonly location: string | undefined;

  constructor(call: CallContext, reason: string, response: Response, to?: URL) {
    const isSecret = call.url.includes(REDACTED);
    const location = to && (isSecret ? to.origin : redactUrl(to.href).split("?", 1)[0]);
    super(call, `${reason}, ${call.method} ${call.url}`, { response, passes: false }, { location });
  }
}

function from({ method, url }: CallContext, { status }: Response): string {
  return `${String(status)} from ${method} ${url}`;
}
