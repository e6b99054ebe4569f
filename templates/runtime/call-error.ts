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

/** Properties of an error by name. */
export type ErrorFacts = { readonly [name: string]: unknown };

/**
 * A call that failed: the root of everything calls throw, apart from the reason of a signal the
 * caller aborted. Bodies and responses may hold secrets, so they are never part of the message,
 * of `JSON.stringify` or of what a console prints; ask the properties for them.
 */
export abstract class CallError extends Error {
  abstract override readonly name: string;
  /** Name of the operation's function: `createConnection`. */
  declare readonly operation: string;
  /** Upper case. */
  declare readonly method: string;
  /** With the values of secrets replaced. */
  declare readonly url: string;
  /** Requests that were sent for this call, replays and retries included. */
  declare readonly attempts: number;
  /**
   * True where the same call may succeed later and does nothing twice: the fault is one that passes,
   * and the operation may be repeated (with the same `idempotencyKey`, where it has one).
   */
  declare readonly isRetryable: boolean;
  /** What the server calls the request, or what it was sent as. */
  declare readonly requestId: string | undefined;
  /** The key this call was sent with, where the operation takes one: give it to a call that repeats this one. */
  declare readonly idempotencyKey: string | undefined;

  /** `passes`: the fault may be gone next time. `hidden`: properties that are given only to who asks for them by name. */
  constructor(
    call: CallContext,
    message: string,
    passes: boolean,
    hidden: ErrorFacts,
    shown?: ErrorFacts,
  ) {
    const { operation, method, url, attempts = 0, requestId, idempotencyKey } = call;
    super(`${operation}: ${message}`);
    const isRetryable = passes && call.repeatable === true;
    Object.assign(this, { operation, method, url, attempts, isRetryable, requestId }, shown);
    for (const [name, value] of Object.entries({ idempotencyKey, ...hidden }))
      // Node prints a `cause` that is there, undefined or not.
      if (value !== undefined) Object.defineProperty(this, name, { value });
  }

  /** Safe to log: no body, no header, no secret of a URL. What is enumerable is shown, and nothing else. */
  toJSON(): { readonly name: string; readonly message: string; readonly [fact: string]: unknown } {
    const { name, message, cause, ...facts } = this as this & Record<string, unknown>;
    return { name, message, ...facts, cause: cause && brief(cause) };
  }

  [INSPECT](): string {
    const { name, message, ...facts } = this.toJSON();
    const [frames = ""] = this.stack?.match(/\n +at .*/s) ?? [];
    return `${name}: ${message}${frames} ${JSON.stringify(facts, null, 2)}`;
  }
}

/** A cause's own names; never its properties, which may be anything. */
function brief(cause: unknown): string {
  if (cause instanceof CallError) return `${cause.name}: ${cause.message}`;
  if (!(cause instanceof Error)) return typeof cause;
  const { name, code, cause: deeper } = cause as Error & { readonly code?: unknown };
  return `${name}${typeof code === "string" ? ` (${code})` : ""}${deeper ? ` <- ${brief(deeper)}` : ""}`;
}
