import { flatOf, Unknown, type Node } from "./doc.js";
import { Parameter, Parameters, TypeParameters } from "./functions.js";
import { Atom, type Entry } from "./literals.js";
import type { Scanner } from "./scanner.js";
import { keyText, numberText, stringText } from "./spelling.js";
import {
  ArrayType,
  FunctionType,
  IndexedAccess,
  Intersection,
  Keyword,
  MethodSignature,
  ObjectType,
  Operator,
  OptionalType,
  PropertySignature,
  Reference,
  Tuple,
  Union,
} from "./types.js";

const KEYWORDS = new Set(
  "any bigint boolean never null number object string symbol undefined unknown void".split(" "),
);

const OPERATORS = new Set("keyof readonly unique infer asserts".split(" "));

/** A type; what has no layout is refused. @throws Unknown */
export function parseType(scanner: Scanner): Node {
  return operands(scanner, "|", intersection, Union);
}

function intersection(scanner: Scanner): Node {
  return operands(scanner, "&", postfix, Intersection);
}

function operands(
  scanner: Scanner,
  operator: string,
  parse: (scanner: Scanner) => Node,
  Made: new (types: readonly Node[]) => Node,
): Node {
  scanner.skip(operator);
  const first = parse(scanner);
  if (!scanner.is(operator)) return first;
  const types = [first];
  while (scanner.skip(operator)) types.push(parse(scanner));
  return new Made(types);
}

function postfix(scanner: Scanner): Node {
  if (scanner.kind === "name" && OPERATORS.has(scanner.token)) {
    return new Operator(`${scanner.take()} `, postfix(scanner));
  }
  let type = primary(scanner);
  while (scanner.is("[") && scanner.newlines === 0) {
    scanner.next();
    if (scanner.skip("]")) {
      type = new ArrayType(type);
      continue;
    }
    type = new IndexedAccess(type, parseType(scanner));
    scanner.expect("]");
  }
  return type;
}

function primary(scanner: Scanner): Node {
  const { kind, token } = scanner;
  if (kind === "string") return new Atom(stringText(scanner.take()), "string");
  if (kind === "number") return new Atom(numberText(scanner.take()), "number");
  if (kind === "name") {
    scanner.next();
    if (KEYWORDS.has(token)) return new Keyword(token, token === "null" ? "null" : "name");
    if (token === "true" || token === "false") return new Atom(token, "boolean");
    if (token === "typeof") return new Operator("typeof ", new Atom(dotted(scanner)));
    return new Reference(dotted(scanner, token), typeArguments(scanner));
  }
  if (token === "-") {
    scanner.next();
    return new Atom(`-${numberText(scanner.take())}`, "number");
  }
  if (token === "{") return objectType(scanner);
  if (token === "[") return tuple(scanner);
  if (token === "(") {
    if (scanner.closesBefore(/\s*=>/y)) {
      const parameters = parseParameters(scanner);
      scanner.expect("=>");
      return new FunctionType(parameters, parseType(scanner));
    }
    scanner.next();
    const type = parseType(scanner);
    scanner.expect(")");
    return type;
  }
  throw new Unknown(`a type that begins with ${token}`);
}

function dotted(scanner: Scanner, start = scanner.take()): string {
  let name = start;
  while (scanner.skip(".")) name += `.${scanner.take()}`;
  return name;
}

/** `<A, B>`; none where none stand. */
export function typeArguments(scanner: Scanner): Node[] {
  const args: Node[] = [];
  if (!scanner.is("<")) return args;
  scanner.next();
  do args.push(parseType(scanner));
  while (scanner.skip(","));
  scanner.expect(">");
  return args;
}

function tuple(scanner: Scanner): Node {
  const elements: Node[] = [];
  scanner.expect("[");
  while (!scanner.is("]")) {
    const rest = scanner.skip("...");
    const type = parseType(scanner);
    const element = scanner.skip("?") ? new OptionalType(type) : type;
    elements.push(rest ? new Operator("...", element) : element);
    if (!scanner.skip(",")) break;
  }
  scanner.expect("]");
  return new Tuple(elements);
}

