import type { Alternative } from "./alternative.js";

/** Alternatives of a union, those first that share components or places with the given one. */
export function closest(one: Alternative, others: readonly Alternative[]): readonly Alternative[] {
  if (others.length === 1) return others;
  const shared = (other: Alternative): number => {
    let count = 0;
    for (const id of other.parts)
      if (id.startsWith("#/components/") && one.parts.has(id)) count += 2;
    if (other.branches[0] !== undefined && other.branches[0] === one.branches[0]) count += 1;
    return count;
  };
  const ranked = others.map((other) => ({ other, rank: shared(other) }));
  return ranked.sort((a, b) => b.rank - a.rank).map(({ other }) => other);
}
