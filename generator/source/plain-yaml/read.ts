import type { Json } from "../../model/json.js";
import { blockScalar } from "./block-scalar.js";
import { COLON, contentFrom, Cursor, isBlank, NotPlain, skipSpaces } from "./cursor.js";
import { flowCollection } from "./flow.js";
import { Members } from "./members.js";
import { plainLine, plainScalar } from "./plain-scalar.js";
import { isQuote, quotedScalar } from "./quoted-scalar.js";

/**
 * The value of YAML text that keeps to what nearly every document is written in: block mappings and
 * sequences, scalars of every style, collections in brackets, comments. Of all else (anchors, tags,
 * merge keys, explicit keys, tabs that indent, carriage returns, faults of any kind) it says
 * undefined, and another reader says what that means or what is wrong with it.
 * @see https://yaml.org/spec/1.2.2/
 */
export function readPlainYaml(text: string): Json | undefined {
  if (text.includes("\r")) return undefined;
  try {
    return read(new Cursor(text));
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

function read(cursor: Cursor): Json {
  enterDocument(cursor);
  const value = new Blocks(cursor).root();
  if (cursor.indent >= 0) throw new NotPlain();
  return value;
}

/** Enters the document's first line, behind the marker that may stand before it. */
export function enterDocument(cursor: Cursor): void {
  const { at, indent } = contentFrom(cursor.text, 0);
  const isMarked = indent === 0 && cursor.text.startsWith("---\n", at);
  cursor.enterLine(isMarked ? at + 4 : 0);
  if (cursor.indent !== 0) throw new NotPlain();
}

/** The longest key the language allows has 1024 characters, whatever stands between it and its colon. */
const LONGEST_KEY = 1000;
const DEEPEST = 100;

class Blocks {
  readonly #cursor: Cursor;
  #depth = 0;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  root(): Json {
    return this.#cursor.isAtItem ? this.#sequence(0) : this.#mapping(0);
  }

  /** What begins at the cursor, in a column; its lines are indented more than `parent`. */
  #node(parent: number, column: number): Json {
    const cursor = this.#cursor;
    if (cursor.isAtItem) return this.#sequence(column);
    return isAtKey(cursor) ? this.#mapping(column) : this.#scalar(parent);
  }

  #mapping(column: number): Json {
    const cursor = this.#cursor;
    const members = new Members();
    this.#enter();
    do {
      const key = keyAt(cursor);
      members.add(key, this.#member(column));
    } while (cursor.indent === column && !cursor.isAtItem);
    this.#leave(column);
    return members.value;
  }

  /** The value behind a key's colon. */
  #member(column: number): Json {
    const cursor = this.#cursor;
    if (!cursor.isLineDone) {
      cursor.at = skipSpaces(cursor.text, cursor.at);
      return this.#scalar(column);
    }
    cursor.leaveLine();
    if (cursor.indent > column) return this.#node(column, cursor.indent);
    return cursor.indent === column && cursor.isAtItem ? this.#sequence(column) : null;
  }

  #sequence(column: number): Json {
    const cursor = this.#cursor;
    const items: Json[] = [];
    this.#enter();
    do {
      const dash = cursor.at;
      cursor.at += 1;
      if (cursor.isLineDone) {
        cursor.leaveLine();
        items.push(cursor.indent > column ? this.#node(column, cursor.indent) : null);
      } else {
        cursor.at = skipSpaces(cursor.text, cursor.at);
        items.push(this.#node(column, column + cursor.at - dash));
      }
    } while (cursor.indent === column && cursor.isAtItem);
    this.#leave(column);
    return items;
  }

  /** A scalar, or a collection in brackets, with nothing behind it in its line. */
  #scalar(parent: number): Json {
    const cursor = this.#cursor;
    const mark = cursor.text.charAt(cursor.at);
    if (mark === "|" || mark === ">") return blockScalar(cursor, parent);
    const value =
      mark === '"' || mark === "'"
        ? quotedScalar(cursor, parent)
        : mark === "[" || mark === "{"
          ? flowCollection(cursor, parent, 0)
          : plainScalar(cursor, parent);
    cursor.leaveLine();
    return value;
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new NotPlain();
  }

  /** Leaves a collection; a line that is indented more than its own fits nothing. */
  #leave(column: number): void {
    this.#depth -= 1;
    if (this.#cursor.indent > column) throw new NotPlain();
  }
}

/** Whether the line, from the cursor on, begins with a key. */
export function isAtKey(cursor: Cursor): boolean {
  const { at, text } = cursor;
  const code = text.charCodeAt(at);
  if ("[{|>".includes(text.charAt(at))) return false;
  if (isQuote(code)) {
    quotedScalar(cursor, -1);
    cursor.at = skipSpaces(text, cursor.at);
  } else plainLine(cursor);
  const isKey = text.charCodeAt(cursor.at) === COLON;
  cursor.at = at;
  return isKey;
}

/** Reads a key and its colon. */
export function keyAt(cursor: Cursor): string {
  const { at, text } = cursor;
  const isQuoted = isQuote(text.charCodeAt(at));
  const key = isQuoted ? quotedScalar(cursor, 0) : plainLine(cursor);
  const colon = isQuoted ? skipSpaces(text, cursor.at) : cursor.at;
  const isSound = text.charCodeAt(colon) === COLON && isBlank(text, colon + 1);
  if (!isSound || colon - at > LONGEST_KEY || (key === "" && !isQuoted)) throw new NotPlain();
  if (isQuoted ? text.slice(at, colon).includes("\n") : key === "<<") throw new NotPlain();
  cursor.at = colon + 1;
  return key;
}
