import { CallError, type CallContext } from "./call-error.js";
import { redactUrl, REDACTED } from "./redact.js";
import { isPassing } from "./repeatable.js";
import { requestIdOf } from "./request-id.js";

/** What is known of an answer that is an error. */
interface Received {
  readonly response: Response;
  readonly text?: string | undefined;
  readonly cause?: unknown;
  /** Whether it may be another one next time; by default the status says. */
  readonly passes?: boolean | undefined;
}

/** An error that has an answer. */
abstract class AnswerError<Status extends number = number> extends CallError {
  readonly status: Status;
  override readonly requestId: string | undefined;
  /** The raw answer; its body has been read. */
  declare readonly response: Response;
  declare readonly headers: Headers;

  constructor(call: CallContext, message: string, received: Received, hidden?: object) {
    const { response, cause, passes = isPassing(response.status) } = received;
    super(call, message, cause, passes, { ...hidden, response, headers: response.headers });
    this.status = response.status as Status;
    this.requestId = requestIdOf(call, response);
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
  readonly documented: boolean;
  /** When to ask again, where the server says so by `Retry-After`. @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
  readonly retryAfter: Date | undefined;
  /** Parsed where it came as declared, or at least as JSON; `undefined` otherwise, and of a body of more than a megabyte. */
  declare readonly body: Body;
  /** The beginning of a body that could not be parsed, at most 4,096 characters. */
  declare readonly text: string | undefined;

  constructor(
    call: CallContext,
    answer: Received & {
      readonly body: Body;
      readonly documented: boolean;
      readonly hint?: string | undefined;
      readonly retryAfter?: Date | undefined;
    },
  ) {
    const { response, body, text, documented, hint, retryAfter } = answer;
    const reason = hint === undefined ? "" : ` (${hint})`;
    super(call, from(call, response) + reason, answer, { body, text });
    this.documented = documented;
    this.retryAfter = retryAfter;
  }
}

/** A success status whose answer is not what the document declares: an HTML page, truncated JSON, nothing. */
export class UnexpectedResponseError extends AnswerError {
  override readonly name = "UnexpectedResponseError";
  /** The beginning of the body, where it was text, at most 4,096 characters. */
  declare readonly text: string | undefined;

  constructor(call: CallContext, reason: string, answer: Received) {
    super(call, `${reason} (${from(call, answer.response)})`, answer, { text: answer.text });
  }
}

/** The server answered by a redirect that is not followed; see the rules in the package's README. */
export class RedirectError extends AnswerError {
  override readonly name = "RedirectError";
  /**
   * Where it led, without its query, and of calls with a secret in their address no more than the
   * origin: servers repeat there what they were sent. The header has it whole; undefined where the
   * platform does not tell.
   */
  readonly location: string | undefined;

  constructor(call: CallContext, reason: string, response: Response, location?: string) {
    super(call, `${reason}, ${call.method} ${redactUrl(call.url)}`, { response, passes: false });
    this.location = location === undefined ? undefined : shownLocation(location, this.url);
  }
}

function from({ method, url }: CallContext, { status }: Response): string {
  return `${String(status)} from ${method} ${redactUrl(url)}`;
}

function shownLocation(location: string, url: string): string {
  if (url.includes(REDACTED) && URL.canParse(location, url)) return new URL(location, url).origin;
  return redactUrl(location).split("?", 1)[0] ?? "";
}
