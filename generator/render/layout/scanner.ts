import { Unknown } from "./doc.js";

export type TokenKind = "end" | "name" | "number" | "string" | "sign";

/** A comment that stands before a token. */
export interface Comment {
  readonly text: string;
  /** Line breaks between it and what follows. */
  newlines: number;
}

const NONE: readonly Comment[] = [];

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?n?/y;
const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;
const COMMENT = /\/\*[^]*?\*\/|\/\/[^\n]*/y;
// `>` stands alone: what closes two lists of type arguments is no shift.
const SIGN = /=>|===?|!==?|&&|\|\||\?\?|\?\.|\.\.\.|[<]=|[^\s]/y;
/** What longer signs begin with. */
const BEGINNINGS = "=!&|?.<";
const REGULAR_EXPRESSION = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

/** Reads TypeScript text token by token. */
export class Scanner {
  kind: TokenKind = "end";
  /** The token's own text. */
  token = "";
  /** Line breaks between the token before and this one, or the comments before this one. */
  newlines = 0;
  /** What stands before the token; whoever prints it takes it. */
  comments: Comment[] = [];
  readonly #text: string;
  #start = 0;
  #end = 0;

  constructor(text: string) {
    this.#text = text;
    this.next();
  }

  /** Goes to the next token. @throws Unknown where a comment would be lost */
  next(): void {
    if (this.comments.length > 0) throw new Unknown("a comment in an odd place");
    this.newlines = this.#space();
    while (this.#isComment()) {
      const text = this.#match(COMMENT);
      this.comments.push({ text, newlines: this.#space() });
    }
    this.#start = this.#end;
    const code = this.#text.charCodeAt(this.#end);
    if (Number.isNaN(code)) this.#found("end", "");
    else if (code === 34 || code === 39) this.#found("string", this.#match(STRING));
    else if (isDigit(code)) this.#found("number", this.#match(NUMBER));
    else if (isLetter(code)) this.#found("name", this.#name());
    else this.#found("sign", this.#sign());
  }

  /** Reads the token, a slash, as the regular expression that it begins. */
  expectRegularExpression(): string {
    this.#end = this.#start;
    const text = this.#match(REGULAR_EXPRESSION);
    this.next();
    return text;
  }

  /** Passes all that a pattern matches from the token on, where it is no longer than `most`. */
  pass(pattern: RegExp, most: number): string | undefined {
    pattern.lastIndex = this.#start;
    if (!pattern.test(this.#text) || pattern.lastIndex - this.#start > most) return undefined;
    this.#end = this.#start;
    const text = this.#passed(pattern.lastIndex);
    this.next();
    return text;
  }

  is(token: string): boolean {
    return this.token === token && this.kind !== "string";
  }

  /** Passes a token that may be there. */
  skip(token: string): boolean {
    if (!this.is(token)) return false;
    this.next();
    return true;
  }

  /** Passes a token that must be there. */
  expect(token: string): void {
    if (!this.skip(token)) throw new Unknown(`${this.token} instead of ${token}`);
  }

  /** The token's text; goes on to the next. */
  take(): string {
    const { token } = this;
    this.next();
    return token;
  }

  /** The comments before the token, which the caller prints. */
  takeComments(): readonly Comment[] {
    const { comments } = this;
    if (comments.length === 0) return NONE;
    this.comments = [];
    return comments;
  }

  /** Whether the bracket that is the token is followed, where it closes, by this text. */
  closesBefore(pattern: RegExp): boolean {
    const text = this.#text;
    let depth = 0;
    for (let at = this.#start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 34 || code === 39) {
        STRING.lastIndex = at;
        if (!STRING.test(text)) return false;
        at = STRING.lastIndex - 1;
      } else if (code === 40 || code === 91 || code === 123) depth += 1;
      else if (code === 41 || code === 93 || code === 125) {
        depth -= 1;
        if (depth === 0) {
          pattern.lastIndex = at + 1;
          return pattern.test(text);
        }
      }
    }
    return false;
  }

  #found(kind: TokenKind, token: string): void {
    this.kind = kind;
    this.token = token;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#end;
    if (!pattern.test(this.#text)) throw new Unknown("no token");
    return this.#passed(pattern.lastIndex);
  }

  #name(): string {
    let end = this.#end + 1;
    for (; ; end += 1) {
      const code = this.#text.charCodeAt(end);
      if (!isLetter(code) && !isDigit(code)) return this.#passed(end);
    }
  }

  #sign(): string {
    const sign = this.#text.charAt(this.#end);
    return BEGINNINGS.includes(sign) ? this.#match(SIGN) : this.#passed(this.#end + 1);
  }

  #passed(end: number): string {
    const text = this.#text.slice(this.#end, end);
    this.#end = end;
    return text;
  }

  #isComment(): boolean {
    if (this.#text.charCodeAt(this.#end) !== 47) return false;
    const code = this.#text.charCodeAt(this.#end + 1);
    return code === 42 || code === 47;
  }

  /** Passes white space; returns how many line breaks were in it. */
  #space(): number {
    let lines = 0;
    for (; ; this.#end += 1) {
      const code = this.#text.charCodeAt(this.#end);
      if (code === 10) lines += 1;
      else if (code !== 32 && code !== 9 && code !== 13) return lines;
    }
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    code === 36 ||
    code > 160
  );
}
