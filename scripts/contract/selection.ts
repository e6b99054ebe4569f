import type { Suite } from "../../generator/index.js";
import type { Planned } from "./run.js";

export interface Selection {
  /** Only cases whose id matches. */
  readonly grep?: RegExp;
  /** This machine's part: the `index`th of `count`, from 1. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Cases run in an order drawn from it; default: the document's. */
  readonly seed?: number;
}

/** The cases that a run takes. Every case is in exactly one shard, whatever the seed. */
export function selected(suite: Suite, { grep, shard, seed }: Selection): Planned[] {
  const all = suite.operations.flatMap(({ name, cases }) =>
    cases.map((one) => ({ operation: name, one })),
  );
  const matching = grep === undefined ? all : all.filter(({ one }) => grep.test(one.id));
  const own =
    shard === undefined
      ? matching
      : matching.filter((_, index) => index % shard.count === shard.index - 1);
  return seed === undefined ? own : shuffled(own, seed);
}

/** The suite with nothing but what the cases cover: what is asked of a part of it. */
export function narrowed(suite: Suite, cases: readonly Planned[]): Suite {
  const asked = new Set(cases.flatMap(({ one }) => one.covers));
  const operations = suite.operations
    .map((operation) => ({
      ...operation,
      units: operation.units.filter(({ id }) => asked.has(id)),
    }))
    .filter(({ units }) => units.length > 0);
  return { ...suite, operations };
}

/** Fisher and Yates, by a linear congruential sequence: the same seed gives the same order. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const result = [...items];
  let state = seed >>> 0;
  for (let last = result.length - 1; last > 0; last--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const chosen = Math.floor((state / 2 ** 32) * (last + 1));
    [result[last], result[chosen]] = [result[chosen] as Item, result[last] as Item];
  }
  return result;
}
