import { isObject, type Json } from "../model/json.js";
import { isPlainProse, type Placeholder } from "../model/prose.js";
import type { Pointer } from "../model/schema.js";
import { finder, type Span, type Spot } from "../source/locate.js";
import { joinPointer, parsePointer, ROOT } from "../source/pointer.js";
import type { SourceFile } from "../source/source.js";

/** A file of a document that can be asked where its parts stand. */
export interface Entry {
  readonly source: SourceFile;
  readonly find: (tokens: readonly string[]) => Spot;
}

/** A file as an entry. */
export function entryOf(source: SourceFile): Entry {
  return { source, find: finder(source) };
}

/**
 * The texts of prose in which a file differs from what it was, by their placeholders, if it differs
 * in nothing else, down to the characters between them; undefined if it does.
 */
export function changedProse(
  before: Entry,
  now: Entry,
  places: ReadonlyMap<Pointer, Placeholder>,
): Map<Placeholder, string> | undefined {
  const texts = differingTexts(before.source.value, now.source.value);
  if (texts === undefined) return undefined;
  const changed = new Map<Placeholder, string>();
  for (const [pointer, text] of texts) {
    const placeholder = places.get(pointer);
    if (placeholder === undefined || !isPlainProse(text)) return undefined;
    changed.set(placeholder, text);
  }
  // What a number or a word means may depend on how it is written.
  const pointers = [...texts.keys()];
  const [rest, own] = [around(before, pointers), around(now, pointers)];
  const isSame = rest !== undefined && rest.every((piece, index) => piece === own?.[index]);
  return isSame ? changed : undefined;
}

/** The texts that are others in a value, by their places; undefined where anything else is. */
function differingTexts(
  before: Json | undefined,
  now: Json | undefined,
): Map<Pointer, string> | undefined {
  const texts = new Map<Pointer, string>();
  const way: (string | number)[] = [];
  const isAlike = (was: Json | undefined, is: Json | undefined): boolean => {
    if (Object.is(was, is)) return true;
    if (typeof was === "string" && typeof is === "string") {
      texts.set(joinPointer(ROOT, ...way), is);
      return true;
    }
    const areLists = Array.isArray(was) && Array.isArray(is);
    if (!areLists && !(isObject(was) && isObject(is))) return false;
    const [keys, own] = [Object.keys(was), Object.keys(is)];
    if (keys.length !== own.length) return false;
    return keys.every((key, index) => {
      way.push(key);
      const areAlike =
        own[index] === key && isAlike((was as JsonMembers)[key], (is as JsonMembers)[key]);
      way.pop();
      return areAlike;
    });
  };
  return isAlike(before, now) ? texts : undefined;
}

type JsonMembers = Readonly<Record<string, Json>>;

/** A file's text without these scalars, in pieces; undefined where one of them is none. */
function around({ source, find }: Entry, pointers: readonly Pointer[]): string[] | undefined {
  const spans: Span[] = [];
  for (const pointer of pointers) {
    const { value, scalar } = find(parsePointer(pointer) ?? []);
    if (value === undefined || !scalar) return undefined;
    spans.push(value);
  }
  spans.sort(([a], [b]) => a - b);
  const starts = [0, ...spans.map(([, end]) => end)];
  const ends = [...spans.map(([start]) => start), source.text.length];
  return starts.map((start, index) => source.text.slice(start, ends[index]));
}
