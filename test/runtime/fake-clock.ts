import type { Clock } from "../../templates/runtime/clock.js";

interface Timer {
  readonly at: number;
  /** How long it was to wait when it began. */
  readonly wait: number;
  readonly run: () => void;
}

/** Time that passes when it is told to. */
export class FakeClock implements Clock {
  #now = 0;
  readonly #timers = new Set<Timer>();
  /** How long each wait was, in the order they began. */
  readonly waits: number[] = [];
  /** What chance gives next, again and again. */
  chance = 1;

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.chance;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.#now + milliseconds, wait: milliseconds, run };
    this.#timers.add(timer);
    this.waits.push(milliseconds);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Timers nobody called off. */
  get pending(): number {
    return this.#timers.size;
  }

  /** The timer that is due first. */
  get next(): Omit<Timer, "run"> | undefined {
    return [...this.#timers].sort((a, b) => a.at - b.at)[0];
  }

  /** Lets time pass, and everything that becomes due with it. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settled();
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = next.at;
      next.run();
      await settled();
    }
    this.#now = end;
    await settled();
  }
}

/** Everything that is ready to go on has gone on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
