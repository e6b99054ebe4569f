import type { Syntax, Term } from "./syntax.js";

/** Steps an examination may still take; it counts them down and gives up at none. */
export interface Budget {
  steps: number;
}

/**
 * Whether trying a pattern can take time that doubles with each character: a repetition, after which
 * the match can still fail, reads some text in two ways and is then where it was. It is looked for in
 * the product of the positions of the repetition's characters with themselves. Undefined when the
 * budget ends first. What assertions rule out is not seen, so a finding says that it may be.
 *
 * @see https://doi.org/10.1007/978-3-319-40946-7_3 Weideman et al., Analyzing Matching Time Behavior of
 * Backtracking Regular Expression Matchers by Using Ambiguity of NFA
 */
export function isCatastrophic({ term, overlap }: Syntax, budget: Budget): boolean | undefined {
  const look = (at: Term, canFail: boolean): boolean => {
    switch (at.kind) {
      case "character":
      case "hold":
        return false;
      case "look":
        return look(at.term, false);
      case "choice":
        return at.terms.some((one) => look(one, canFail));
      case "sequence":
        return at.terms.some((one, index) =>
          look(one, canFail || at.terms.slice(index + 1).some(needsSomething)),
        );
      case "repeat":
        if (at.max >= MANY && at.term.kind !== "character" && canFail) {
          if (at.min >= MANY && at.max < Infinity && !needsSomething(at.term) && takes(at.term))
            return true;
          return new Repetition(at.term, overlap, budget).isAmbiguous();
        }
        return look(at.term, canFail);
    }
  };
  try {
    return look(term, false);
  } catch (error) {
    if (error instanceof Exhausted) return undefined;
    throw error;
  }
}

/** So often repeated, what is tried in two ways is as good as never tried to the end. */
const MANY = 10;

/** Whether a text can fail what follows: it must have a character here, or this place. */
function needsSomething(term: Term): boolean {
  switch (term.kind) {
    case "character":
    case "look":
    case "hold":
      return true;
    case "choice":
      return term.terms.every(needsSomething);
    case "sequence":
      return term.terms.some(needsSomething);
    case "repeat":
      return term.min > 0 && needsSomething(term.term);
  }
}

function takes(term: Term): boolean {
  switch (term.kind) {
    case "character":
      return true;
    case "look":
    case "hold":
      return false;
    case "choice":
    case "sequence":
      return term.terms.some(takes);
    case "repeat":
      return term.max > 0 && takes(term.term);
  }
}

class Exhausted extends Error {}

/** In how many ways, two standing for more; by position where one is meant. */
type Ways = ReadonlyMap<number, number>;

interface Part {
  /** Positions it can begin and end with, and in how many ways it takes nothing. */
  readonly first: Ways;
  readonly last: Ways;
  readonly empty: number;
}

const NOTHING: Part = { first: new Map(), last: new Map(), empty: 1 };

/** The positions of what is repeated without end, and which follows which. */
class Repetition {
  readonly #overlap: Syntax["overlap"];
  readonly #budget: Budget;
  readonly #among: number[] = [];
  readonly #follow: Map<number, number>[] = [];

  constructor(term: Term, overlap: Syntax["overlap"], budget: Budget) {
    this.#overlap = overlap;
    this.#budget = budget;
    const part = this.#build(term);
    this.#join(part.last, part.first);
  }

  /** Every position of a repetition leads to every other, so one way out of step and back is enough. */
  isAmbiguous(): boolean {
    if (this.#follow.some((next) => [...next.values()].some((ways) => ways > 1))) return true;
    const size = this.#among.length;
    const seen = new Set<number>();
    const pairs: (readonly [number, number])[] = this.#among.map((_, at) => [at, at]);
    for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
      const [one, other] = pair;
      for (const [to] of this.#follow[one] ?? []) {
        for (const [too] of this.#follow[other] ?? []) {
          this.#step();
          if (to === too) {
            if (one !== other) return true;
            continue;
          }
          const key = to < too ? to * size + too : too * size + to;
          if (seen.has(key) || !this.#overlap(this.#among[to] ?? 0, this.#among[too] ?? 0))
            continue;
          seen.add(key);
          pairs.push([to, too]);
        }
      }
    }
    return false;
  }

  #build(term: Term): Part {
    switch (term.kind) {
      case "character": {
        this.#step();
        const at = this.#among.push(term.among) - 1;
        this.#follow.push(new Map());
        return { first: new Map([[at, 1]]), last: new Map([[at, 1]]), empty: 0 };
      }
      case "look":
      case "hold":
        return NOTHING;
      case "choice":
        return term.terms
          .map((one) => this.#build(one))
          .reduce((before, part) => ({
            first: this.#either(before.first, part.first, 1),
            last: this.#either(before.last, part.last, 1),
            empty: atMostTwo(before.empty + part.empty),
          }));
      case "sequence":
        return term.terms.reduce<Part>(
          (before, one) => this.#then(before, this.#build(one)),
          NOTHING,
        );
      case "repeat":
        return this.#repeat(term);
    }
  }

  /** An iteration that takes nothing is not tried, so there is one way to take nothing. */
  #repeat({ term, min, max }: Extract<Term, { kind: "repeat" }>): Part {
    if (max === 0) return NOTHING;
    if (max === Infinity) {
      let part = NOTHING;
      for (let count = 1; count < min; count += 1) part = this.#then(part, this.#build(term));
      const last = this.#build(term);
      this.#join(last.last, last.first);
      return this.#then(part, min > 0 && last.empty === 0 ? last : { ...last, empty: 1 });
    }
    let rest = NOTHING;
    for (let count = min; count < max; count += 1) {
      rest = { ...this.#then(this.#build(term), rest), empty: 1 };
    }
    for (let count = 0; count < min; count += 1) rest = this.#then(this.#build(term), rest);
    return rest;
  }

  #then(before: Part, after: Part): Part {
    this.#join(before.last, after.first);
    return {
      first: this.#either(before.first, after.first, before.empty),
      last: this.#either(after.last, before.last, after.empty),
      empty: atMostTwo(before.empty * after.empty),
    };
  }

  /** Both, the second in as many ways for each of its own. */
  #either(one: Ways, other: Ways, ways: number): Ways {
    if (ways === 0 || other.size === 0) return one;
    this.#step(one.size);
    const both = new Map(one);
    for (const [at, count] of other) {
      this.#step();
      both.set(at, atMostTwo((both.get(at) ?? 0) + count * ways));
    }
    return both;
  }

  #join(last: Ways, first: Ways): void {
    for (const [from, ways] of last) {
      for (const [to, count] of first) {
        this.#step();
        const next = this.#follow[from];
        next?.set(to, atMostTwo((next.get(to) ?? 0) + ways * count));
      }
    }
  }

  #step(count = 1): void {
    this.#budget.steps -= count;
    if (this.#budget.steps < 0) throw new Exhausted();
  }
}

function atMostTwo(count: number): number {
  return Math.min(count, 2);
}
