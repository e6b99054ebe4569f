import {
  group,
  ifBreak,
  indent,
  isHard,
  line,
  Node,
  separated,
  softline,
  type Doc,
} from "./doc.js";
import { Atom, braces, flatBraces, areHard, type Entry } from "./literals.js";

/** `Name<A, B>`, or the arguments alone where the name is empty. */
export class Reference extends Node {
  readonly name: string;
  readonly args: readonly Node[];

  constructor(name: string, args: readonly Node[]) {
    super(
      args.length === 0 ? name : `${name}<${args.map(({ flat }) => flat).join(", ")}>`,
      args.some(isHard),
    );
    this.name = name;
    this.args = args;
  }

  doc(): Doc {
    const [only] = this.args;
    if (only === undefined) return this.name;
    if (this.args.length === 1 && isPlainArgument(only)) return [this.name, "<", only, ">"];
    const args = this.args.map((type) => (type instanceof Union ? type.alternatives() : type));
    return [
      this.name,
      group(["<", indent([softline, separated(args, [",", line])]), softline, ">"], this.hard),
    ];
  }
}

function isPlainArgument(type: Node): boolean {
  return (
    type instanceof Keyword ||
    type instanceof ObjectType ||
    (type instanceof Reference && type.args.length === 0) ||
    (type instanceof Union && type.isHugged)
  );
}

/** `string`, `null`, `unknown`: a type that is a word of the language. */
export class Keyword extends Atom {}

/** `object["key"]`. */
export class IndexedAccess extends Node {
  readonly #object: Node;
  readonly #index: Node;

  constructor(object: Node, index: Node) {
    super(`${enclosedFlat(object)}[${index.flat}]`, object.hard || index.hard);
    this.#object = object;
    this.#index = index;
  }

