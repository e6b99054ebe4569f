/** Of how many values no edit breaks a constraint before it is left at that, at that place. */
const MOST_MISSES = 6;

/** Where constraints of one subject have been broken. */
export class Places {
  readonly alone = new Set<string>();
  /** Reports of constraints that have only been broken together with another so far. */
  readonly together = new Map<string, () => void>();
  /** Constraints broken anywhere, alone or not. */
  readonly clauses = new Set<string>();
  readonly #missed = new Map<string, number>();

  /** Counts a value of which no edit breaks the constraint. */
  miss(place: string): void {
    this.#missed.set(place, (this.#missed.get(place) ?? 0) + 1);
  }

  isGivenUp(place: string): boolean {
    return (this.#missed.get(place) ?? 0) >= MOST_MISSES;
  }
}
