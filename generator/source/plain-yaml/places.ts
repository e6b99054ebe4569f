import type { Span, Spot } from "../locate.js";
import { endOfBlock } from "./block-scalar.js";
import { Cursor, endOfLine, HASH, isLineEnd, NEWLINE, skipSpaces, SPACE } from "./cursor.js";
import { flowCollection } from "./flow.js";
import { plainScalar } from "./plain-scalar.js";
import { endOfQuoted, isQuote } from "./quoted-scalar.js";
import { enterDocument, isAtKey, keyAt } from "./read.js";

/** A value as its place in the text: nothing is read of it but what is asked for. */
interface Node {
  readonly key?: Span;
  /** Offset of its first character. */
  readonly at: number;
  readonly kind: "mapping" | "sequence" | "flow" | "scalar" | "nothing";
  /** Of a block: the column of its keys or dashes. */
  readonly column: number;
  /** The column of what it is part of. */
  readonly parent: number;
  /** The offset behind it, where that is known. */
  readonly end?: number;
}

/** Members of the collections visited so far, by the offset where these begin. */
export type PlainYamlIndex = Map<number, ReadonlyMap<string, Node>>;

/**
 * Follows tokens through YAML that `readPlainYaml` has read. The lines of a block are scanned when it
 * is first entered, and what is indented more is passed over, so megabytes cost a few passes.
 */
export function placeInPlainYaml(
  text: string,
  tokens: readonly string[],
  index: PlainYamlIndex,
): Spot {
  const cursor = new Cursor(text);
  enterDocument(cursor);
  let node: Node = nodeAt(cursor, -1, cursor.indent);
  for (const token of tokens) {
    const members = index.get(node.at) ?? membersOf(cursor, node);
    if (members !== NONE) index.set(node.at, members);
    const member = members.get(token);
    if (member === undefined) break;
    node = member;
  }
  const { key, at, kind } = node;
  return {
    ...(key === undefined ? {} : { key }),
    value: [at, endOf(cursor, node)],
    scalar: kind === "scalar" || kind === "nothing",
  };
}

const NONE: ReadonlyMap<string, Node> = new Map();

function membersOf(cursor: Cursor, node: Node): ReadonlyMap<string, Node> {
  switch (node.kind) {
    case "mapping":
      return mappingOf(cursor, node);
    case "sequence":
      return sequenceOf(cursor, node);
    case "flow":
      return flowOf(cursor, node);
    default:
      return NONE;
  }
}

function mappingOf(cursor: Cursor, { at, column }: Node): ReadonlyMap<string, Node> {
  const members = new Map<string, Node>();
  cursor.at = at;
  do {
    const start = cursor.at;
    const isQuoted = isQuote(cursor.text.charCodeAt(start));
    const key = keyAt(cursor);
    const end = isQuoted ? endOfQuoted(cursor.text, start) : start + key.length;
    const behind = cursor.at;
    members.set(key, { ...valueBehind(cursor, column, true), key: [start, end] });
    // A sequence may stand in the column of the mapping that it is part of.
    passOver(cursor, behind, column);
    while (cursor.indent === column && cursor.isAtItem) passOver(cursor, cursor.at, column);
  } while (cursor.indent === column);
  return members;
}

function sequenceOf(cursor: Cursor, { at, column }: Node): ReadonlyMap<string, Node> {
  const items = new Map<string, Node>();
  cursor.at = at;
  do {
    const behind = cursor.at + 1;
    cursor.at = behind;
    items.set(String(items.size), valueBehind(cursor, column, false));
    passOver(cursor, behind, column);
  } while (cursor.indent === column && cursor.isAtItem);
  return items;
}

function flowOf(cursor: Cursor, { at, parent }: Node): ReadonlyMap<string, Node> {
  const members = new Map<string, Node>();
  cursor.at = at;
  flowCollection(cursor, parent, 0, ({ token, key, value }) => {
    const kind = isBracket(cursor.text, value[0]) ? "flow" : "scalar";
    const [start, end] = value;
    members.set(token, { at: start, end, kind, column: -1, parent, ...(key && { key }) });
  });
  return members;
}

/** The value behind a colon or dash in a column. */
function valueBehind(cursor: Cursor, column: number, isMember: boolean): Node {
  const { text, at } = cursor;
  const next = skipSpaces(text, at);
  if (!cursor.isLineDone) {
    cursor.at = next;
    if (!isMember) return nodeAt(cursor, column, column + 1 + next - at);
    const kind = isBracket(text, next) ? "flow" : "scalar";
    return { at: next, kind, column: -1, parent: column };
  }
  cursor.leaveLine();
  if (cursor.indent > column) return nodeAt(cursor, column, cursor.indent);
  if (isMember && cursor.indent === column && cursor.isAtItem)
    return { at: cursor.at, kind: "sequence", column, parent: column };
  return { at: next, kind: "nothing", column: -1, parent: column };
}

/** What begins at the cursor, in a column. */
function nodeAt(cursor: Cursor, parent: number, column: number): Node {
  const { at } = cursor;
  const kind = cursor.isAtItem
    ? "sequence"
    : isAtKey(cursor)
      ? "mapping"
      : isBracket(cursor.text, at)
        ? "flow"
        : "scalar";
  return { at, kind, column, parent };
}

/** Enters the first line behind the one of `from` that is indented no more than the column. */
function passOver(cursor: Cursor, from: number, column: number): void {
  const { text } = cursor;
  for (let line = endOfLine(text, from) + 1; line < text.length;) {
    const at = skipSpaces(text, line);
    const isContent = !isLineEnd(text, at) && text.charCodeAt(at) !== HASH;
    if (isContent && at - line <= column) {
      cursor.at = at;
      cursor.indent = at - line;
      return;
    }
    line = endOfLine(text, at) + 1;
  }
  cursor.at = text.length;
  cursor.indent = -1;
}

/** The offset behind a node, or at least behind the line that it begins in. */
function endOf(cursor: Cursor, { at, kind, parent, end }: Node): number {
  const { text } = cursor;
  if (end !== undefined) return end;
  if (kind === "nothing") return at;
  if (kind === "mapping" || kind === "sequence") return endOfLine(text, at) + 1;
  cursor.at = at;
  if (kind === "flow") flowCollection(cursor, parent, 0);
  else if (isQuote(text.charCodeAt(at))) return endOfQuoted(text, at);
  else if (text[at] === "|" || text[at] === ">") return endOfBlock(cursor, parent);
  else plainScalar(cursor, parent);
  let behind = cursor.at;
  while (isSpaceOrBreak(text.charCodeAt(behind - 1))) behind -= 1;
  return behind;
}

function isSpaceOrBreak(code: number): boolean {
  return code === SPACE || code === NEWLINE;
}

function isBracket(text: string, at: number): boolean {
  return text[at] === "[" || text[at] === "{";
}
