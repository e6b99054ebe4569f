import { redactUrl } from "./redact.js";
import type { ValidationIssue } from "./validation.js";

/** Which call failed. */
export interface CallContext {
  /** Name of the operation's function. */
  readonly operation: string;
  /** Upper case. */
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
}

interface Received {
  readonly response: Response;
  readonly cause?: unknown;
}

const INSPECT = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");
const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

/**
 * A call that failed: the root of everything calls throw, apart from the reason of a signal the
 * caller aborted. Bodies and responses may hold secrets, so they are never part of the message,
 * of `JSON.stringify` or of what a console prints; ask the properties for them.
 */
export abstract class CallError extends Error {
  abstract override readonly name: string;
  /** Name of the operation's function: `createConnection`. */
  readonly operation: string;
  /** Upper case. */
  readonly method: string;
  /** With the values of secrets replaced. */
  readonly url: string;

  constructor(call: CallContext, message: string, cause?: unknown) {
    super(`${call.operation}: ${message}`, cause === undefined ? undefined : { cause });
    this.operation = call.operation;
    this.method = call.method;
    this.url = redactUrl(call.url);
  }

  /** Facts that may be logged, beside name, message and place. */
  protected facts(): Record<string, unknown> {
    return {};
  }

  /** Safe to log: no body, no header, no secret of a URL. */
  toJSON(): Record<string, unknown> {
    const { name, message, operation, method, url } = this;
    const cause = this.cause === undefined ? {} : { cause: brief(this.cause) };
    return { name, message, operation, method, url, ...this.facts(), ...cause };
  }

  [INSPECT](): string {
    const { name, message, ...facts } = this.toJSON();
    const at = (this.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
    const shown = Object.entries(facts).filter(([, fact]) => fact !== undefined);
    const lines = shown.map(([key, fact]) => `  ${key}: ${JSON.stringify(fact)}`);
    return [`${String(name)}: ${String(message)}`, ...at, ...lines].join("\n");
  }
}

/** An error that has an answer. */
abstract class AnswerError<Status extends number = number> extends CallError {
  readonly status: Status;
  /** From the answer's `x-request-id` or a header like it. */
  readonly requestId: string | undefined;
  readonly #response: Response;

  constructor(call: CallContext, message: string, { response, cause }: Received) {
    super(call, message, cause);
    this.status = response.status as Status;
    this.#response = response;
    this.requestId = REQUEST_ID_HEADERS.map((name) => response.headers.get(name)).find(
      (id) => id !== null,
    ) as string | undefined;
  }

  /** The raw answer; its body has been read. */
  get response(): Response {
    return this.#response;
  }

  get headers(): Headers {
    return this.#response.headers;
  }

  protected override facts(): Record<string, unknown> {
    return { status: this.status, requestId: this.requestId };
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
  readonly #body: Body;
  readonly #text: string | undefined;

  constructor(
    call: CallContext,
    answer: Received & {
      readonly body: Body;
      readonly text?: string | undefined;
      readonly documented: boolean;
      readonly hint?: string | undefined;
    },
  ) {
    const { status } = answer.response;
    const hint = answer.hint === undefined ? "" : ` (${answer.hint})`;
    super(call, `${String(status)} from ${call.method} ${redactUrl(call.url)}${hint}`, answer);
    this.documented = answer.documented;
    this.#body = answer.body;
    this.#text = answer.text;
  }

  /** Parsed where it came as declared, or at least as JSON; `undefined` otherwise. */
  get body(): Body {
    return this.#body;
  }

  /** The beginning of a body that could not be parsed. */
  get text(): string | undefined {
    return this.#text;
  }

  protected override facts(): Record<string, unknown> {
    return { ...super.facts(), documented: this.documented };
  }
}

/** A success status whose answer is not what the document declares: an HTML page, truncated JSON, nothing. */
export class UnexpectedResponseError extends AnswerError {
  override readonly name = "UnexpectedResponseError";
  readonly #text: string | undefined;

