import { Call, chain, Member } from "./calls.js";
import { group, indent, indentIfBreak, line, Node, type Doc } from "./doc.js";
import { Atom, Prefixed } from "./literals.js";
import { ObjectType, Reference, Union } from "./types.js";
import { widthOf } from "./width.js";

/** `key: value` of an object. */
export class Property extends Node {
  readonly #key: string;
  readonly #value: Node;
  readonly #computed: boolean;

  constructor(key: string, value: Node) {
    super(`${key}: ${value.flat}`, value.hard);
    this.#key = key;
    this.#value = value;
    this.#computed = key.startsWith("[");
  }

  doc(): Doc {
    // Beside a key as short as the indentation, breaking would win nothing.
    return assigned(this.#key, ":", this.#value, widthOf(this.#key) < 5, this.hard);
  }

  override isPlain(depth: number): boolean {
    return !this.#computed && this.#value.isPlain(depth);
  }
}

/** `const name: Type = value` and `type Name = Type`, without what ends the statement. */
export class Assignment extends Node {
  readonly #left: string;
  readonly #type: Node | undefined;
  readonly #right: Node;

  constructor(left: string, type: Node | undefined, right: Node) {
    super(
      `${left}${type === undefined ? "" : `: ${type.flat}`} = ${right.flat}`,
      right.hard || type?.hard === true,
    );
    this.#left = left;
    this.#type = type;
    this.#right = right;
  }

  doc(): Doc {
    const left: Doc = this.#type === undefined ? this.#left : [this.#left, ": ", this.#type];
    return this.#type !== undefined && isInvolved(this.#type)
      ? group([left, " = ", group(this.#right)], this.hard)
      : assigned(group(left, this.#type?.hard), " =", this.#right, false, this.hard);
  }
}

/** A type whose arguments have arguments is broken before what is assigned is. */
function isInvolved(type: Node): boolean {
  return (
    type instanceof Reference &&
    type.args.length > 1 &&
    type.args.some((argument) => argument instanceof Reference && argument.args.length > 0)
  );
}

function assigned(left: Doc, operator: string, right: Node, isShort: boolean, hard: boolean): Doc {
  if (right instanceof Union && !right.isHugged) {
    return group([left, operator, group(indent([line, right.alternatives()]), right.hard)], hard);
  }
  if (!isShort && breaksFirst(right))
    return group([left, operator, group(indent([line, right]), right.hard)], hard);
  const isLiteral = right instanceof Atom && (right.type === "number" || right.type === "boolean");
  if (isShort || isLiteral) return group([left, operator, " ", right], hard);
  const gap = group(indent(line));
  return group([left, operator, gap, indentIfBreak(right, gap)], hard);
}

/** Whether a value has no good place for a line break but before it. */
function breaksFirst(value: Node): boolean {
  let node = value;
  while (node instanceof Prefixed) node = node.operand;
  return (node instanceof Atom && node.type === "string") || isPoor(node, false);
}

/** `a.b.c()`: a chain in which no break is worth its line. */
function isPoor(node: Node, inner: boolean): boolean {
  if (node instanceof Call && !node.isNew) {
    if (node.callee instanceof Member && chain(node).breaks) return false;
    const [only] = node.args;
    if (node.args.length > 1 || (only !== undefined && !isLoneShort(only))) return false;
    if (node.types instanceof Reference && breaksTypes(node.types)) return false;
    return isPoor(node.callee, true);
  }
  if (node instanceof Member) return isPoor(node.object, true);
  return inner && node instanceof Atom && (node.type === "name" || node.type === "this");
}

function breaksTypes({ args }: Reference): boolean {
  return args.length > 1 || args[0] instanceof Union || args[0] instanceof ObjectType;
}

/** A quarter of the width. */
const SHORT = 25;

function isLoneShort(node: Node): boolean {
  if (node instanceof Prefixed) return isLoneShort(node.operand);
  if (node instanceof Call)
    return (
      !node.isNew &&
      node.args.length === 0 &&
      node.callee instanceof Atom &&
      node.callee.flat.length <= SHORT - 2
    );
  if (!(node instanceof Atom)) return false;
  if (node.type === "this" || node.type === "number" || node.type === "boolean") return true;
  return node.type === "null" || node.length <= SHORT;
}
