import { redactUrl } from "./redact.js";

/** Which call failed, and how far it had come. */
export interface CallContext {
  /** Name of the operation's function. */
  readonly operation: string;
  /** Upper case. */
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  /** Requests sent so far. */
  readonly attempts?: number;
  /** What the call was sent as, and the header that says so. */
  readonly requestId?: string | undefined;
  readonly requestIdHeader?: string | undefined;
  /** Sending it again does nothing twice. */
  readonly repeatable?: boolean | undefined;
  /** So does sending it again once it has succeeded, for the sake of its answer. */
  readonly rereadable?: boolean | undefined;
  /** What tells a server that requests are the same one, sent again. */
  readonly idempotencyKey?: string | undefined;
}

const INSPECT = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");

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
  /** Requests that were sent for this call, replays and retries included. */
  readonly attempts: number;
  /**
   * True where the same call may succeed later and does nothing twice: the fault is one that passes,
   * and the operation may be repeated (with the same `idempotencyKey`, where it has one).
   */
  readonly isRetryable: boolean;
  /** What the server calls the request, or what it was sent as. */
  readonly requestId: string | undefined;
  /** The key this call was sent with, where the operation takes one: give it to a call that repeats this one. */
  declare readonly idempotencyKey: string | undefined;

  /** `passes`: the fault may be gone next time. `hidden`: properties that are given only to who asks for them by name. */
  constructor(
    call: CallContext,
    message: string,
    cause?: unknown,
    passes = false,
    hidden: { readonly [name: string]: unknown } = {},
  ) {
    super(`${call.operation}: ${message}`, cause === undefined ? undefined : { cause });
    this.operation = call.operation;
    this.method = call.method;
    this.url = redactUrl(call.url);
    this.attempts = call.attempts ?? 0;
    this.isRetryable = passes && call.repeatable === true;
    this.requestId = call.requestId;
    const { idempotencyKey } = call;
    for (const [name, value] of Object.entries({ idempotencyKey, ...hidden }))
      Object.defineProperty(this, name, { value });
  }

  /** Safe to log: no body, no header, no secret of a URL. What is enumerable is shown, and nothing else. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause, ...facts } = this as this & Record<string, unknown>;
    const told = cause === undefined ? {} : { cause: brief(cause) };
    return { name, message, ...facts, ...told };
  }

  [INSPECT](): string {
    const { name, message, ...facts } = this.toJSON();
    const at = (this.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
    const shown = Object.entries(facts).filter(([, fact]) => fact !== undefined);
    const lines = shown.map(([key, fact]) => `  ${key}: ${JSON.stringify(fact)}`);
    return [`${String(name)}: ${String(message)}`, ...at, ...lines].join("\n");
  }
}

/** A cause's own names; never its properties, which may be anything. */
function brief(cause: unknown): string {
  if (cause instanceof CallError) return `${cause.name}: ${cause.message}`;
  if (!(cause instanceof Error)) return typeof cause;
  const code = "code" in cause && typeof cause.code === "string" ? ` (${cause.code})` : "";
  const deeper = cause.cause === undefined ? "" : ` <- ${brief(cause.cause)}`;
  return `${cause.name}${code}${deeper}`;
}
