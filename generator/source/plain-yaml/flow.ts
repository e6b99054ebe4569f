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
import type { Span } from "../locate.js";
import { Members } from "./members.js";
import { resolved } from "./plain-scalar.js";
import { isQuote, quotedScalar } from "./quoted-scalar.js";

/** Where an item or member of a flow collection stands. */
export interface FlowPlace {
  /** Its index, or its key. */
  readonly token: string;
  readonly key?: Span;
  readonly value: Span;
}

/**
 * Reads a list in brackets or a mapping in braces; lines behind its first are indented more than
 * `parent`. Comments, pairs in lists and scalars of several lines are not read.
 * `see` is told of each item and member that is one of its own.
 * @see https://yaml.org/spec/1.2.2/#74-flow-collection-styles
 */
export function flowCollection(
  cursor: Cursor,
  parent: number,
  depth: number,
  see?: (place: FlowPlace) => void,
): Json {
  if (depth > DEEPEST) throw new NotPlain();
  const isList = take(cursor) === "[";
  const close = isList ? "]" : "}";
  const items: Json[] = [];
  const members = new Members();
  for (let mark = ","; mark !== close; mark = take(cursor)) {
    if (mark !== ",") throw new NotPlain();
    skipBlanks(cursor, parent);
    // A comma may stand behind the last.
    if (cursor.text[cursor.at] === close) continue;
    const { at } = cursor;
    const key = isList ? String(items.length) : flowKey(cursor);
    const keyEnd = cursor.at;
    if (!isList) enterValue(cursor, parent);
    const start = cursor.at;
    const value = flowNode(cursor, parent, depth);
    see?.({ token: key, ...(isList ? {} : { key: [at, keyEnd] }), value: [start, cursor.at] });
    if (isList) items.push(value);
    else members.add(key, value);
    skipBlanks(cursor, parent);
  }
  return isList ? items : members.value;
}

const DEEPEST = 100;

function take(cursor: Cursor): string {
  const mark = cursor.text.charAt(cursor.at);
  cursor.at += 1;
  return mark;
}

function flowNode(cursor: Cursor, parent: number, depth: number): Json {
  const code = cursor.text.charCodeAt(cursor.at);
  if (isQuote(code)) return onOneLine(cursor, parent);
  if (code === 0x5b || code === 0x7b) return flowCollection(cursor, parent, depth + 1);
  const text = flowPlain(cursor);
  if (cursor.text.charCodeAt(skipSpaces(cursor.text, cursor.at)) === COLON) throw new NotPlain();
  return resolved(text);
}

function flowKey(cursor: Cursor): string {
  const isQuoted = isQuote(cursor.text.charCodeAt(cursor.at));
  const key = isQuoted ? onOneLine(cursor, 0) : flowPlain(cursor);
  if (key === "<<" && !isQuoted) throw new NotPlain();
  return key;
}

function enterValue(cursor: Cursor, parent: number): void {
  cursor.at = skipSpaces(cursor.text, cursor.at);
  if (take(cursor) !== ":") throw new NotPlain();
  skipBlanks(cursor, parent);
}

function onOneLine(cursor: Cursor, parent: number): string {
  const start = cursor.at;
  const text = quotedScalar(cursor, parent);
  if (cursor.text.slice(start, cursor.at).includes("\n")) throw new NotPlain();
  return text;
}

/** Reads a plain scalar, up to the mark, the break or the colon behind it. */
function flowPlain(cursor: Cursor): string {
  const { text, at: start } = cursor;
  const first = text.charCodeAt(start);
  if (first === DASH ? isBlank(text, start + 1) || isMark(text, start + 1) : isIndicator(first))
    throw new NotPlain();
  let end = start;
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SPACE) continue;
    if (code === NEWLINE || isMark(text, at)) break;
    if (code === COLON && (isBlank(text, at + 1) || isMark(text, at + 1))) break;
    if (code === TAB || (code === HASH && end < at)) throw new NotPlain();
    end = at + 1;
  }
  cursor.at = end;
  return text.slice(start, end);
}

function isMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x2c || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

function isIndicator(code: number): boolean {
  return "\t\n ?:,[]{}#&*!|>'\"%@`".includes(String.fromCharCode(code));
}

/** Skips blanks and breaks to the next mark or scalar. */
function skipBlanks(cursor: Cursor, parent: number): void {
  const { text } = cursor;
  let line: number | undefined;
  let at = skipSpaces(text, cursor.at);
  while (text.charCodeAt(at) === NEWLINE) {
    line = at + 1;
    at = skipSpaces(text, line);
  }
  const code = text.charCodeAt(at);
  const isShallow = line !== undefined && at - line <= parent;
  if (isShallow || code === TAB || code === HASH || at >= text.length) throw new NotPlain();
  cursor.at = at;
}
