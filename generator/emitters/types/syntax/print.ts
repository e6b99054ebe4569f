import {
  WORDS,
  type Declaration,
  type Modifiers,
  type Parameter,
  type Syntax,
  type TypeElement,
  type TypeNode,
} from "./nodes.js";

/** Declarations as the compiler prints them, but for the indentation, which the layout gives. */
export function printed(declarations: readonly Declaration[]): string {
  return declarations.map((declaration) => `${text(declaration)}\n`).join("");
}

function text(node: Syntax): string {
  switch (node.kind) {
    case "Identifier":
    case "NumericLiteral":
      return node.text;
    case "StringLiteral":
      return stringText(node.text);
    case "PrefixUnaryExpression":
      return `-${text(node.operand)}`;
    case "LiteralType":
      return text(node.literal);
    case "TypeReference": {
      const { typeName, typeArguments } = node;
      return typeArguments === undefined
        ? typeName.text
        : `${typeName.text}<${list(typeArguments, ", ")}>`;
    }
    case "IndexedAccessType":
      return `${text(node.objectType)}[${text(node.indexType)}]`;
    case "ArrayType":
      return `${text(node.elementType)}[]`;
    case "TupleType":
      return `[${list(node.elements, ", ")}]`;
    case "OptionalType":
      return `${text(node.type)}?`;
    case "RestType":
      return `...${text(node.type)}`;
    case "ParenthesizedType":
      return `(${text(node.type)})`;
    case "TypeOperator":
      return `readonly ${text(node.type)}`;
    case "UnionType":
      return list(node.types, " | ");
    case "IntersectionType":
      return list(node.types, " & ");
    case "TypeLiteral":
      return node.members.length === 0 ? "{}" : braces(node.members);
    case "PropertySignature": {
      const { comment, modifiers, name, questionToken, type } = node;
      const above = comment === undefined ? "" : `${commentText(comment)}\n`;
      const optional = questionToken === undefined ? "" : "?";
      return `${above}${words(modifiers)}${text(name)}${optional}: ${text(type)};`;
    }
    case "IndexSignature":
      return `${words(node.modifiers)}[${list(node.parameters, ", ")}]: ${text(node.type)};`;
    case "Parameter":
      return `${node.name.text}: ${text(node.type)}`;
    case "InterfaceDeclaration":
      return `${words(node.modifiers)}interface ${node.name.text} ${braces(node.members)}`;
    case "TypeAliasDeclaration":
      return `${words(node.modifiers)}type ${node.name.text} = ${text(node.type)};`;
    default:
      return WORDS[node.kind];
  }
}

function list(nodes: readonly (TypeNode | Parameter)[], separator: string): string {
  return nodes.map(text).join(separator);
}

function braces(members: readonly TypeElement[]): string {
  let lines = "{\n";
  for (const member of members) lines += `${text(member)}\n`;
  return `${lines}}`;
}

function words(modifiers: Modifiers = []): string {
  return modifiers.map(({ kind }) => `${WORDS[kind]} `).join("");
}

/**
 * A comment, its lines trimmed. A title or a summary that is all of one would be a directive to the
 * compiler: `@ts-expect-error` breaks the package, `@ts-ignore` hides that it is broken.
 */
function commentText(comment: string): string {
  const lines = `/*${comment}*/`.split(/\r\n|[\r\n\u2028\u2029]/);
  const trimmed = lines.length === 1 ? lines : lines.map((line) => line.trim());
  return trimmed.join("\n").replace(/^([/*\s]*)@ts-/, "$1\\@ts-");
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};

/** In double quotes, all that is not ASCII escaped. */
function stringText(value: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is escaped
  const escaped = value.replace(/[\\"\u0000-\u001f\u0080-\uffff]/g, (unit, at: number) => {
    if (unit === "\0") return /\d/.test(value.charAt(at + 1)) ? "\\x00" : "\\0";
    const code = unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return ESCAPES[unit] ?? `\\u${code}`;
  });
  return `"${escaped}"`;
}
