import { Assignment } from "./assignments.js";
import { flatOf, Unknown, type Node } from "./doc.js";
import { block, FunctionDeclaration } from "./functions.js";
import { Atom, Opaque, type Entry } from "./literals.js";
import { parseExpression } from "./parse-expression.js";
import { parseMembers, parseParameters, parseType, parseTypeParameters } from "./parse-type.js";
import { WIDTH } from "./paper.js";
import type { Scanner } from "./scanner.js";
import { stringText } from "./spelling.js";
import { Interface, Simple, Specifiers, statementsDoc } from "./statements.js";

/** The statements up to a token. @throws Unknown */
export function parseStatements(scanner: Scanner, end: "" | "}"): Entry[] {
  const statements: Entry[] = [];
  while (scanner.kind === "end" ? end !== "" : !scanner.is(end)) {
    const comments = scanner.takeComments();
    if (scanner.kind === "end") throw new Unknown("an end before the end");
    const entry = { node: statement(scanner), comments, gap: false };
    entry.gap = scanner.newlines > 1;
    statements.push(entry);
  }
  if (scanner.comments.length > 0) throw new Unknown("a comment at the end");
  return statements;
}

function statement(scanner: Scanner): Node {
  if (scanner.kind !== "name") throw new Unknown(`a statement that begins with ${scanner.token}`);
  if (scanner.is("import")) return imported(scanner);
  let head = "";
  if (scanner.skip("export")) {
    if (scanner.is("{") || scanner.is("*")) return specified(scanner, "export");
    head = "export ";
  }
  if (scanner.skip("declare")) head += "declare ";
  switch (scanner.token) {
    case "const":
    case "let":
      return variable(scanner, head);
    case "type":
      return alias(scanner, head);
    case "interface":
      return declaredInterface(scanner, head);
    case "function":
      return declaredFunction(scanner, head);
    case "return":
      return returned(scanner);
    case "async":
    case "class":
    case "default":
    case "enum":
    case "for":
    case "if":
    case "namespace":
    case "switch":
    case "throw":
    case "try":
    case "while":
      throw new Unknown(scanner.token);
  }
  if (head !== "") throw new Unknown(`export of ${scanner.token}`);
  return ended(scanner, "", parseExpression(scanner));
}

function ended(scanner: Scanner, start: string, node: Node): Node {
  scanner.expect(";");
  return new Simple(start, node);
}

/** An import as prettier writes it where it fits on a line: most do, and there is nothing to decide. */
const LAID_OUT = /import (?:type )?\{ [\w$]+(?:,? [\w$]+)* \} from "[\x20!#-[\]-~]*";/y;

function imported(scanner: Scanner): Node {
  const whole = scanner.pass(LAID_OUT, WIDTH);
  if (whole !== undefined) return new Opaque(whole);
  scanner.expect("import");
  if (scanner.kind === "string") return ended(scanner, "import ", module(scanner));
  if (scanner.skip("*")) {
    scanner.expect("as");
    const name = scanner.take();
    scanner.expect("from");
    return ended(scanner, `import * as ${name} from `, module(scanner));
  }
  return specified(scanner, "import");
}

function module(scanner: Scanner): Node {
  if (scanner.kind !== "string") throw new Unknown("an odd import");
  return new Atom(stringText(scanner.take()), "string");
}

/** `import type { a } from "b";`, the keyword passed where it is an import. */
function specified(scanner: Scanner, keyword: string): Node {
  const start = scanner.skip("type") ? `${keyword} type` : keyword;
  if (scanner.skip("*")) {
    const name = scanner.skip("as") ? ` as ${scanner.take()}` : "";
    scanner.expect("from");
    return ended(scanner, `${start} *${name} from `, module(scanner));
  }
  const names: string[] = [];
  scanner.expect("{");
  while (!scanner.is("}")) {
    const words: string[] = [];
    while (scanner.kind === "name") words.push(scanner.take());
    names.push(words.join(" "));
    if (!scanner.skip(",")) break;
  }
  scanner.expect("}");
  const from = scanner.skip("from") ? ` from ${module(scanner).flat}` : "";
  scanner.expect(";");
  return new Specifiers(start, names, `${from};`);
}

function variable(scanner: Scanner, head: string): Node {
  const keyword = scanner.take();
  if (scanner.kind !== "name") throw new Unknown("a pattern");
  const left = `${head}${keyword} ${scanner.take()}`;
  const type = scanner.skip(":") ? parseType(scanner) : undefined;
  if (!scanner.skip("=")) {
    if (type === undefined) throw new Unknown("a variable of nothing");
    return ended(scanner, `${left}: `, type);
  }
  return ended(scanner, "", new Assignment(left, type, parseExpression(scanner)));
}

function alias(scanner: Scanner, head: string): Node {
  scanner.expect("type");
  if (head !== "" && (scanner.is("{") || scanner.is("*"))) return specifiedTypes(scanner, head);
  let name = scanner.take();
  if (scanner.is("<")) name += parseTypeParameters(scanner).flat;
  // Of several, prettier breaks the left side.
  if (name.includes(",")) throw new Unknown("type parameters of an alias");
  scanner.expect("=");
  return ended(scanner, "", new Assignment(`${head}type ${name}`, undefined, parseType(scanner)));
}

function specifiedTypes(scanner: Scanner, head: string): Node {
  return specified(scanner, `${head}type`);
}

function declaredInterface(scanner: Scanner, head: string): Node {
  scanner.expect("interface");
  let text = `${head}interface ${scanner.take()}`;
  if (scanner.is("<")) throw new Unknown("type parameters of an interface");
  if (scanner.skip("extends")) text += ` extends ${flatOf(parseType(scanner))}`;
  scanner.expect("{");
  const members = parseMembers(scanner);
  scanner.expect("}");
  return new Interface(new Opaque(text), members);
}

function declaredFunction(scanner: Scanner, head: string): Node {
  scanner.expect("function");
  const start = `${head}function ${scanner.take()}`;
  const types = scanner.is("<") ? parseTypeParameters(scanner) : undefined;
  const parameters = parseParameters(scanner, parseExpression);
  const result = scanner.skip(":") ? resultType(scanner) : undefined;
  scanner.expect("{");
  const body = statementsDoc(parseStatements(scanner, "}"));
  scanner.expect("}");
  return new FunctionDeclaration(start, types, parameters, result, block(body));
}

/** A function's type, `value is T` among them. */
function resultType(scanner: Scanner): Node {
  const type = parseType(scanner);
  if (!scanner.skip("is")) return type;
  return new Opaque(`${flatOf(type)} is ${flatOf(parseType(scanner))}`);
}

function returned(scanner: Scanner): Node {
  scanner.expect("return");
  if (scanner.is(";")) throw new Unknown("a return of nothing");
  return ended(scanner, "return ", parseExpression(scanner));
}
