import type { Alternative } from "./alternative.js";

/** Which alternatives exclude each other, as far as it was found out: by identity, and by how deep it was looked for. */
export class Apartness {
  readonly #known = new WeakMap<Alternative, WeakMap<Alternative, boolean[]>>();

  /** What was found of two alternatives at a level; undefined where nothing was. */
  recall(one: Alternative, other: Alternative, level: number): boolean | undefined {
    return this.#known.get(one)?.get(other)?.[level];
  }

  keep(one: Alternative, other: Alternative, level: number, isApart: boolean): void {
    const others = this.#known.get(one) ?? new WeakMap<Alternative, boolean[]>();
    this.#known.set(one, others);
    const levels = others.get(other) ?? [];
    others.set(other, levels);
    levels[level] = isApart;
  }
}
