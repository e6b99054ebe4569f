import { Refusal } from "./answer.js";

const MINUTE = 60_000;

/** Counts what each workspace sends within a minute. */
export class Throttle {
  readonly #windows = new Map<string, { start: number; count: number }>();

  constructor(
    readonly rate: number,
    readonly now: () => number,
  ) {}

  /** Percent of the limit used. @throws Refusal beyond it, with the seconds to wait */
  take(workspace: string): number {
    const now = this.now();
    const known = this.#windows.get(workspace);
    const window =
      known === undefined || now - known.start >= MINUTE ? { start: now, count: 0 } : known;
    this.#windows.set(workspace, window);
    window.count += 1;
    if (window.count > this.rate)
      throw new Refusal(429, `Too many requests for ${workspace}.`, {
        "retry-after": String(Math.ceil((window.start + MINUTE - now) / 1000)),
        "x-mp-rate-limit-exceeded": "workspace",
        "x-mp-rate-limit-percentage-used": "100",
      });
    return Math.floor((window.count / this.rate) * 100);
  }
}
