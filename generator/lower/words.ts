/** The words of a name: `PartnerFeed_key-2` → `Partner`, `Feed`, `key`, `2`. Only ASCII letters and digits survive. */
export function wordsOf(name: string): string[] {
  return (
    name
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .match(/[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+/g) ?? []
  );
}

/** `PartnerFeedKey2`; runs of capitals stay as written (`SQLQuery`). */
export function pascalCase(name: string): string {
  return wordsOf(name).map(capitalise).join("");
}

/** `partnerFeedKey2`; a leading run of capitals is lowered whole (`URLParser` → `urlParser`). */
export function camelCase(name: string): string {
  const [first = "", ...others] = wordsOf(name);
  return lowerFirst(first) + others.map(capitalise).join("");
}

/** `partner-feed-key-2`: safe where file systems ignore case. */
export function kebabCase(name: string): string {
  return wordsOf(name)
    .map((word) => word.toLowerCase())
    .join("-");
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function lowerFirst(word: string): string {
  return /^[A-Z]+[0-9]*$/.test(word)
    ? word.toLowerCase()
    : word.charAt(0).toLowerCase() + word.slice(1);
}

/** A set of words that are written one after another. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
