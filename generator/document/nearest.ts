/**
 * The candidate a mistyped name was most likely meant to be; undefined when none is near. Ties go
 * to the first, so that the answer depends on the document's order alone.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  // A third of the letters may differ: "Pets" finds "Pet", "id" does not find "ok".
  let bound = Math.floor(Math.max(name.length, 3) / 3) + 1;
  for (const candidate of candidates) {
    const found = distance(name, candidate, bound);
    if (found < bound) [best, bound] = [candidate, found];
  }
  return best;
}

/** Levenshtein's distance, or `bound` as soon as it cannot be smaller. Letters of another case are half as far. */
function distance(a: string, b: string, bound: number): number {
  if (a.length > 200 || Math.abs(a.length - b.length) >= bound) return bound;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const [x = "", y = ""] = [a[i - 1], b[j - 1]];
      const cost = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 0.5 : 1;
      const above = row[j] ?? bound;
      const diagonal = row[j - 1] ?? bound;
      next.push(Math.min(above + 1, (next[j - 1] ?? bound) + 1, diagonal + cost));
    }
    if (Math.min(...next) >= bound) return bound;
    row = next;
  }
  return row[b.length] ?? bound;
}
