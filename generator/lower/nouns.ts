/*
 * Nouns of English, as far as names of operations and groups need them: whether many are meant, and
 * what one of them is called. What is printed is right for the words of APIs; of others nothing worse
 * comes than the word as it stands.
 */

import { wordSet } from "./words.js";

/** Plurals that no rule makes. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  (
    "aliases alias, analyses analysis, appendices appendix, atlases atlas, axes axis, biases bias, " +
    "caches cache, calories calorie, canvases canvas, children child, cookies cookie, crises crisis, " +
    "diagnoses diagnosis, echoes echo, gases gas, heroes hero, hypotheses hypothesis, indices index, " +
    "lenses lens, lies lie, matrices matrix, movies movie, people person, pies pie, quizzes quiz, " +
    "selfies selfie, shelves shelf, synopses synopsis, theses thesis, ties tie, uses use, " +
    "vertices vertex, zombies zombie"
  )
    .split(", ")
    .map((pair) => pair.split(" ") as [string, string]),
);

/** One and many are the same word. */
const UNCOUNTED = wordSet("analytics news series species");

/** One thing, though it ends in `s`. */
const ONE = wordSet(
  "alias atlas aws axis bias canvas chaos cors debris dns ethos gas gps has ios iris kms kudos lens " +
    "macos mms nas nfs pancreas redis saas sms tennis this tls was",
);

/** Many, though they end as what is one: `status`, `analysis`. */
const MANY = wordSet("cpus emus gpus gurus menus npus skus tpus vcpus");

/** A word of which one and many are told by nothing: `news`. */
export function isUncounted(word: string): boolean {
  return UNCOUNTED.has(word.toLowerCase());
}

export function isPlural(word: string): boolean {
  const lower = word.toLowerCase();
  if (IRREGULAR.has(lower) || MANY.has(lower)) return true;
  if (UNCOUNTED.has(lower) || ONE.has(lower)) return false;
  return lower.length > 2 && lower.endsWith("s") && !/(?:ss|sis|us)$/.test(lower);
}

/** What one of many is called, in the letters that the word has; what is one already as it stands. */
export function singular(word: string): string {
  if (!isPlural(word)) return word;
  const irregular = IRREGULAR.get(word.toLowerCase());
  if (irregular !== undefined) return `${word.charAt(0)}${irregular.slice(1)}`;
  if (/ies$/i.test(word)) return `${word.slice(0, -3)}y`;
  // `warehouses` and `clauses` have an `e` of their own, `statuses` has not.
  const isLong = /(?:ss|x|ch|sh|us)es$/i.test(word) && !/[ao]uses$/i.test(word);
  return word.slice(0, isLong ? -2 : -1);
}
