import type { ApiCall } from "./call.js";
import type { Carrier } from "./carrier.js";

import { openDeadline, sleep } from "./deadline.js";
import { ApiError, TimeoutError, type CallContext } from "./errors.js";
import { canonicalText } from "./json-value.js";
import { at } from "./pointer.js";
import { retryAfterOf } from "./retry.js";
import type { Credentials } from "./auth.js";
import type { CallOptions, CallOptionsOf } from "./transport.js";

/** How to tell that something has come to an end. */
export interface WaiterDescriptor {
  /** The function's name. */
  readonly name: string;
  /** Milliseconds before the second call; doubled each time. */
  readonly delay: number;
  readonly maxDelay: number;
  /** Milliseconds in all. */
  readonly timeout: number;
  /** The first that matches decides. */
  readonly acceptors: readonly AcceptorDescriptor[];
}

export interface AcceptorDescriptor {
  readonly outcome: "success" | "failure" | "retry";
  /** `404`, `"4XX"`, `"default"` for any; absent: any. */
  readonly status?: number | string;
  /** An RFC 6901 pointer, and the values of which one must be there. */
  readonly body?: { readonly pointer: string; readonly values: readonly unknown[] };
}

/** `WaitOptions`, by the credentials that a document's schemes take. */
export interface WaitOptionsOf<Auth> extends Omit<CallOptionsOf<Auth>, "timeout"> {
  /** Milliseconds in all; `Infinity` for no end. */
  readonly timeout?: number;
  /** Milliseconds before the second call; doubled each time. */
  readonly delay?: number;
  /** The longest wait between two calls, milliseconds, unless an answer's `Retry-After` asks for more. */
  readonly maxDelay?: number;
  /** Milliseconds for each of the calls; the client's `timeout` by default. */
  readonly callTimeout?: number;
  /** Told of every answer that is not the end: how many there were, and its status. */
  readonly onRetry?: (attempts: number, status: number) => void;
}

/** What may be said of waiting, and of the calls it makes. */
export type WaitOptions = WaitOptionsOf<Credentials>;

/**
 * How it ended. `error`: the last answer, where its status was an error; there is no data then.
 * `documented` narrows it to what the document says of status and body.
 */
export type Waited<Success, Failure = Success, Problem = ApiError> =
  Ended<"success", Success, Problem> | Ended<"failure", Failure, Problem>;

interface Ended<Outcome, Data, Problem> {
  readonly outcome: Outcome;
  readonly data: Data;
  readonly error?: Problem | (ApiError & { readonly documented: false });
  /** How many calls it took. */
  readonly attempts: number;
}

/**
 * Calls again and again until an acceptor says how it ended.
 *
 * @throws TimeoutError when time ran out, or the next call would come too late, with the last error
 *   answer as its `cause`; whatever a call throws that no acceptor expects; the signal's reason, at
 *   once, when the caller aborts.
 */
export async function waitUntil<Data, Success, Failure, Problem>(
  { clock }: Carrier,
  waiter: WaiterDescriptor,
  call: (options: CallOptions) => ApiCall<Data>,
  options: WaitOptions = {},
): Promise<Waited<Success, Failure, Problem>> {
  const { delay: first, maxDelay, timeout, callTimeout, onRetry, ...shared } = options;
  const allowed = timeout ?? waiter.timeout;
  const end = clock.now() + allowed;
  const longest = maxDelay ?? Math.max(waiter.maxDelay, first ?? 0);
  let delay = Math.min(first ?? waiter.delay, longest);
  let attempts = 0;
  let last: Attempt<Data> | undefined;
  const late = (): TimeoutError => {
    const place = {
      ...(last?.call ?? { method: "", url: "" }),
      // Errors give it only to who asks for it by name.
      idempotencyKey: last?.call.idempotencyKey,
      operation: waiter.name,
    };
    return new TimeoutError(place, allowed, `waiting (${String(attempts)} calls)`, last?.error);
  };
  // One end for all calls, also for the one that is under way when time runs out.
  const deadline = openDeadline(clock, allowed, options.signal);
  const callOptions: CallOptions = {
    ...shared,
    signal: deadline.signal,
    // An answer that an acceptor waits for is no failure of the call.
    expects: (error) =>
      waiter.acceptors.some((acceptor) => accepts(acceptor, error.status, error.body)) ||
      shared.expects?.(error) === true,
    ...(callTimeout === undefined ? {} : { timeout: callTimeout }),
  };
  try {
    for (;;) {
      attempts += 1;
      last = await attempt(call, callOptions);
      const { status, data, error } = last;
      const body = error === undefined ? data : error.body;
      const found = waiter.acceptors.find((acceptor) => accepts(acceptor, status, body));
      if (found === undefined && error !== undefined) throw error;
      if (found !== undefined && found.outcome !== "retry") {
        const problem = error === undefined ? {} : { error };
        const ended = { outcome: found.outcome, data, attempts, ...problem };
        return ended as Waited<Success, Failure, Problem>;
      }
      onRetry?.(attempts, status);
      const asked = retryAfterOf(last.headers, clock.now())?.getTime() ?? 0;
      const wait = Math.max(delay, asked - clock.now());
      // Waiting on would only be waiting for the same end.
      if (clock.now() + wait >= end) throw late();
      await sleep(clock, wait, deadline.signal);
      delay = Math.min(delay * 2, longest);
    }
  } catch (error) {
    throw deadline.expired() && error === deadline.signal.reason ? late() : error;
  } finally {
    deadline.close();
  }
}

/** What one of the calls came to. */
interface Attempt<Data> {
  readonly call: CallContext;
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Data;
  readonly error?: ApiError;
}

async function attempt<Data>(
  call: (options: CallOptions) => ApiCall<Data>,
  options: CallOptions,
): Promise<Attempt<Data>> {
  try {
    const { call: place, data, response } = await call(options).answer;
    return { call: place, status: response.status, headers: response.headers, data };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { call: error, status: error.status, headers: error.headers, error };
  }
}

function accepts(acceptor: AcceptorDescriptor, status: number, body: unknown): boolean {
  return matches(acceptor.status, status) && holds(acceptor.body, body);
}

function matches(wanted: number | string | undefined, status: number): boolean {
  if (wanted === undefined || wanted === "default") return true;
  return typeof wanted === "number"
    ? wanted === status
    : wanted.charAt(0) === String(status).charAt(0);
}

function holds(wanted: AcceptorDescriptor["body"], body: unknown): boolean {
  if (wanted === undefined) return true;
  const found = canonicalText(at(body, wanted.pointer));
  return wanted.values.some((value) => canonicalText(value) === found);
}
