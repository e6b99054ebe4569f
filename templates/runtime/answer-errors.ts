import { CallError, type CallContext } from "./call-error.js";
import { redactUrl, REDACTED } from "./redact.js";
import { isPassing } from "./repeatable.js";
import { requestIdOf } from "./request-id.js";

interface Received {
  readonly response: Response;
  readonly cause?: unknown;
}

/** An error that has an answer. */
abstract class AnswerError<Status extends number = number> extends CallError {
  readonly status: Status;
  override readonly requestId: string | undefined;
  readonly #response: Response;

  constructor(
    call: CallContext,
    message: string,
    { response, cause }: Received,
    passes = isPassing(response.status),
  ) {
    super(call, message, cause, passes);
    this.status = response.status as Status;
    this.#response = response;
    this.requestId = requestIdOf(call, response);
  }

  /** The raw answer; its body has been read. */
  get response(): Response {
    return this.#response;
  }

  get headers(): Headers {
    return this.#response.headers;
  }

  protected override facts(): Record<string, unknown> {
    return { status: this.status };
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
  readonly #body: Body;
  readonly #text: string | undefined;

  constructor(
    call: CallContext,
    answer: Received & {
      readonly body: Body;
      readonly text?: string | undefined;
      readonly documented: boolean;
      readonly hint?: string | undefined;
      readonly retryAfter?: Date | undefined;
    },
  ) {
    const { status } = answer.response;
    const hint = answer.hint === undefined ? "" : ` (${answer.hint})`;
    super(call, `${String(status)} from ${call.method} ${redactUrl(call.url)}${hint}`, answer);
    this.documented = answer.documented;
    this.retryAfter = answer.retryAfter;
    this.#body = answer.body;
    this.#text = answer.text;
  }

  /** Parsed where it came as declared, or at least as JSON; `undefined` otherwise, and of a body of more than a megabyte. */
  get body(): Body {
    return this.#body;
  }

  /** The beginning of a body that could not be parsed, at most 4,096 characters. */
  get text(): string | undefined {
    return this.#text;
  }

  protected override facts(): Record<string, unknown> {
    const { documented, retryAfter } = this;
    return { ...super.facts(), documented, retryAfter };
  }
}

/** A success status whose answer is not what the document declares: an HTML page, truncated JSON, nothing. */
export class UnexpectedResponseError extends AnswerError {
  override readonly name = "UnexpectedResponseError";
  readonly #text: string | undefined;

  constructor(
    call: CallContext,
    reason: string,
    answer: Received & { readonly text?: string | undefined; readonly passes?: boolean },
  ) {
    super(
      call,
      `${reason} (${String(answer.response.status)} from ${call.method} ${redactUrl(call.url)})`,
      answer,
      answer.passes,
    );
    this.#text = answer.text;
  }

  /** The beginning of the body, where it was text, at most 4,096 characters. */
  get text(): string | undefined {
    return this.#text;
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
    super(call, `${reason}, ${call.method} ${redactUrl(call.url)}`, { response }, false);
    this.location = location === undefined ? undefined : shownLocation(location, this.url);
  }

  protected override facts(): Record<string, unknown> {
    return { ...super.facts(), location: this.location };
  }
}

function shownLocation(location: string, url: string): string {
  if (url.includes(REDACTED) && URL.canParse(location, url)) return new URL(location, url).origin;
  return redactUrl(location).split("?", 1)[0] ?? "";
}