  doc(): Doc {
    return [enclosed(this.#object), "[", this.#index, "]"];
  }
}

export class ArrayType extends Node {
  readonly #element: Node;

  constructor(element: Node) {
    super(`${enclosedFlat(element)}[]`, element.hard);
    this.#element = element;
  }

  doc(): Doc {
    return [enclosed(this.#element), "[]"];
  }
}

/** `keyof T`, `readonly T[]`, `...T`. */
export class Operator extends Node {
  readonly operator: string;
  readonly #operand: Node;

  constructor(operator: string, operand: Node) {
    super(`${operator}${enclosedFlat(operand)}`, operand.hard);
    this.operator = operator;
    this.#operand = operand;
  }

  doc(): Doc {
    return [this.operator, enclosed(this.#operand)];
  }
}

/** `T?` in a tuple. */
export class OptionalType extends Node {
  readonly #element: Node;

  constructor(element: Node) {
    super(`${enclosedFlat(element)}?`, element.hard);
    this.#element = element;
  }

  doc(): Doc {
    return [enclosed(this.#element), "?"];
  }
}

export class Tuple extends Node {
  readonly #elements: readonly Node[];

  constructor(elements: readonly Node[]) {
    super(`[${elements.map(({ flat }) => flat).join(", ")}]`, elements.some(isHard));
    this.#elements = elements;
  }

  doc(): Doc {
    const elements = this.#elements;
    if (elements.length === 0) return "[]";
    const items = elements.map((element) => {
      if (!(element instanceof Union) || element.isHugged) return group(element, element.hard);
      if (elements.length === 1) return group(element.alternatives(), element.hard);
      const doc = [
        indent([ifBreak(["(", softline]), element.alternatives()]),
        softline,
        ifBreak(")"),
      ];
      return group(group(doc, element.hard), element.hard);
    });
    const list = separated(items, [",", line]);
    return group(["[", indent([softline, list, ifBreak(",")]), softline, "]"], this.hard);
  }
}

/** `{ a: A; b: B }`. */
export class ObjectType extends Node {
  readonly members: readonly Entry[];

  constructor(members: readonly Entry[], opened: boolean) {
    const hard = areHard(opened, members);
    super(flatBraces(members, "; ", hard), hard);
    this.members = members;
  }

  doc(): Doc {
    return braces(this.members, ";", this.hard);
  }
}

/** `readonly key?: Type`, and `[key: string]: Type`. */
export class PropertySignature extends Node {
  readonly #key: string;
  readonly #type: Node;

  constructor(key: string, type: Node) {
    super(`${key}: ${type.flat}`, type.hard);
    this.#key = key;
    this.#type = type;
  }

  doc(): Doc {
    return group([this.#key, ": ", this.#type], this.hard);
  }
}

/** `name(a: A): R` of an interface. */
export class MethodSignature extends Node {
  readonly #key: string;
  readonly #types: Node | undefined;
  readonly #parameters: Node;
  readonly #result: Node;

  constructor(key: string, types: Node | undefined, parameters: Node, result: Node) {
    const typed = types?.flat ?? "";
    super(`${key}${typed}${parameters.flat}: ${result.flat}`, parameters.hard || result.hard);
    this.#key = key;
    this.#types = types;
    this.#parameters = parameters;
    this.#result = result;
  }

  doc(): Doc {
    const result = group([": ", this.#result], this.#result.hard);
    return group([this.#key, this.#types ?? "", this.#parameters.doc(), result], this.hard);
  }
}

/** `A | B`. */
export class Union extends Node {
  readonly types: readonly Node[];

  constructor(types: readonly Node[]) {
    super(types.map(enclosedFlat).join(" | "), types.some(isHard));
    this.types = types;
  }

  /** An object, or one by its name, that may be null stays on its line: `Cat | null`. */
  get isHugged(): boolean {
    const object = this.types.find((type) => type instanceof ObjectType || isNamed(type));
    return (
      object !== undefined &&
      this.types.every((type) => type === object || type.flat === "null" || type.flat === "void")
    );
  }

  /** One each line, where it is broken. */
  alternatives(): Doc {
    if (this.isHugged) return separated(this.types.map(enclosed), " | ");
    const types = this.types.map((type, index): Doc => {
      const start: Doc = index === 0 ? ifBreak("| ") : [line, "| "];
      return [start, indent(enclosed(type))];
    });
    return group(types, this.hard);
  }

  doc(): Doc {
    return this.isHugged
      ? this.alternatives()
      : group(indent([softline, this.alternatives()]), this.hard);
  }
}

function isNamed(type: Node): boolean {
  return type instanceof Reference;
}

/** `A & B`. */
export class Intersection extends Node {
  readonly types: readonly Node[];

  constructor(types: readonly Node[]) {
    super(types.map(enclosedFlat).join(" & "), types.some(isHard));
    this.types = types;
  }

  doc(): Doc {
    let wasIndented = false;
    const types = this.types.map((type, index): Doc => {
      const doc = enclosed(type);
      if (index === 0) return doc;
      const [isObject, wasObject] = [type, this.types[index - 1]].map(
        (part) => part instanceof ObjectType,
      );
      if (isObject === true && wasObject === true) return [" & ", wasIndented ? indent(doc) : doc];
      if (isObject !== true && wasObject !== true) return indent([" &", line, doc]);
      if (index > 1) wasIndented = true;
      return [" & ", index > 1 ? indent(doc) : doc];
    });
    return group(types, this.hard);
  }
}

/** In parentheses where it would bind less tightly than what holds it. */
function isLoose(type: Node): boolean {
  return type instanceof Union || type instanceof Intersection || type instanceof FunctionType;
}

function enclosedFlat(type: Node): string {
  return isLoose(type) ? `(${type.flat})` : type.flat;
}

function enclosed(type: Node): Doc {
  if (!isLoose(type)) return type;
  if (!(type instanceof Union) || type.isHugged) return ["(", type, ")"];
  return ["(", group([indent([softline, type.alternatives()]), softline], type.hard), ")"];
}

/** `(a: A) => R`. */
export class FunctionType extends Node {
  readonly #parameters: Node;
  readonly #result: Node;

  constructor(parameters: Node, result: Node) {
    super(`${parameters.flat} => ${result.flat}`, parameters.hard || result.hard);
    this.#parameters = parameters;
    this.#result = result;
  }

  doc(): Doc {
    return group([group([this.#parameters.doc(), " => ", this.#result], this.hard)], this.hard);
  }
}
