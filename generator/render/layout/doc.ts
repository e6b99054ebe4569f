/**
 * What a text may look like: pieces, and the places where they may be broken. The printer decides
 * which of these are used, as the paper by Wadler and prettier after it do.
 *
 * @see https://homepages.inf.ed.ac.uk/wadler/papers/prettier/prettier.pdf
 */
export type Doc =
  string | readonly Doc[] | Line | Indent | Group | IfBreak | IndentIfBreak | Fill | Node;

/** A place for a line break: nothing (`soft`) or a space where its group stays on one line. */
export interface Line {
  readonly kind: "line";
  readonly flat: "" | " ";
  readonly hard: boolean;
}

export interface Indent {
  readonly kind: "indent";
  readonly contents: Doc;
}

/** Stays on one line where it fits there, and does not hold what must be broken. */
export interface Group {
  readonly kind: "group";
  readonly contents: Doc;
  readonly broken: boolean;
  /** Ways to lay the contents out, from the flattest; the first is `contents`. */
  readonly states?: readonly Doc[];
  /** Set by the printer when it has decided. */
  isBroken?: boolean;
}

export interface IfBreak {
  readonly kind: "ifBreak";
  readonly broken: Doc;
}

/** Indented where a group before it was broken. */
export interface IndentIfBreak {
  readonly kind: "indentIfBreak";
  readonly contents: Doc;
  readonly group: Group;
}

/** Short texts with commas between them, as many on a line as it holds; one at the end where lines are broken. */
export interface Fill {
  readonly kind: "fill";
  readonly texts: readonly string[];
}

/** A construct: how it reads on one line is known, how it is broken is asked when that does not fit. */
export abstract class Node {
  /** The whole on one line; meaningless where `hard`. */
  readonly flat: string;
  /** Whether it holds a line break that no width can undo. */
  readonly hard: boolean;

  constructor(flat: string, hard = false) {
    this.flat = flat;
    this.hard = hard;
  }

  // eslint-disable-next-line @typescript-eslint/class-literal-property-style -- a field would be set on every node of every file
  get kind(): "node" {
    return "node";
  }

  abstract doc(): Doc;

  /** Whether, as an argument, it is so plain that a chain of calls may hold it on one line. */
  isPlain(_depth: number): boolean {
    return false;
  }
}

export const line: Line = { kind: "line", flat: " ", hard: false };
export const softline: Line = { kind: "line", flat: "", hard: false };
export const hardline: Line = { kind: "line", flat: "", hard: true };

export function indent(contents: Doc): Indent {
  return { kind: "indent", contents };
}

export function group(contents: Doc, broken = false): Group {
  return { kind: "group", contents, broken };
}

/** The first of the ways that fits; the last where none does. */
export function choice(states: readonly [Doc, ...Doc[]]): Group {
  return { kind: "group", contents: states[0], broken: false, states };
}

export function ifBreak(broken: Doc): IfBreak {
  return { kind: "ifBreak", broken };
}

export function indentIfBreak(contents: Doc, after: Group): IndentIfBreak {
  return { kind: "indentIfBreak", contents, group: after };
}

export function separated(docs: readonly Doc[], separator: Doc): Doc[] {
  return docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc]));
}

export function isHard({ hard }: Node): boolean {
  return hard;
}

/** A construct that there is one layout for: on one line. @throws Unknown where it cannot stand there */
export function flatOf({ flat, hard }: Node): string {
  if (hard) throw new Unknown("many lines in an odd place");
  return flat;
}

/** Thrown where a text holds what this printer has no layout for. */
export class Unknown extends Error {}
