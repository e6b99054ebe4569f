import { hashOf } from "./manifest.js";

import type { Rendering } from "./format.js";

/**
 * What files were written down as before, by all that decided them, for a process that generates
 * again and again. What a run did not ask for is forgotten when the next but one begins, so that it
 * holds two runs' files at most.
 */
export class Memo {
  #last = new Map<string, Rendering>();
  #now = new Map<string, Rendering>();
  #common = "";

  /** Begins a run. `common`, a hash, decides all its files. */
  begin(common = ""): void {
    this.#last = this.#now;
    this.#now = new Map();
    this.#common = common;
  }

  /** What `make` makes, or has made when all that decides it, as JSON, was the same. */
  async recall(decisive: unknown, make: () => Promise<Rendering>): Promise<Rendering> {
    const key = hashOf(this.#common + JSON.stringify(decisive));
    const rendering = this.#now.get(key) ?? this.#last.get(key) ?? (await make());
    this.#now.set(key, rendering);
    return rendering;
  }
}
