import type { ApiCall } from "./call.js";
import { sleep, type Clock } from "./clock.js";
import { ApiError, TimeoutError, type CallContext } from "./errors.js";
import { canonicalText } from "./json-value.js";
import { at } from "./pointer.js";
import type { CallOptions, Transport } from "./transport.js";

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

/** What may be said of waiting, and of the calls it makes. */
export interface WaitOptions extends Omit<CallOptions, "timeout"> {
  /** Milliseconds in all. */
  readonly timeout?: number;
  /** Milliseconds before the second call; doubled each time. */
  readonly delay?: number;
  /** The longest wait between two calls, milliseconds. */
  readonly maxDelay?: number;
  /** Told of every answer that is not the end: how many there were, and its status. */
  readonly onRetry?: (attempts: number, status: number) => void;
}

/** How it ended. `error`: the last answer, where its status was an error; there is no data then. */
export type Waited<Success, Failure = Success> =
  Ended<"success", Success> | Ended<"failure", Failure>;

interface Ended<Outcome, Data> {
  readonly outcome: Outcome;
  readonly data: Data;
  readonly error?: ApiError;
  /** How many calls it took. */
  readonly attempts: number;
}

/**
 * Calls again and again until an acceptor says how it ended.
 *
 * @throws TimeoutError when the next call would come too late; whatever a call throws that no
 *   acceptor expects; the signal's reason, at once, when the caller aborts.
 */
export async function waitUntil<Data, Success, Failure>(
  transport: Transport,
  waiter: WaiterDescriptor,
  call: (options: CallOptions) => ApiCall<Data>,
  options: WaitOptions = {},
): Promise<Waited<Success, Failure>> {
  const { delay: first, maxDelay, timeout, onRetry, ...callOptions } = options;
  const clock: Clock = transport.clock;
  const allowed = timeout ?? waiter.timeout;
  const end = clock.now() + allowed;
  const longest = maxDelay ?? Math.max(waiter.maxDelay, first ?? 0);
  let delay = Math.min(first ?? waiter.delay, longest);
  let place: CallContext = { operation: waiter.name, method: "", url: "" };
  for (let attempts = 1; ; attempts += 1) {
    const remaining = end - clock.now();
    const { status, data, error } = await attempt(call, { ...callOptions, timeout: remaining });
    const body = error === undefined ? data : error.body;
    const found = waiter.acceptors.find((acceptor) => accepts(acceptor, status, body));
    if (found === undefined && error !== undefined) throw error;
    if (found !== undefined && found.outcome !== "retry") {
      const ended = {
        outcome: found.outcome,
        data,
        attempts,
        ...(error === undefined ? {} : { error }),
      };
      return ended as Waited<Success, Failure>;
    }
    if (error !== undefined) place = { ...place, method: error.method, url: error.url };
    onRetry?.(attempts, status);
    // Waiting on would only be waiting for the same end.
    if (clock.now() + delay >= end)
      throw new TimeoutError(place, allowed, `waiting (${String(attempts)} calls)`);
    await sleep(clock, delay, options.signal);
    delay = Math.min(delay * 2, longest);
  }
}

interface Attempt<Data> {
  readonly status: number;
  readonly data?: Data;
  readonly error?: ApiError;
}

async function attempt<Data>(
  call: (options: CallOptions) => ApiCall<Data>,
  options: CallOptions,
): Promise<Attempt<Data>> {
  try {
    const { data, response } = await call(options).withResponse();
    return { status: response.status, data };
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, error };
    throw error;
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
