import * as fc from "fast-check";

/** Chance by the names of what it decides. All of it comes from fast-check's seed. */
export class Draw {
  readonly #random: fc.Random;

  constructor(random: fc.Random) {
    this.#random = random;
  }

  /** A whole number, both bounds included. */
  int(minimum: number, maximum: number): number {
    return this.#random.nextInt(minimum, maximum);
  }

  /** True that often in a hundred. */
  chance(percent: number): boolean {
    return this.int(1, 100) <= percent;
  }

  /** One of them, each as likely. Throws where there is none. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("pick: nothing to pick from");
    return items[this.int(0, items.length - 1)] as T;
  }

  /** One of them, as likely as its weight says. */
  weighted<T>(options: readonly (readonly [weight: number, value: T])[]): T {
    let ticket = this.int(
      1,
      options.reduce((sum, [weight]) => sum + weight, 0),
    );
    for (const [weight, value] of options) {
      ticket -= weight;
      if (ticket <= 0) return value;
    }
    throw new RangeError("weighted: no weight");
  }

  /** A list of that many, each made anew. */
  list<T>(minimum: number, maximum: number, make: () => T): T[] {
    return Array.from({ length: this.int(minimum, maximum) }, make);
  }

  /** A value of an arbitrary of fast-check. */
  from<T>(arbitrary: fc.Arbitrary<T>): T {
    return arbitrary.generate(this.#random, undefined).value;
  }
}

/**
 * What a function draws, as an arbitrary of fast-check. It is not shrunk: a disagreement is made
 * small as JSON, with both witnesses asked about each step.
 */
class Drawing<T> extends fc.Arbitrary<T> {
  readonly #make: (draw: Draw) => T;

  constructor(make: (draw: Draw) => T) {
    super();
    this.#make = make;
  }

  generate(random: fc.Random): fc.Value<T> {
    return new fc.Value(this.#make(new Draw(random)), undefined);
  }

  canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }

  shrink(): fc.Stream<fc.Value<T>> {
    return fc.Stream.nil();
  }
}

/**
 * What `make` draws for a seed and a place on its path: the same for the same two, and of its own
 * for each place, so that one case is repeated without those before it.
 */
export function drawn<T>(seed: number, place: number, make: (draw: Draw) => T): T {
  const own = (Math.imul(seed, 0x9e3779b1) + Math.imul(place + 1, 0x85ebca6b)) | 0;
  const [value] = fc.sample(new Drawing(make), { seed: own, numRuns: 1 });
  return value as T;
}
