import { group, hardline, ifBreak, indent, line, Node, separated, type Doc } from "./doc.js";
import { commentDoc, type Entry } from "./literals.js";

/** `import { a, type B } from "c";`, and exports alike. */
export class Specifiers extends Node {
  readonly #start: string;
  readonly #names: readonly string[];
  readonly #end: string;

  constructor(start: string, names: readonly string[], end: string) {
    super(`${start} ${names.length === 0 ? "{}" : `{ ${names.join(", ")} }`}${end}`);
    this.#start = start;
    this.#names = names;
    this.#end = end;
  }

  doc(): Doc {
    if (this.#names.length < 2) return this.flat;
    const names = separated(this.#names, [",", line]);
    return [
      this.#start,
      " ",
      group(["{", indent([line, names, ifBreak(",")]), line, "}"]),
      this.#end,
    ];
  }
}

/** `export default x;`, `return x;`, `f(x);`: what is said about a thing, and the thing. */
export class Simple extends Node {
  readonly #start: string;
  readonly #content: Node;

  constructor(start: string, content: Node) {
    super(`${start}${content.flat};`, content.hard);
    this.#start = start;
    this.#content = content;
  }

  doc(): Doc {
    return [this.#start, this.#content, ";"];
  }
}

/** `interface Name { … }`, its members on a line each. */
export class Interface extends Node {
  readonly #head: Node;
  readonly #members: readonly Entry[];

  constructor(head: Node, members: readonly Entry[]) {
    super("", true);
    this.#head = head;
    this.#members = members;
  }

  doc(): Doc {
    const members = this.#members;
    if (members.length === 0) return [this.#head, " {}"];
    const last = members.length - 1;
    const docs = members.map(({ node, comments, gap }, index): Doc => [
      comments.map(commentDoc),
      node,
      ";",
      index === last ? "" : gap ? [hardline, hardline] : hardline,
    ]);
    return [this.#head, " {", indent([hardline, docs]), hardline, "}"];
  }
}

/** Statements below each other, with the empty lines that were between them, one at most. */
export function statementsDoc(statements: readonly Entry[]): Doc {
  const last = statements.length - 1;
  return statements.map(({ node, comments, gap }, index): Doc => [
    comments.map(commentDoc),
    node,
    index === last ? "" : gap ? [hardline, hardline] : hardline,
  ]);
}
