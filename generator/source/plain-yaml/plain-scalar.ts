import type { Json } from "../../model/json.js";
import {
  COLON,
  DASH,
  HASH,
  isBlank,
  NEWLINE,
  NotPlain,
  skipSpaces,
  SPACE,
  TAB,
  type Cursor,
} from "./cursor.js";
import { folded } from "./folding.js";

/**
 * Reads what one line holds of a plain scalar, without the blanks behind it. The cursor is left
 * before the comment, the line's end, or the colon that makes a key of it.
 * @see https://yaml.org/spec/1.2.2/#733-plain-style
 */
export function plainLine(cursor: Cursor): string {
  const { text, at: start } = cursor;
  if (!mayBegin(text, start)) throw new NotPlain();
  return restOfPlain(cursor);
}

function restOfPlain(cursor: Cursor): string {
  const { text, at: start } = cursor;
  let end = start;
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SPACE) {
      if (text.charCodeAt(at + 1) === HASH) break;
    } else if (code === NEWLINE || (code === COLON && isBlank(text, at + 1))) break;
    else if (code === TAB) throw new NotPlain();
    else end = at + 1;
  }
  cursor.at = at;
  return text.slice(start, end);
}

/** Reads a plain scalar of one or more lines, of which the others are indented more than `parent`. */
export function plainScalar(cursor: Cursor, parent: number): Json {
  const { text } = cursor;
  const first = plainLine(cursor);
  let lines: string[] | undefined;
  for (let blanks: string[] = []; text.charCodeAt(cursor.at) === NEWLINE;) {
    const start = cursor.at + 1;
    const at = skipSpaces(text, start);
    const code = text.charCodeAt(at);
    if (code === NEWLINE) {
      blanks.push("");
      cursor.at = at;
      continue;
    }
    if (at === text.length || code === HASH || at - start <= parent) break;
    cursor.at = at;
    (lines ??= [first]).push(...blanks, restOfPlain(cursor));
    blanks = [];
  }
  if (text.charCodeAt(cursor.at) === COLON) throw new NotPlain();
  return resolved(lines === undefined ? first : folded(lines));
}

/** Whether a plain scalar may begin with this character. */
function mayBegin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === DASH ? !isBlank(text, at + 1) : code > 0x7f || BEGINNINGS[code] === true;
}

const BEGINNINGS: readonly boolean[] = Array.from(
  { length: 0x80 },
  (_, code) => !"\t\n ?:,[]{}#&*!|>'\"%@`-".includes(String.fromCharCode(code)),
);

/**
 * What plain text means by the core schema.
 * @see https://yaml.org/spec/1.2.2/#1032-tag-resolution
 */
export function resolved(text: string): Json {
  const first = text.charCodeAt(0);
  if (NUMERIC[first] === true) return numberOf(text);
  switch (text) {
    case "~":
    case "null":
    case "Null":
    case "NULL":
      return null;
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
    default:
      return text;
  }
}

const NUMERIC: readonly boolean[] = Array.from({ length: 0x80 }, (_, code) =>
  "+-.0123456789".includes(String.fromCharCode(code)),
);

function numberOf(text: string): Json {
  if (/^[-+]?[0-9]+$/.test(text)) return finite(parseInt(text, 10));
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text))
    return finite(parseFloat(text));
  if (/^0o[0-7]+$/.test(text)) return finite(parseInt(text.slice(2), 8));
  if (/^0x[0-9a-fA-F]+$/.test(text)) return finite(parseInt(text.slice(2), 16));
  // JSON has neither infinity nor what is no number.
  if (/^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/.test(text)) throw new NotPlain();
  return text;
}

function finite(number: number): number {
  if (!Number.isFinite(number)) throw new NotPlain();
  return number;
}
