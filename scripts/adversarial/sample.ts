/** So many of a list, the same for a seed, in the list's order; all where there are no more. */
export function sampled<T>(list: readonly T[], count: number, seed: number): T[] {
  const draw = generator(seed);
  const places = list.map((_, index) => ({ index, order: draw() }));
  places.sort((a, b) => a.order - b.order || a.index - b.index);
  const kept = new Set(places.slice(0, count).map(({ index }) => index));
  return list.filter((_, index) => kept.has(index));
}

/** Numbers of 32 bits, one after another: a linear congruence, good enough to shuffle by. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The low bits repeat soon.
    return (state ^ (state >>> 16)) >>> 0;
  };
}
