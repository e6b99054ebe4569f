/** Thrown at what the plain reader does not read; the whole text is then left to the other. */
export class NotPlain extends Error {}

export const SPACE = 0x20;
export const TAB = 0x09;
export const NEWLINE = 0x0a;
export const HASH = 0x23;
export const COLON = 0x3a;
export const DASH = 0x2d;
export const BACKSLASH = 0x5c;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;

/** A place in YAML text, read forwards. Lines end with a line feed alone; tabs do not indent. */
export class Cursor {
  readonly text: string;
  /** Offset of what is read next. */
  at = 0;
  /** Spaces before the line's first character; -1 behind the last line. */
  indent = -1;

  constructor(text: string) {
    this.text = text;
  }

  /** Enters the first line from `start` on that has more than blanks and a comment. */
  enterLine(start: number): void {
    const { at, indent } = contentFrom(this.text, start);
    const code = this.text.charCodeAt(at);
    if (code === TAB || (indent === 0 && isMarker(this.text, at))) throw new NotPlain();
    this.at = at;
    this.indent = indent;
  }

  /** Whether nothing but blanks and a comment is left of the line. */
  get isLineDone(): boolean {
    const at = skipSpaces(this.text, this.at);
    return isLineEnd(this.text, at) || (at > this.at && this.text.charCodeAt(at) === HASH);
  }

  /** Leaves a line of which nothing is left but blanks and a comment. */
  leaveLine(): void {
    if (!this.isLineDone) throw new NotPlain();
    this.enterLine(endOfLine(this.text, this.at) + 1);
  }

  /** Whether an item of a block sequence begins here. */
  get isAtItem(): boolean {
    return this.text.charCodeAt(this.at) === DASH && isBlank(this.text, this.at + 1);
  }
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at;
}

/** The offset of the line feed that ends the line, or of the text's end. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

export function isLineEnd(text: string, at: number): boolean {
  return at >= text.length || text.charCodeAt(at) === NEWLINE;
}

/** What ends an indicator: a blank, or the line. */
export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === NEWLINE || code === TAB || at >= text.length;
}

/** `---` or `...` at the beginning of a line. @see https://yaml.org/spec/1.2.2/#rule-c-directives-end */
export function isMarker(text: string, at: number): boolean {
  return (text.startsWith("---", at) || text.startsWith("...", at)) && isBlank(text, at + 3);
}

/** The first character from the line at `start` on that is neither blank nor of a comment, and its line's indentation. */
export function contentFrom(text: string, start: number): { at: number; indent: number } {
  for (let line = start; line < text.length;) {
    const at = skipSpaces(text, line);
    const code = text.charCodeAt(at);
    if (code === NEWLINE) line = at + 1;
    else if (code === HASH) line = endOfLine(text, at) + 1;
    else if (at === text.length) break;
    else return { at, indent: at - line };
  }
  return { at: text.length, indent: -1 };
}
