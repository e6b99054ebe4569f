import { codePoints, expressionOf, isFoundIn } from "./scalars.js";

/**
 * A short text that a pattern matches, of a length within the bounds (in characters), or
 * `undefined` where none is found: look-arounds and back-references are guessed, and every guess is
 * tried on the pattern itself.
 *
 * @see https://262.ecma-international.org/#sec-patterns
 */
export function sampleOf(pattern: string, minLength = 0, maxLength = Infinity): string | undefined {
  const expression = expressionOf(pattern);
  if (expression === undefined) return undefined;
  for (let stretch = 0; stretch <= Math.max(8, minLength); stretch += stretch < 8 ? 1 : 7) {
    const reader = new PatternReader(pattern, stretch);
    const text = reader.read();
    if (text === undefined) return undefined;
    const ahead = reader.ahead.join("");
    for (const candidate of [text, text.padEnd(minLength, text.at(-1) ?? "a"), ahead + text]) {
      const length = codePoints(candidate);
      if (length >= minLength && length <= maxLength && isFoundIn(pattern, candidate) === true)
        return candidate;
    }
  }
  return undefined;
}

/** What `\d` and its like stand for; others escape themselves. */
const ESCAPES: { readonly [letter: string]: string } = {
  d: "1",
  D: "a",
  w: "a",
  W: "-",
  s: " ",
  S: "a",
  n: "\n",
  r: "\r",
  t: "\t",
  f: "\f",
  v: "\v",
  b: "",
  B: "",
};

/** Characters tried for a negated class, plain ones first. */
const CANDIDATES = "aA1-_. /:@!~";

/** Reads a pattern and writes one text it may match: the first alternative, few repetitions. */
class PatternReader {
  readonly #pattern: string;
  /** How often an open repetition repeats, beyond its minimum. */
  readonly #stretch: number;
  #at = 0;
  /** What look-aheads want to see: the text may have to begin with it. */
  readonly ahead: string[] = [];

  constructor(pattern: string, stretch: number) {
    this.#pattern = pattern;
    this.#stretch = stretch;
  }

  read(): string | undefined {
    const text = this.#alternatives();
    return this.#at === this.#pattern.length ? text : undefined;
  }

  #peek(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at);
  }

  #take(text: string): boolean {
    if (!this.#peek(text)) return false;
    this.#at += text.length;
    return true;
  }

  #alternatives(): string {
    const first = this.#sequence();
    while (this.#take("|")) this.#sequence();
    return first;
  }

  #sequence(): string {
    let text = "";
    while (this.#at < this.#pattern.length && !this.#peek("|") && !this.#peek(")")) {
      const atom = this.#atom();
      text += atom.repeat(this.#repetition());
    }
    return text;
  }

  #atom(): string {
    if (this.#take("^") || this.#take("$")) return "";
    if (this.#take("(")) return this.#group();
    if (this.#take("[")) return this.#class();
    if (this.#take("\\")) return this.#escape();
    if (this.#take(".")) return "a";
    return this.#character();
  }

  #group(): string {
    const mark = ["?=", "?!", "?<=", "?<!"].find((one) => this.#take(one));
    if (mark === undefined && !this.#take("?:") && this.#take("?<"))
      while (this.#at < this.#pattern.length && this.#character() !== ">");
    const text = this.#alternatives();
    this.#take(")");
    if (mark === "?=") this.ahead.push(text);
    return mark === undefined ? text : "";
  }

  /** The first member of a class, or one outside a negated class, found by trying the class itself. */
  #class(): string {
    const start = this.#at - 1;
    const negated = this.#take("^");
    let first: string | undefined;
    while (this.#at < this.#pattern.length && !this.#peek("]")) {
      const member = this.#take("\\") ? this.#escape() : this.#character();
      first ??= member;
    }
    this.#take("]");
    const expression = expressionOf(`^${this.#pattern.slice(start, this.#at)}$`);
    const plain = [...CANDIDATES].find((character) => expression?.test(character) === true);
    return plain ?? (negated ? "a" : (first ?? ""));
  }

  #escape(): string {
    const letter = this.#character();
    if (letter === "p" || letter === "P") {
      while (this.#at < this.#pattern.length && this.#character() !== "}");
      return "a";
    }
    if (letter === "u" || letter === "x") {
      const code = /^(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{4})|([0-9a-fA-F]{2}))/.exec(
        this.#pattern.slice(this.#at),
      );
      if (code === null) return letter;
      this.#at += code[0].length;
      return String.fromCodePoint(parseInt(code[1] ?? code[2] ?? code[3] ?? "0", 16));
    }
    return ESCAPES[letter] ?? letter;
  }

  #character(): string {
    const point = this.#pattern.codePointAt(this.#at);
    if (point === undefined) return "";
    const character = String.fromCodePoint(point);
    this.#at += character.length;
    return character;
  }

  #repetition(): number {
    const braces = /^\{(\d+)(,(\d*))?\}/.exec(this.#pattern.slice(this.#at));
    let range: readonly [number, number] = [1, 1];
    if (this.#take("*")) range = [0, Infinity];
    else if (this.#take("+")) range = [1, Infinity];
    else if (this.#take("?")) range = [0, 1];
    else if (braces !== null) {
      this.#at += braces[0].length;
      const min = Number(braces[1]);
      range = [
        min,
        braces[2] === undefined ? min : braces[3] === "" ? Infinity : Number(braces[3]),
      ];
    }
    this.#take("?");
    return Math.min(range[1], range[0] + (range[1] > range[0] ? this.#stretch : 0));
  }
}