  constructor(
    call: CallContext,
    reason: string,
    answer: Received & { readonly text?: string | undefined },
  ) {
    super(
      call,
      `${reason} (${String(answer.response.status)} from ${call.method} ${redactUrl(call.url)})`,
      answer,
    );
    this.#text = answer.text;
  }

  /** The beginning of the body, where it was text. */
  get text(): string | undefined {
    return this.#text;
  }
}

/** A request or an answer that validators refused. */
export class ValidationError extends CallError {
  override readonly name = "ValidationError";
  /** `request`: nothing was sent. */
  readonly target: "request" | "response";
  readonly issues: readonly ValidationIssue[];
  /** Of the answer, when that is what was refused. */
  readonly status: number | undefined;
  readonly #body: unknown;
  readonly #response: Response | undefined;

  constructor(
    call: CallContext,
    target: "request" | "response",
    issues: readonly ValidationIssue[],
    answer?: { readonly body: unknown; readonly response: Response },
  ) {
    super(call, `the ${target} is not valid: ${summary(issues)}`);
    this.target = target;
    this.issues = issues;
    this.status = answer?.response.status;
    this.#body = answer?.body;
    this.#response = answer?.response;
  }

  /** The answer's parsed body. */
  get body(): unknown {
    return this.#body;
  }

  get response(): Response | undefined {
    return this.#response;
  }

  protected override facts(): Record<string, unknown> {
    return { target: this.target, status: this.status, issues: this.issues };
  }
}

/** No token could be had, so the call was not sent. `cause` is the token request's failure, if it has one. */
export class TokenError extends CallError {
  override readonly name = "TokenError";
  /** Of the token endpoint's answer. */
  readonly status: number | undefined;
  /** RFC 6749, section 5.2: `invalid_client`, `access_denied`… */
  readonly code: string | undefined;
  readonly tokenUrl: string | undefined;
  readonly #description: string | undefined;

  constructor(call: CallContext, failure: TokenFailure) {
    super(call, failure.message, failure.cause);
    this.status = failure.status;
    this.code = failure.code;
    this.tokenUrl = failure.tokenUrl;
    this.#description = failure.description;
  }

  /** What the token endpoint said, in its own words. */
  get description(): string | undefined {
    return this.#description;
  }

  protected override facts(): Record<string, unknown> {
    return { status: this.status, code: this.code, tokenUrl: this.tokenUrl };
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
    super(call, `no answer to ${call.method} ${redactUrl(call.url)}`, cause);
  }
}

/** Time ran out before the call, or what was waited for, came to an end. */
export class TimeoutError extends CallError {
  override readonly name = "TimeoutError";
  /** Milliseconds that were allowed. */
  readonly timeout: number;

  constructor(call: CallContext, timeout: number, doing = "an answer") {
    super(call, `${doing} took more than ${String(timeout)} ms`);
    this.timeout = timeout;
  }

  protected override facts(): Record<string, unknown> {
    return { timeout: this.timeout };
  }
}

function summary(issues: readonly ValidationIssue[]): string {
  const shown = issues
    .slice(0, 3)
    .map(({ in: place, pointer, message }) => `${place}${pointer && ` ${pointer}`} ${message}`);
  const more = issues.length - shown.length;
  return shown.join("; ") + (more > 0 ? `; and ${String(more)} more` : "");
}

/** A cause's own names; never its properties, which may be anything. */
function brief(cause: unknown): string {
  if (cause instanceof CallError) return `${cause.name}: ${cause.message}`;
  if (!(cause instanceof Error)) return typeof cause;
  const code = "code" in cause && typeof cause.code === "string" ? ` (${cause.code})` : "";
  const deeper = cause.cause === undefined ? "" : ` <- ${brief(cause.cause)}`;
  return `${cause.name}${code}${deeper}`;
}
