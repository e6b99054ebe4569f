import type { Clock } from "./clock.js";

/** The end of a call: its timeout and its caller's signal, whichever comes first. */
export interface Deadline {
  /** Aborted by either; handed to `fetch`. */
  readonly signal: AbortSignal;
  /** Milliseconds allowed in all. */
  readonly timeout: number;
  /** True once time ran out (not when the caller aborted). */
  expired(): boolean;
  /** The promise's outcome, or a rejection when the deadline comes first, even where nothing hears the signal. */
  race<T>(promise: PromiseLike<T>): Promise<T>;
  /** Stops the clock but keeps listening to the caller: for bodies handed on as streams. */
  disarm(): void;
  /** Leaves no timer and no listener behind. */
  close(): void;
}

/** `timeout` in milliseconds; `Infinity` for none. A signal that is aborted already aborts at once. */
export function openDeadline(clock: Clock, timeout: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  let expired = false;
  let reject: (reason: unknown) => void = () => undefined;
  const aborted = new Promise<never>((_, fail) => {
    reject = fail;
  });
  // Nobody may be racing when it ends.
  aborted.catch(() => undefined);

  const end = (reason: unknown) => {
    controller.abort(reason);
    reject(controller.signal.reason);
  };
  const abort = () => {
    end(caller?.reason);
  };
  let cancel: () => void = () => undefined;
  if (caller?.aborted === true) abort();
  else {
    caller?.addEventListener("abort", abort, { once: true });
    if (timeout !== Infinity) {
      cancel = clock.after(timeout, () => {
        expired = true;
        end(new DOMException(`${String(timeout)} ms have passed`, "TimeoutError"));
      });
    }
  }

  return {
    signal: controller.signal,
    timeout,
    expired: () => expired,
    race: (promise) => Promise.race([aborted, promise]),
    disarm: () => {
      cancel();
    },
    close: () => {
      cancel();
      caller?.removeEventListener("abort", abort);
    },
  };
}
