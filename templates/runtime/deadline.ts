import { onAbort } from "./abort.js";
import type { Clock } from "./clock.js";

/** The end of an attempt: its time and its caller's signal, whichever comes first. */
export interface Deadline {
  /** Aborted by either, and by nothing else: each attempt has its own. */
  readonly signal: AbortSignal;
  /** True once time ran out (not when the caller aborted). */
  expired(): boolean;
  /** The promise's outcome, or a rejection when the deadline comes first, even where nothing hears the signal. One race at a time. */
  race<T>(promise: PromiseLike<T>): Promise<T>;
  /** Stops the clock but keeps listening to the caller: for bodies handed on as streams. */
  disarm(): void;
  /** Leaves no timer and no listener behind. */
  close(): void;
}

/** `timeout` in milliseconds; `Infinity` for none. A signal that is aborted already aborts at once. */
export function openDeadline(clock: Clock, timeout: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  let hasExpired = false;
  let lose: ((reason: unknown) => void) | undefined;
  let disarm: (() => void) | undefined;
  let forget: (() => void) | undefined;

  const close = () => {
    disarm?.();
    forget?.();
  };
  const end = (reason: unknown) => {
    close();
    controller.abort(reason);
    lose?.(signal.reason);
  };
  const abort = () => {
    end(caller?.reason);
  };
  if (timeout < Infinity)
    disarm = clock.after(timeout, () => {
      hasExpired = true;
      end(new DOMException("time is up", "TimeoutError"));
    });
  if (caller?.aborted) abort();
  else forget = caller && onAbort(caller, abort);

  return {
    signal,
    expired: () => hasExpired,
    race: (promise) =>
      new Promise((resolve, reject) => {
        lose = reject;
        if (signal.aborted) reject(signal.reason as Error);
        promise.then(resolve, reject);
      }),
    disarm: () => disarm?.(),
    close,
  };
}

/** Waits; rejects with the signal's reason as soon as it is aborted, leaving no timer behind. */
export async function sleep(
  clock: Clock,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  const rest = openDeadline(clock, milliseconds, signal);
  await rest.race(new Promise<void>(() => undefined)).catch((reason: unknown) => {
    if (!rest.expired()) throw reason;
  });
}
