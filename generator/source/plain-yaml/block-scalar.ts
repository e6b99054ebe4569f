import { endOfLine, isLineEnd, NotPlain, skipSpaces, TAB, type Cursor } from "./cursor.js";

/** A scalar as it stands: its lines without their indentation, and where the line behind them begins. */
interface Block {
  readonly isFolded: boolean;
  readonly chomping: string;
  readonly lines: readonly string[];
  readonly end: number;
}

/**
 * Reads a literal (`|`) or folded (`>`) scalar, whose lines are indented more than `parent`, and
 * enters the line behind it.
 * @see https://yaml.org/spec/1.2.2/#81-block-scalar-styles
 */
export function blockScalar(cursor: Cursor, parent: number): string {
  const { isFolded, chomping, lines, end } = blockAt(cursor, parent);
  if (chomping === "+" && (lines.length === 0 || cursor.text[end - 1] !== "\n"))
    throw new NotPlain();
  cursor.enterLine(end);
  let last = lines.length;
  while (last > 0 && lines[last - 1] === "") last -= 1;
  if (last === 0) return chomping === "+" ? "\n".repeat(lines.length) : "";
  const content = lines.slice(0, last);
  const value = isFolded ? foldedBlock(content) : content.join("\n");
  if (chomping === "-") return value;
  return value + "\n".repeat(chomping === "+" ? lines.length - last + 1 : 1);
}

/** The offset behind a scalar; empty lines at its end are part of it only where they are kept. */
export function endOfBlock(cursor: Cursor, parent: number): number {
  const { chomping, end } = blockAt(cursor, parent);
  if (chomping === "+") return end;
  const { text } = cursor;
  let behind = end;
  for (let at = end; text[at - 1] === "\n" || text[at - 1] === " ";) {
    at -= 1;
    if (text[at] === "\n") behind = at + 1;
  }
  return behind;
}

function blockAt(cursor: Cursor, parent: number): Block {
  const { text } = cursor;
  const header = endOfLine(text, cursor.at);
  const [mark = "", digit = "", chomping = ""] = headerOf(text.slice(cursor.at, header));
  cursor.at += mark.length;
  if (!cursor.isLineDone || header === text.length) throw new NotPlain();
  const stated = digit === "" ? undefined : parent + Number(digit);
  const block = linesOf(text, header + 1, parent, stated);
  return { isFolded: mark.startsWith(">"), chomping, ...block };
}

/** The indicators; a digit says how far the lines are indented, where they begin with blanks. */
function headerOf(line: string): readonly string[] {
  const [mark, before = "", chomping = "", behind = ""] =
    /^[|>]([1-9]?)([-+]?)([1-9]?)/.exec(line) ?? [];
  if (mark === undefined || (before !== "" && behind !== "")) throw new NotPlain();
  return [mark, before + behind, chomping];
}

function linesOf(
  text: string,
  start: number,
  parent: number,
  stated: number | undefined,
): Pick<Block, "lines" | "end"> {
  const lines: string[] = [];
  let indent = stated;
  let isBegun = false;
  let widest = 0;
  let line = start;
  while (line < text.length) {
    const at = skipSpaces(text, line);
    const spaces = at - line;
    const end = endOfLine(text, at);
    if (isLineEnd(text, at)) {
      if (!isBegun) widest = Math.max(widest, spaces);
      else if (stated !== undefined && spaces > stated) throw new NotPlain();
      lines.push(!isBegun ? "" : text.slice(Math.min(line + (indent ?? 0), end), end));
    } else {
      if (spaces <= (indent === undefined ? parent : indent - 1)) {
        if (text.charCodeAt(at) === TAB) throw new NotPlain();
        break;
      }
      indent ??= spaces;
      // Empty lines before the first may not be the wider.
      if (widest > indent) throw new NotPlain();
      isBegun = true;
      lines.push(text.slice(line + indent, end));
    }
    line = end + 1;
  }
  return { lines, end: Math.min(line, text.length) };
}

/**
 * Breaks between lines of text are folded; those around a line that begins with a blank stay.
 * @see https://yaml.org/spec/1.2.2/#813-folded-style
 */
function foldedBlock(lines: readonly string[]): string {
  let text = "";
  let breaks = 0;
  let before: "nothing" | "text" | "spaced" = "nothing";
  for (const line of lines) {
    if (line !== "") {
      const kind = line.startsWith(" ") || line.startsWith("\t") ? "spaced" : "text";
      const isTextAlone = kind === "text" && before === "text";
      if (isTextAlone) text += breaks === 1 ? " " : "\n".repeat(breaks - 1);
      else text += "\n".repeat(breaks);
      text += line;
      before = kind;
      breaks = 0;
    }
    breaks += 1;
  }
  return text;
}
