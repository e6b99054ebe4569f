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
import { ArrayLiteral, ObjectLiteral } from "./literals.js";

/** `(a, b?: T)`; `types` are the type parameters before it. */
export class Parameters extends Node {
  readonly list: readonly Node[];

  constructor(list: readonly Node[]) {
    super(`(${list.map(({ flat }) => flat).join(", ")})`, list.some(isHard));
    this.list = list;
  }

  doc(): Doc {
    if (this.list.length === 0) return "()";
    const list = separated(this.list, [",", line]);
    return ["(", indent([softline, list]), ifBreak(","), softline, ")"];
  }
}

/** `<A extends B = C>` of a declaration. */
export class TypeParameters extends Node {
  readonly #list: readonly string[];

  constructor(list: readonly string[]) {
    super(`<${list.join(", ")}>`, false);
    this.#list = list;
  }

  doc(): Doc {
    const list = separated(this.#list, [",", line]);
    return group(["<", indent([softline, list]), ifBreak(","), softline, ">"]);
  }
}

/** `name?: Type = value`. */
export class Parameter extends Node {
  readonly parts: readonly Doc[];

  constructor(name: string, type: Node | undefined, value: Node | undefined) {
    super(
      `${name}${type === undefined ? "" : `: ${type.flat}`}${value === undefined ? "" : ` = ${value.flat}`}`,
      type?.hard === true || value?.hard === true,
    );
    this.parts = [
      name,
      type === undefined ? "" : [": ", type],
      value === undefined ? "" : [" = ", value],
    ];
  }

  doc(): Doc {
    return this.parts;
  }
}

/** `(a): T => body`. */
export class Arrow extends Node {
  readonly parameters: Parameters;
  readonly result: Node | undefined;
  readonly body: Node;
  readonly #prefix: string;

  constructor(parameters: Parameters, result: Node | undefined, body: Node, isAsync = false) {
    const prefix = isAsync ? "async " : "";
    const typed = result === undefined ? "" : `: ${result.flat}`;
    // A body in braces would be taken for a block.
    const told = body instanceof ObjectLiteral ? `(${body.flat})` : body.flat;
    super(
      `${prefix}${parameters.flat}${typed} => ${told}`,
      parameters.hard || body.hard || result?.hard === true,
    );
    this.parameters = parameters;
    this.result = result;
    this.body = body;
    this.#prefix = prefix;
  }

  doc(): Doc {
    return this.#laid(false);
  }

  /** As the last argument of a call: its parameters stay on the line. */
  hugged(): Doc {
    return this.#laid(true);
  }

  #laid(hugged: boolean): Doc {
    const { parameters, result, body } = this;
    if (body instanceof Arrow || (hugged && parameters.hard))
      throw new Unknown("an arrow function in an odd place");
    const typed: Doc = result === undefined ? "" : [": ", result];
    const signature = group([
      this.#prefix,
      hugged ? parameters.flat : group(parameters.doc(), parameters.hard),
      typed,
    ]);
    return group([signature, " =>", group(this.#bodyDoc(hugged), body.hard)], this.hard);
  }

  #bodyDoc(hugged: boolean): Doc {
    const { body } = this;
    if (body instanceof ObjectLiteral) return [" (", body, ")"];
    if (body instanceof ArrayLiteral) return [" ", body];
    return hugged ? [indent([line, body]), ifBreak(","), softline] : indent([line, body]);
  }
}

/** `function name<T>(a): R { … }`, without what stands before it. */
export class FunctionDeclaration extends Node {
  readonly #head: string;
  readonly #types: Node | undefined;
  readonly #parameters: Parameters;
  readonly #result: Node | undefined;
  readonly #body: Doc;

  constructor(
    head: string,
    types: Node | undefined,
    parameters: Parameters,
    result: Node | undefined,
    body: Doc,
  ) {
    super("", true);
    this.#head = head;
    this.#types = types;
    this.#parameters = parameters;
    this.#result = result;
    this.#body = body;
  }

  doc(): Doc {
    const result: Doc = this.#result === undefined ? "" : [": ", this.#result];
    if (this.#result?.hard === true) throw new Unknown("a result of many lines");
    const signature = group([this.#parameters.doc(), result], this.#parameters.hard);
    return [this.#head, this.#types ?? "", signature, " ", this.#body];
  }
}

/** Statements in braces. */
export function block(statements: Doc): Doc {
  return ["{", indent([hardline, statements]), hardline, "}"];
}