function objectType(scanner: Scanner): Node {
  scanner.expect("{");
  const opened = opensLine(scanner);
  const members = parseMembers(scanner);
  scanner.expect("}");
  return new ObjectType(members, opened);
}

/** Whether the first entry of braces stands on another line than the brace. */
export function opensLine(scanner: Scanner): boolean {
  if (scanner.is("}")) return false;
  return scanner.newlines > 0 || scanner.comments.some(({ text }) => text.includes("\n"));
}

/** The members of an interface or an object type, up to the brace that closes them. */
export function parseMembers(scanner: Scanner): Entry[] {
  const members: Entry[] = [];
  while (!scanner.is("}")) {
    const comments = scanner.takeComments();
    const entry = { node: member(scanner), comments, gap: false };
    if (!scanner.skip(";")) scanner.skip(",");
    entry.gap = scanner.newlines > 1 && !scanner.is("}");
    members.push(entry);
  }
  return members;
}

function member(scanner: Scanner): Node {
  let key = "";
  if (scanner.kind === "name" && scanner.token === "readonly") {
    scanner.next();
    key = scanner.is(":") || scanner.is("?") ? "readonly" : "readonly ";
  }
  if (key !== "readonly") key += propertyKey(scanner);
  if (scanner.skip("?")) key += "?";
  if (scanner.is("(") || scanner.is("<")) {
    const types = scanner.is("<") ? parseTypeParameters(scanner) : undefined;
    const parameters = parseParameters(scanner);
    scanner.expect(":");
    return new MethodSignature(key, types, parameters, parseType(scanner));
  }
  scanner.expect(":");
  return new PropertySignature(key, parseType(scanner));
}

/** A key as it is printed: `name`, `"two words"`, `[key: string]`, `["computed"]`. */
export function propertyKey(scanner: Scanner): string {
  if (scanner.kind === "string") return keyText(scanner.take());
  if (scanner.kind === "number") return numberText(scanner.take());
  if (scanner.kind === "name") return scanner.take();
  return bracketed(scanner);
}

function bracketed(scanner: Scanner): string {
  scanner.expect("[");
  if (scanner.kind === "string") {
    const key = stringText(scanner.take());
    scanner.expect("]");
    return `[${key}]`;
  }
  const name = scanner.take();
  scanner.expect(":");
  const type = parseType(scanner);
  scanner.expect("]");
  return `[${name}: ${flatOf(type)}]`;
}

/** `<A extends B = C>`. */
export function parseTypeParameters(scanner: Scanner): TypeParameters {
  const parameters: string[] = [];
  scanner.expect("<");
  while (!scanner.is(">")) {
    let text = scanner.take();
    if (scanner.skip("extends")) text += ` extends ${flatOf(parseType(scanner))}`;
    if (scanner.skip("=")) text += ` = ${flatOf(parseType(scanner))}`;
    parameters.push(text);
    if (!scanner.skip(",")) break;
  }
  scanner.expect(">");
  return new TypeParameters(parameters);
}

/** `(a: A, b?: B)`; a default is read by `parseDefault`. */
export function parseParameters(
  scanner: Scanner,
  parseDefault?: (scanner: Scanner) => Node,
): Parameters {
  const list: Node[] = [];
  scanner.expect("(");
  while (!scanner.is(")")) {
    const rest = scanner.skip("...") ? "..." : "";
    if (scanner.kind !== "name") throw new Unknown("a pattern for a parameter");
    const name = `${rest}${scanner.take()}${scanner.skip("?") ? "?" : ""}`;
    const type = scanner.skip(":") ? parseType(scanner) : undefined;
    const value =
      parseDefault !== undefined && scanner.skip("=") ? parseDefault(scanner) : undefined;
    list.push(new Parameter(name, type, value));
    if (!scanner.skip(",")) break;
  }
  scanner.expect(")");
  return new Parameters(list);
}
