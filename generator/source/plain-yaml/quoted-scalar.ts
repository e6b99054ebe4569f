import {
  APOSTROPHE,
  BACKSLASH,
  NEWLINE,
  NotPlain,
  QUOTE,
  skipSpaces,
  SPACE,
  TAB,
  type Cursor,
} from "./cursor.js";
import { breakOf, folded, withoutBlanksBehind } from "./folding.js";

/** Reads a scalar in quotes; lines behind its first are indented more than `parent`. */
export function quotedScalar(cursor: Cursor, parent: number): string {
  const end = endOfQuoted(cursor.text, cursor.at);
  const { text, at } = cursor;
  cursor.at = end;
  return text.charCodeAt(at) === QUOTE
    ? doubleQuoted(text, at + 1, end - 1, parent)
    : singleQuoted(text, at + 1, end - 1, parent);
}

export function isQuote(code: number): boolean {
  return code === QUOTE || code === APOSTROPHE;
}

/** The offset behind the closing quote. */
export function endOfQuoted(text: string, open: number): number {
  const quote = text.charCodeAt(open);
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && quote === QUOTE) at += 1;
    else if (code === quote) {
      if (quote === QUOTE || text.charCodeAt(at + 1) !== APOSTROPHE) return at + 1;
      at += 1;
    }
  }
  throw new NotPlain();
}

/** @see https://yaml.org/spec/1.2.2/#732-single-quoted-style */
function singleQuoted(text: string, start: number, end: number, parent: number): string {
  let content = text.slice(start, end);
  if (content.includes("\n")) {
    for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1))
      requireIndent(text, at + 1, parent);
    content = folded(content.split("\n"));
  }
  return content.includes("''") ? content.replaceAll("''", "'") : content;
}

/** @see https://yaml.org/spec/1.2.2/#731-double-quoted-style */
function doubleQuoted(text: string, start: number, end: number, parent: number): string {
  let content = "";
  let from = start;
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) {
      content += text.slice(from, at);
      const next = text.charAt(at + 1);
      const digits = DIGITS[next];
      if (next === "\n") {
        requireIndent(text, at + 2, parent);
        from = skipSpaces(text, at + 2);
        if (text.charCodeAt(from) === NEWLINE) throw new NotPlain();
      } else if (digits !== undefined) {
        content += characterOf(text.slice(at + 2, at + 2 + digits), digits);
        from = at + 2 + digits;
      } else {
        content += ESCAPES[next] ?? refused();
        from = at + 2;
      }
      at = from;
    } else if (code === NEWLINE) {
      content += withoutBlanksBehind(text.slice(from, at));
      let breaks = 0;
      while (text.charCodeAt(at) === NEWLINE) {
        requireIndent(text, at + 1, parent);
        at = skipSpaces(text, at + 1);
        breaks += 1;
      }
      content += breakOf(breaks);
      from = at;
    } else at += 1;
  }
  return content + text.slice(from, end);
}

/** A line that goes on with a scalar is indented more than what the scalar is part of, unless it is empty. */
function requireIndent(text: string, line: number, parent: number): void {
  let at = line;
  while (text.charCodeAt(at) === SPACE) at += 1;
  const code = text.charCodeAt(at);
  if (code === TAB || (code !== NEWLINE && at - line <= parent)) throw new NotPlain();
}

function characterOf(hex: string, digits: number): string {
  const code = /^[0-9a-fA-F]+$/.test(hex) && hex.length === digits ? parseInt(hex, 16) : Infinity;
  return code > 0x10ffff ? refused() : String.fromCodePoint(code);
}

function refused(): never {
  throw new NotPlain();
}

/** How many hexadecimal digits follow. */
const DIGITS: { readonly [escape: string]: number | undefined } = { x: 2, u: 4, U: 8 };

/** @see https://yaml.org/spec/1.2.2/#57-escaped-characters */
const ESCAPES: { readonly [escape: string]: string | undefined } = {
  0: "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
};
