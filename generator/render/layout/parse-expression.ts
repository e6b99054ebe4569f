import { Property } from "./assignments.js";
import { Call, Member } from "./calls.js";
import { Unknown, type Node } from "./doc.js";
import { Arrow } from "./functions.js";
import { ArrayLiteral, Atom, ObjectLiteral, Opaque, Prefixed, type Entry } from "./literals.js";
import { opensLine, parseParameters, parseType, propertyKey, typeArguments } from "./parse-type.js";
import type { Scanner } from "./scanner.js";
import { numberText, stringText } from "./spelling.js";
import { Reference } from "./types.js";

const LOGICAL = new Set(["&&", "||", "??"]);
const BINARY = new Set([...LOGICAL, "===", "!==", "==", "!=", "+", "instanceof", "in"]);

/** An expression; what has no layout is refused. @throws Unknown */
export function parseExpression(scanner: Scanner): Node {
  const first = prefixed(scanner);
  if (!isBinary(scanner)) return first;
  let flat = first.flat;
  let [logical, operators]: [string | undefined, number] = [undefined, 0];
  while (isBinary(scanner)) {
    const operator = scanner.take();
    const operand = prefixed(scanner);
    const isLogical = LOGICAL.has(operator);
    operators = isLogical ? 0 : operators + 1;
    // Where operators are mixed, parentheses say which comes first.
    if (
      first.hard ||
      operand.hard ||
      operators > 1 ||
      (isLogical && (logical ?? operator) !== operator)
    )
      throw new Unknown("operators over lines, or of several kinds");
    if (isLogical) logical = operator;
    flat += ` ${operator} ${operand.flat}`;
  }
  return new Opaque(flat);
}

function isBinary({ kind, token }: Scanner): boolean {
  return kind !== "string" && BINARY.has(token);
}

function prefixed(scanner: Scanner): Node {
  const { token, kind } = scanner;
  if (kind === "sign" && (token === "-" || token === "!")) {
    scanner.next();
    return new Prefixed(token, prefixed(scanner));
  }
  return postfix(scanner, primary(scanner));
}

function primary(scanner: Scanner): Node {
  const { token, kind } = scanner;
  if (kind === "string") return new Atom(stringText(scanner.take()), "string");
  if (kind === "number") return new Atom(numberText(scanner.take()), "number");
  if (kind === "name") return named(scanner);
  if (token === "{") return objectLiteral(scanner);
  if (token === "[") return arrayLiteral(scanner);
  if (token === "/") return new Atom(scanner.expectRegularExpression(), "regex");
  if (token === "(") return arrow(scanner);
  throw new Unknown(`an expression that begins with ${token}`);
}

function named(scanner: Scanner): Node {
  const name = scanner.take();
  switch (name) {
    case "true":
    case "false":
      return new Atom(name, "boolean");
    case "null":
    case "this":
      return new Atom(name, name);
    case "new":
      return construction(scanner);
    case "async":
    case "await":
    case "class":
    case "function":
    case "typeof":
    case "void":
    case "yield":
      throw new Unknown(name);
    default:
      return new Atom(name);
  }
}

function construction(scanner: Scanner): Node {
  const callee = new Atom(scanner.take());
  const types = typeArguments(scanner);
  const listed = types.length === 0 ? undefined : new Reference("", types);
  return new Call(callee, listed, callArguments(scanner), true);
}

function postfix(scanner: Scanner, start: Node): Node {
  let node = start;
  for (;;) {
    if (scanner.kind !== "sign") break;
    if (scanner.skip(".")) node = new Member(node, new Atom(scanner.take()), false);
    else if (scanner.is("(")) node = new Call(node, undefined, callArguments(scanner));
    else if (scanner.skip("[")) {
      node = new Member(node, parseExpression(scanner), true);
      scanner.expect("]");
    } else if (scanner.is("<")) {
      const types = new Reference("", typeArguments(scanner));
      node = new Call(node, types, callArguments(scanner));
    } else break;
  }
  if (!isBinary(scanner) && !endsExpression(scanner))
    throw new Unknown(`${scanner.token} behind an expression`);
  return node;
}

function endsExpression({ kind, token }: Scanner): boolean {
  return kind === "sign" && ",;:)]}".includes(token);
}

function callArguments(scanner: Scanner): Node[] {
  const args: Node[] = [];
  scanner.expect("(");
  while (!scanner.is(")")) {
    args.push(
      scanner.skip("...")
        ? new Prefixed("...", parseExpression(scanner))
        : parseExpression(scanner),
    );
    if (!scanner.skip(",")) break;
    if (scanner.newlines > 1) throw new Unknown("an empty line between arguments");
  }
  scanner.expect(")");
  return args;
}

function arrayLiteral(scanner: Scanner): Node {
  const elements: Node[] = [];
  scanner.expect("[");
  while (!scanner.is("]")) {
    elements.push(
      scanner.skip("...")
        ? new Prefixed("...", parseExpression(scanner))
        : parseExpression(scanner),
    );
    if (!scanner.skip(",")) break;
    if (scanner.newlines > 1) throw new Unknown("an empty line in an array");
  }
  scanner.expect("]");
  return new ArrayLiteral(elements);
}

function objectLiteral(scanner: Scanner): Node {
  scanner.expect("{");
  const opened = opensLine(scanner);
  const members: Entry[] = [];
  while (!scanner.is("}")) {
    const comments = scanner.takeComments();
    const entry = { node: objectMember(scanner), comments, gap: false };
    members.push(entry);
    if (!scanner.skip(",")) break;
    entry.gap = scanner.newlines > 1 && !scanner.is("}");
  }
  scanner.expect("}");
  return new ObjectLiteral(members, opened);
}

function objectMember(scanner: Scanner): Node {
  if (scanner.skip("...")) return new Prefixed("...", parseExpression(scanner));
  const isName = scanner.kind === "name";
  const key = propertyKey(scanner);
  if (scanner.skip(":")) return new Property(key, parseExpression(scanner));
  if (isName && (scanner.is(",") || scanner.is("}"))) return new Atom(key);
  throw new Unknown("a method of an object");
}

function arrow(scanner: Scanner): Node {
  if (!scanner.closesBefore(/\s*(?::[^=;]*)?=>/y)) throw new Unknown("parentheses");
  const parameters = parseParameters(scanner, parseExpression);
  const result = scanner.skip(":") ? parseType(scanner) : undefined;
  scanner.expect("=>");
  if (scanner.is("{")) throw new Unknown("a function with a body");
  if (!scanner.is("(") || scanner.closesBefore(/\s*=>/y))
    return new Arrow(parameters, result, parseExpression(scanner));
  scanner.next();
  const body = parseExpression(scanner);
  if (!(body instanceof ObjectLiteral)) throw new Unknown("parentheses");
  scanner.expect(")");
  return new Arrow(parameters, result, body);
}
