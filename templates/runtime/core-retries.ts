import type { Clock } from "./clock.js";
import { CallError, type ApiError } from "./errors.js";
import type { ClientRetryOptions, RetryOptions } from "./retry.js";

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
  own?: RetryOptions,
) => number | undefined;

/**
 * Retries as `createClient` makes them, for `retry` of a transport of `./core`: of what does nothing
 * twice, by `Retry-After` or after a wait that is drawn by chance.
 */
export function retries(options: ClientRetryOptions = {}): Retrying {
  const { budget = 100 } = options;
  let left = budget;
  return (clock, tries = 1, end = 0, error, own) => {
    const { attempts = 3, delay = 500, maxDelay = 8_000 } = { ...options, ...own };
    if (error === undefined) left = Math.min(budget, left + 0.1);
    if (!(error instanceof CallError) || !error.isRetryable || tries >= attempts || left < 1)
      return undefined;
    const { retryAfter } = error as Partial<ApiError>;
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
