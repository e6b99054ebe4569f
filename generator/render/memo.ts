import { hashOf } from "./manifest.js";

/**
 * Texts that were written down before, by all that decided them, for a process that generates again
 * and again. What a run did not ask for is forgotten when the next but one begins, so that it holds
 * two runs' texts at most.
 */
export class Memo {
  #last = new Map<string, string>();
  #now = new Map<string, string>();

  /** Begins a run. */
  begin(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }

  /** The text that `make` writes, or has written when all that decides it, as JSON, was the same. */
  async text(decisive: unknown, make: () => Promise<string>): Promise<string> {
    const key = hashOf(JSON.stringify(decisive));
    const text = this.#now.get(key) ?? this.#last.get(key) ?? (await make());
    this.#now.set(key, text);
    return text;
  }
}
