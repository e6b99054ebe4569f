/** Time and chance as the runtime sees them: one object to replace where a test must not wait. */
export interface Clock {
  /** Milliseconds since 1970 began, UTC. */
  now(): number;
  /** Runs something once, after that many milliseconds; the answer calls it off. */
  after(milliseconds: number, run: () => void): () => void;
  /** A number from 0 to 1, which waits are drawn by. Default `Math.random`. */
  random?(): number;
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
