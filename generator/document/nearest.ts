/**
 * The candidate a mistyped name was most likely meant to be; undefined when none is near. Ties go
 * to the first, so that the answer depends on the document's order alone. `slips`: how many letters
 * may be wrong, missing, too many or exchanged with their neighbour; default: a third of them, so
 * that "Pets" finds "Pet" and "id" does not find "ok".
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  slips = Math.floor(Math.max(name.length, 3) / 3),
): string | undefined {
  let best: string | undefined;
  let bound = slips + 1;
  for (const candidate of candidates) {
    const found = distance(name, candidate, bound);
    if (found < bound) [best, bound] = [candidate, found];
  }
  return best;
}

/**
 * The distance of Damerau and Levenshtein, or `bound` as soon as it cannot be smaller. Letters of
 * another case are half as far.
 */
function distance(a: string, b: string, bound: number): number {
  if (a.length > 200 || Math.abs(a.length - b.length) >= bound) return bound;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const [x = "", y = ""] = [a[i - 1], b[j - 1]];
      const cost = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 0.5 : 1;
      const above = row[j] ?? bound;
      const diagonal = row[j - 1] ?? bound;
      const isExchanged = i > 1 && j > 1 && x !== y && x === b[j - 2] && a[i - 2] === y;
      const exchanged = isExchanged ? (before[j - 2] ?? bound) + 1 : bound;
      next.push(Math.min(above + 1, (next[j - 1] ?? bound) + 1, diagonal + cost, exchanged));
    }
    // An exchange of letters looks two rows back.
    if (Math.min(...next, ...row) >= bound) return bound;
    [before, row] = [row, next];
  }
  return row[b.length] ?? bound;
}
