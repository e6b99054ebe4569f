import type { Tag } from "../model/model.js";
import { Names, type Claim } from "./names.js";
import type { UnnamedOperation } from "./operations.js";
import { isPlural, isUncounted, singular } from "./nouns.js";
import { camelCase, wordsOf } from "./words.js";

/** The group of operations without a tag. */
export const UNTAGGED = "other";

/**
 * Names inside a group: an operation whose words after the verb say just what its tag says needs
 * only the verb there (`createConnection` in *Connections* → `create`, `listConnections` → `list`),
 * one that begins with its tag needs only the rest (`issues/list-events` in *issues* → `listEvents`); any other keeps its name.
 * Of several who wish one name, the one has it whose id says it most plainly; the others keep their
 * full names, so that a newcomer renames nobody but the one whose name it has from then on.
 */
export function nameMembers(
  operations: readonly UnnamedOperation[],
  groups: ReadonlyMap<string, Pick<Tag, "group">>,
  spoken: ReadonlyMap<string, string>,
): Map<string, string> {
  const members = new Map<string, string>();
  for (const [tag, inside] of groupByTag(operations)) {
    if (!groups.has(tag)) continue;
    const claims = inside.map(({ id }) => shortName(id, spoken.get(id) ?? id, tag));
    claims.sort((a, b) => a.distance - b.distance || compare(a.key, b.key));
    const given = new Set<string>();
    const others: Claim[] = [];
    for (const { key, wish, full } of claims) {
      if (wish === "" || isUnfitMember(wish) || given.has(wish)) {
        others.push({ key, wish: full });
      } else {
        given.add(wish);
        members.set(key, wish);
      }
    }
    const { names } = new Names({ taken: given, refused: isUnfitMember }).allocate(others);
    for (const [key, name] of names) members.set(key, name);
  }
  return members;
}

/** What an operation would be called in its group, and in full. */
interface ShortName extends Claim {
  readonly full: string;
  /** How far its id is from the name: 0 where it says just that, 1 where it is spelt as code is, 2 else. */
  readonly distance: 0 | 1 | 2;
}

function shortName(id: string, said: string, tag: string): ShortName {
  const noun = compared(wordsOf(tag));
  const words = wordsOf(said);
  const [verb = "", ...rest] = words;
  const object = ARTICLES.has(rest[0]?.toLowerCase() ?? "") ? rest.slice(1) : rest;
  const count = wordsOf(tag).length;
  const full = camelCase(words.join(" "));
  const claim = (wish: string): ShortName => ({
    key: id,
    wish,
    full,
    distance: full === wish ? 0 : full === id ? 1 : 2,
  });
  const begins = rest.length >= count && compared(words.slice(0, count)) === noun;
  if (begins && isDivided(said, count)) return claim(camelCase(words.slice(count).join(" ")));
  const isSaid = object.length > 0 && compared(object) === noun && suits(verb, object.at(-1));
  // A member may be called as a binding may not: `client.pets.delete`.
  return claim(isSaid ? verb.toLowerCase() : full);
}

function compared(words: readonly string[]): string {
  return words.map(singular).join(" ").toLowerCase();
}

/**
 * Whether an id may be divided after so many words: one that says itself where its parts end, only
 * there. `pull-request-stacks/add` in *pulls* is nothing that is done to `pulls`.
 */
function isDivided(id: string, count: number): boolean {
  const parts = id.split(/[/.:]/);
  const ends = parts.map((_, index) => wordsOf(parts.slice(0, index + 1).join("-")).length);
  return parts.length === 1 || ends.includes(count);
}

/** Verbs of a whole collection: `list`, and what is asked of all. */
const OF_MANY = new Set("list search find query count export".split(" "));

/**
 * Whether a verb alone says it of this many: `getPet` and `listPets` do, `getPets` does not, whether
 * there is a `getPet` or one comes later.
 */
function suits(verb: string, noun = ""): boolean {
  return isUncounted(noun) || isPlural(noun) === OF_MANY.has(verb.toLowerCase());
}

/** `get-an-album` in *Albums* says what `get-album` does. */
const ARTICLES = new Set(["a", "an", "the"]);

/**
 * Words no member may be: an object with a `then` is taken for a promise wherever it is awaited, and
 * a method called `new` in a type is read as a constructor.
 */
export function isUnfitMember(name: string): boolean {
  return name === "then" || name === "new";
}

function groupByTag(operations: readonly UnnamedOperation[]): Map<string, UnnamedOperation[]> {
  const byTag = new Map<string, UnnamedOperation[]>();
  for (const operation of operations) {
    const tag = operation.tags[0] ?? UNTAGGED;
    byTag.set(tag, [...(byTag.get(tag) ?? []), operation]);
  }
  return byTag;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
