import { endOfString, skipBlank } from "./json-string.js";
import type { Spot } from "./locate.js";

interface Member {
  readonly key?: readonly [start: number, end: number];
  readonly start: number;
  readonly end: number;
}

/** Members of the objects and lists visited so far, by the offset where these begin. */
export type JsonIndex = Map<number, ReadonlyMap<string, Member>>;

/** The key under which the index holds the whole text, as the one member of nothing. */
const WHOLE = -1;

/**
 * Follows tokens through the text of valid JSON. Each level is scanned when it is first entered and
 * then kept in `index`, so megabytes cost a few passes and hardly any memory.
 */
export function placeInJson(text: string, tokens: readonly string[], index: JsonIndex): Spot {
  const whole = index.get(WHOLE) ?? new Map([["", wholeOf(text)]]);
  index.set(WHOLE, whole);
  let member = whole.get("") ?? wholeOf(text);
  for (const token of tokens) {
    const members = index.get(member.start) ?? scanMembers(text, member.start);
    index.set(member.start, members);
    const child = members.get(token);
    if (child === undefined) break;
    member = child;
  }
  const first = text[member.start];
  return {
    ...(member.key === undefined ? {} : { key: member.key }),
    value: [member.start, member.end],
    scalar: first !== "{" && first !== "[",
  };
}

function wholeOf(text: string): Member {
  const start = skipBlank(text, 0);
  return { start, end: skipValue(text, start) };
}

function scanMembers(text: string, open: number): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  const isObject = text[open] === "{";
  if (!isObject && text[open] !== "[") return members;
  let at = skipBlank(text, open + 1);
  for (let count = 0; at < text.length && text[at] !== "}" && text[at] !== "]"; count += 1) {
    const keyStart = at;
    let token = String(count);
    let key: Member["key"];
    if (isObject) {
      const keyEnd = skipValue(text, at);
      token = JSON.parse(text.slice(at, keyEnd)) as string;
      key = [keyStart, keyEnd];
      at = skipBlank(text, skipBlank(text, keyEnd) + 1);
    }
    const end = skipValue(text, at);
    members.set(token, { ...(key === undefined ? {} : { key }), start: at, end });
    at = skipBlank(text, end);
    if (text[at] === ",") at = skipBlank(text, at + 1);
  }
  return members;
}

/** The offset behind the value that begins at `at`. Iterative: values may be megabytes long and deep. */
function skipValue(text: string, at: number): number {
  let depth = 0;
  for (let offset = skipBlank(text, at); offset < text.length;) {
    const mark = text[offset] ?? "";
    if (mark === '"') offset = endOfString(text, offset) ?? text.length;
    else if (mark === "," || mark === ":") offset += 1;
    else if (mark === "{" || mark === "[" || mark === "}" || mark === "]") {
      depth += mark === "{" || mark === "[" ? 1 : -1;
      offset += 1;
    } else offset = endOfScalar(text, offset);
    if (depth === 0) return offset;
    offset = skipBlank(text, offset);
  }
  return text.length;
}

function endOfScalar(text: string, at: number): number {
  const scalar = /[^\s,:[\]{}"]+/y;
  scalar.lastIndex = at;
  return scalar.test(text) ? scalar.lastIndex : at + 1;
}
