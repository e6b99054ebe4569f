import { factory } from "./factory.js";
import { WORDS, type PropertySignature, type Syntax, type TypeNode } from "./nodes.js";

type Of<K extends Syntax["kind"]> = Syntax & { readonly kind: K };

function is<K extends Syntax["kind"]>(kind: K): (node: Syntax) => node is Of<K> {
  return (node): node is Of<K> => node.kind === kind;
}

export const isArrayTypeNode = is("ArrayType");
export const isIdentifier = is("Identifier");
export const isIndexedAccessTypeNode = is("IndexedAccessType");
export const isInterfaceDeclaration = is("InterfaceDeclaration");
export const isLiteralTypeNode = is("LiteralType");
export const isPropertySignature = is("PropertySignature");
export const isStringLiteral = is("StringLiteral");
export const isTupleTypeNode = is("TupleType");
export const isTypeAliasDeclaration = is("TypeAliasDeclaration");
export const isTypeLiteralNode = is("TypeLiteral");

/** Asked of what a part of a document became: a type, or a declaration. */
function isTypeNode(node: Syntax): node is TypeNode {
  return !isInterfaceDeclaration(node) && !isTypeAliasDeclaration(node);
}

/** Each kind's number is its name here, so that one table leads both ways. */
const SyntaxKind = {
  ...Object.fromEntries(Object.keys(WORDS).map((kind) => [kind, kind])),
  MultiLineCommentTrivia: "MultiLineCommentTrivia",
};

function addSyntheticLeadingComment(node: PropertySignature, _kind: string, text: string): void {
  const told = withoutEnumTag(text);
  if (told !== undefined) node.comment = told;
}

/**
 * A comment without the tag `@enum {string}` that one of an enumeration ends with: the type beside it
 * says so, and of values without a type the tag says `unknown`. Undefined where nothing else is in it.
 */
export function withoutEnumTag(text: string): string | undefined {
  const rest = text.replace(/\n? ?\* @enum \{[^}\n]*\}\n? $/, "\n ");
  if (rest === text) return text;
  const lines = rest.split("\n * ").slice(1);
  const [only = ""] = lines;
  const isShort = lines.length === 1 && !only.trimEnd().includes("\n");
  return lines.length === 0 ? undefined : isShort ? `* ${only.trimEnd()} ` : rest;
}

/** What openapi-typescript's transform takes of the compiler, as far as our options lead there. */
export const compiler = {
  factory,
  SyntaxKind,
  addSyntheticLeadingComment,
  isArrayTypeNode,
  isInterfaceDeclaration,
  isTupleTypeNode,
  isTypeAliasDeclaration,
  isTypeNode,
};
