/** Time as the runtime sees it: one object to replace where a test must not wait. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Runs something once, after that many milliseconds; the answer calls it off. */
  after(milliseconds: number, run: () => void): () => void;
}

/** What `setTimeout` can count to; more would fire at once. */
const LONGEST = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, Math.min(milliseconds, LONGEST));
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Waits; rejects with the signal's reason as soon as it is aborted, leaving no timer behind. */
export function sleep(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const abort = () => {
      cancel();
      reject(signal?.reason as Error);
    };
    const cancel = clock.after(milliseconds, () => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
    signal?.addEventListener("abort", abort, { once: true });
  });
}
