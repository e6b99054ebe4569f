/** The sandbox's time: the machine's, ahead by what it was told to skip. */
export class SandboxClock {
  #ahead = 0;

  /** @param tick milliseconds that pass with each request; the machine's own time then stands still */
  constructor(
    readonly now: () => number,
    readonly tick?: number,
  ) {}

  /** Milliseconds since 1970. */
  read(): number {
    return this.now() + this.#ahead;
  }

  /** Skips milliseconds. */
  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  onRequest(): void {
    if (this.tick !== undefined) this.advance(this.tick);
  }
}

/** A clock of which each request is a step: the same calls see the same times. */
export function stepping(tick: number, start = Date.UTC(2025, 2, 4, 5, 6, 7)): SandboxClock {
  return new SandboxClock(() => start, tick);
}
