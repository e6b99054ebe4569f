import {
  group,
  hardline,
  ifBreak,
  indent,
  isHard,
  line,
  Node,
  separated,
  softline,
  Unknown,
  type Doc,
} from "./doc.js";
import type { Comment } from "./scanner.js";

export type AtomType = "name" | "this" | "string" | "number" | "boolean" | "null" | "regex";

/** What cannot be broken: a name, a literal, a type's keyword. */
export class Atom extends Node {
  readonly type: AtomType;

  constructor(flat: string, type: AtomType = "name") {
    super(flat);
    this.type = type;
  }

  doc(): Doc {
    return this.flat;
  }

  override isPlain(depth: number): boolean {
    return depth > 0 && (this.type !== "regex" || this.length <= 5);
  }

  /** Of a regular expression that of its pattern, of anything else that of its text. */
  get length(): number {
    return this.type === "regex" ? this.flat.lastIndexOf("/") - 1 : this.flat.length;
  }
}

/** What there is a layout for only where it fits on a line. */
export class Opaque extends Node {
  doc(): Doc {
    throw new Unknown(`no layout for ${this.flat}`);
  }
}

/** `-1`, `...rest`, `keyof T`: a prefix, and what it stands before. */
export class Prefixed extends Node {
  readonly prefix: string;
  readonly operand: Node;

  constructor(prefix: string, operand: Node) {
    super(prefix + operand.flat, operand.hard);
    this.prefix = prefix;
    this.operand = operand;
  }

  doc(): Doc {
    return [this.prefix, this.operand];
  }

  override isPlain(depth: number): boolean {
    return /^[-+!~]$/.test(this.prefix) && this.operand.isPlain(depth);
  }
}

/** A member of braces or a statement: what it says, the comments above it, and whether an empty line follows. */
export interface Entry {
  readonly node: Node;
  readonly comments: readonly Comment[];
  gap: boolean;
}

export class ArrayLiteral extends Node {
  readonly elements: readonly Node[];

  constructor(elements: readonly Node[]) {
    super(`[${elements.map(({ flat }) => flat).join(", ")}]`, isBroken(elements));
    this.elements = elements;
  }

  doc(): Doc {
    const { elements } = this;
    if (elements.length === 0) return "[]";
    if (elements.every(isNumeric)) return numbers(elements);
    const items = separated(
      elements.map((element) => group(element, element.hard)),
      [",", line],
    );
    return group(["[", indent([softline, items, ifBreak(",")]), softline, "]"], this.hard);
  }

  override isPlain(depth: number): boolean {
    return depth > 0 && this.elements.every((element) => element.isPlain(depth - 1));
  }
}

/** A list of objects, or of lists, that all hold more than one thing is always broken. */
function isBroken(elements: readonly Node[]): boolean {
  if (elements.some(isHard)) return true;
  const [first] = elements;
  if (elements.length < 2) return false;
  if (first instanceof ArrayLiteral)
    return elements.every((item) => item instanceof ArrayLiteral && item.elements.length > 1);
  return (
    first instanceof ObjectLiteral &&
    elements.every((item) => item instanceof ObjectLiteral && item.members.length > 1)
  );
}

export function isNumeric(node: Node): boolean {
  if (node instanceof Prefixed)
    return (node.prefix === "-" || node.prefix === "+") && isNumeric(node.operand);
  return node instanceof Atom && node.type === "number";
}

/** As many numbers on a line as it holds. */
function numbers(elements: readonly Node[]): Doc {
  const texts = elements.map(({ flat }) => flat);
  return group(["[", indent([softline, { kind: "fill", texts }]), softline, "]"]);
}

export class ObjectLiteral extends Node {
  readonly members: readonly Entry[];

  /** @param opened whether a line break follows the brace, which asks for the object to be broken */
  constructor(members: readonly Entry[], opened: boolean) {
    const hard = areHard(opened, members);
    super(flatBraces(members, ", ", hard), hard);
    this.members = members;
  }

  doc(): Doc {
    return braces(this.members, ",", this.hard);
  }

  override isPlain(depth: number): boolean {
    return (
      depth > 0 && this.members.every(({ node }) => node instanceof Atom || node.isPlain(depth - 1))
    );
  }
}

export function areHard(opened: boolean, members: readonly Entry[]): boolean {
  return opened || members.some(({ node, comments }) => node.hard || comments.length > 0);
}

/** Entries in braces on one line; what never stands on one is not put together. */
export function flatBraces(members: readonly Entry[], separator: string, hard: boolean): string {
  if (hard) return "";
  return members.length === 0
    ? "{}"
    : `{ ${members.map(({ node }) => node.flat).join(separator)} }`;
}

/** Entries in braces, on one line or on one each. */
export function braces(members: readonly Entry[], separator: string, hard: boolean): Doc {
  if (members.length === 0) return "{}";
  const last = members.length - 1;
  const entries = members.map((entry, index): Doc => {
    const { node, comments, gap } = entry;
    const commented: Doc = comments.length === 0 ? node : [comments.map(commentDoc), node];
    if (index === last) return commented;
    return gap ? [commented, separator, hardline, line] : [commented, separator, line];
  });
  return group(["{", indent([line, entries, ifBreak(separator)]), line, "}"], hard);
}

/** A comment on lines of its own, its asterisks below each other. */
export function commentDoc({ text, newlines }: Comment): Doc {
  if (newlines === 0) throw new Unknown("a comment before something on its line");
  const end = newlines > 1 ? [hardline, hardline] : [hardline];
  const lines = text.split("\n");
  if (lines.length === 1) return [text.trimEnd(), end];
  if (!lines.slice(1).every((part) => part.trimStart().startsWith("*")))
    throw new Unknown("a comment without asterisks");
  const isDocumentation = /^\/\*\*[^*]/.test(text);
  return [
    lines.map((part, index): Doc => {
      if (index === 0) return part.trimEnd();
      const trimmed = part.trim();
      // Two spaces at the end of a line are a line break in Markdown.
      const keepsBreak = isDocumentation && part.endsWith("  ") && trimmed !== "*";
      return [hardline, ` ${trimmed}${keepsBreak ? "  " : ""}`];
    }),
    end,
  ];
}
