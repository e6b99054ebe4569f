import type { ApiError } from "./errors.js";
import type { Clock } from "./clock.js";

/** When a call that failed is sent again. */
export interface RetryOptions {
  /** Requests in all, the first included. Default 3. */
  readonly attempts?: number;
  /** Milliseconds: the first wait is drawn between nothing and this; every further one may be twice as long. Default 500. */
  readonly delay?: number;
  /** Milliseconds: the longest wait that is drawn. Default 8 000. */
  readonly maxDelay?: number;
}

/** What may be said of retries once for all calls. */
export interface ClientRetryOptions extends RetryOptions {
  /**
   * Retries that all calls of the client may make before one of them succeeds: each takes one away,
   * a call that succeeds gives a tenth of one back. A server that is down is then asked hardly more
   * often than it would be without retries. Default 100.
   */
  readonly budget?: number;
}

/**
 * Milliseconds before a call that failed is sent again; undefined where it is not. `tries`: how often
 * it was sent; `end`: when time runs out, by the clock. Without an error, a call
 * has succeeded; `own`: what it says of retries.
 */
export type Retrying = (
  clock: Clock,
  tries?: number,
  end?: number,
  error?: unknown,
  own?: false | RetryOptions,
) => number | undefined;

/** Retries of what does nothing twice, by `Retry-After` or after a wait that is drawn by chance. */
export function retries(options: ClientRetryOptions = {}): Retrying {
  const { budget = 100 } = options;
  let left = budget;
  return (clock, tries = 1, end = 0, error, own) => {
    const { attempts = 3, delay = 500, maxDelay = 8_000 } = { ...options, ...own };
    if (!error) left = Math.min(budget, left + 0.1);
    const { isRetryable, retryAfter } = (error ?? {}) as Partial<ApiError>;
    if (!isRetryable || own === false || tries >= attempts || left < 1) return undefined;
    // Calls that failed together must not come again together: any wait up to the longest is as likely.
    const wait = retryAfter
      ? retryAfter.getTime() - clock.now()
      : Math.min(maxDelay, delay * 2 ** (tries - 1)) * (clock.random?.() ?? Math.random());
    // Waiting for a moment that is past the end would only be failing later.
    if (clock.now() + wait >= end) return undefined;
    left -= 1;
    return wait;
  };
}

/** The latest moment a `Date` can hold. */
const LAST = 8.64e15;

/**
 * When a server wants to be asked again: `Retry-After` in seconds, or as a date, which is taken
 * relative to the answer's own `Date` where it has one. Undefined for what is neither.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfterOf(headers: Headers, now: number): Date | undefined {
  const written = headers.get("retry-after") ?? "";
  const wait = /^\d+$/.test(written)
    ? Number(written) * 1000
    : Date.parse(/^[A-Z]/i.test(written) ? written : "") -
      (Date.parse(headers.get("date") ?? "") || now);
  return Number.isNaN(wait) ? undefined : new Date(Math.min(now + Math.max(0, wait), LAST));
}
