import { salt } from "../model/salt.js";
import { camelCase, kebabCase, pascalCase } from "./words.js";

/** The longest identifier or file name we allocate; longer ones are cut and salted. */
const LONGEST = 80;

/** Something that wants a name: `key` is its own text in the document, unique among its kind. */
export interface Claim {
  readonly key: string;
  /** What it would like to be called. */
  readonly wish: string;
  /** Whether the wish is its own spelling, so that it keeps it; default: when it is its key. */
  readonly exact?: boolean;
}

export interface NamesOptions {
  readonly taken?: Iterable<string>;
  readonly refused?: (name: string) => boolean;
  readonly files?: boolean;
}

/**
 * A closed set of names. Claims whose wish is their own key are served first and keep the plain
 * name; of the others that want a taken name each gets a suffix made of its own key, so that
 * neighbours coming, going or moving rename nothing. We choose `$` because component keys and
 * operation ids rarely may contain it, and it cannot arise from `wish`.
 */
export class Names {
  readonly #taken = new Set<string>();
  readonly #refused: (name: string) => boolean;
  readonly #separator: string;
  readonly #ignoreCase: boolean;

  /** `taken` and `refused`: names nobody may get. `files`: compare without case and join by `-`. */
  constructor(options: NamesOptions = {}) {
    this.#refused = options.refused ?? (() => false);
    this.#ignoreCase = options.files ?? false;
    this.#separator = this.#ignoreCase ? "-" : "$";
    for (const name of options.taken ?? []) this.#taken.add(this.#fold(name));
  }

  /** One name per claim, by key, and the keys whose wish was taken by somebody else. */
  allocate(claims: readonly Claim[]): { names: Map<string, string>; collided: string[] } {
    const names = new Map<string, string>();
    const collided: string[] = [];
    const isExact = ({ key, wish, exact = key === wish }: Claim): boolean => exact;
    const exact = claims.filter(isExact);
    const others = claims.filter((claim) => !isExact(claim));
    // Among the others the smallest key goes first, whatever the order of the document.
    others.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    for (const claim of [...exact, ...others]) {
      const wish = this.#usable(claim);
      let name = wish;
      if (this.#isTaken(name)) {
        // A word of the language is no neighbour: the mark alone tells it apart, and always will.
        const marked = `${wish}${this.#separator}`;
        const isWord = this.#refused(wish) && !this.#taken.has(this.#fold(marked));
        name = isWord ? marked : `${marked}${salt(claim.key)}`;
        collided.push(claim.key);
      }
      this.#taken.add(this.#fold(name));
      names.set(claim.key, name);
    }
    return { names, collided };
  }

  #usable({ key, wish }: Claim): string {
    if (wish === "") return this.#ignoreCase ? salt(key) : `$${salt(key)}`;
    const mark = !this.#ignoreCase && /^[0-9]/.test(wish) ? "$" : "";
    return wish.length > LONGEST
      ? `${mark}${wish.slice(0, LONGEST)}${this.#separator}${salt(key)}`
      : `${mark}${wish}`;
  }

  #isTaken(name: string): boolean {
    return this.#taken.has(this.#fold(name)) || this.#refused(name);
  }

  #fold(name: string): string {
    return this.#ignoreCase ? name.toLowerCase() : name;
  }
}

/** Files of one folder, in kebab case; device names of Windows and our own files are never given out. */
export function fileNames(
  claims: readonly { readonly key: string; readonly name: string }[],
  ours: Iterable<string>,
): Map<string, string> {
  const devices = ["con", "prn", "aux", "nul"].concat(
    Array.from({ length: 10 }, (_, digit) => [`com${String(digit)}`, `lpt${String(digit)}`]).flat(),
  );
  const names = new Names({ files: true, taken: [...devices, ...ours] });
  const wanted = claims.map(({ key, name }): Claim => {
    const wish = fileStem(name);
    // `Pet` is what `pet` is spelt in code; `PET` has its words by chance.
    return { key, wish, exact: pascalCase(wish) === name || camelCase(wish) === name };
  });
  return names.allocate(wanted).names;
}

/** A name's words in kebab case; the salt behind its mark is no word, and stays whole. */
function fileStem(name: string): string {
  const parts = name.split("$").filter((part) => part !== "");
  return parts.map((part) => (/^[0-9a-f]{8}$/.test(part) ? part : kebabCase(part))).join("-");
}
