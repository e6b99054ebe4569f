import {
  type Alias,
  type Expression,
  type Identifier,
  type IndexedAccess,
  type IndexSignature,
  type Interface,
  type Keyword,
  type Modifiers,
  type Parameter,
  type PropertySignature,
  type TextLiteral,
  type TypeElement,
  type TypeLiteral,
  type TypeNode,
  type TypeReference,
} from "./nodes.js";

/** Makes nodes as the compiler's factory does, parentheses included. */
export const factory = {
  createKeywordTypeNode: (kind: Keyword["kind"]): Keyword => ({ kind }),
  createToken: (kind: Keyword["kind"]): Keyword => ({ kind }),
  createModifier: (kind: Keyword["kind"]): Keyword => ({ kind }),
  createNull: (): Keyword => ({ kind: "NullKeyword" }),
  createTrue: (): Keyword => ({ kind: "TrueKeyword" }),
  createFalse: (): Keyword => ({ kind: "FalseKeyword" }),
  createIdentifier: (text: string): Identifier => ({
    kind: "Identifier",
    text,
    escapedText: text,
  }),
  createStringLiteral: (text: string): TextLiteral => ({ kind: "StringLiteral", text }),
  createNumericLiteral: (value: number | string): TextLiteral => ({
    kind: "NumericLiteral",
    text: String(value),
  }),
  /** Of minus alone: no other sign stands in a type. */
  createPrefixUnaryExpression: (_: Keyword["kind"], operand: TextLiteral): Expression => ({
    kind: "PrefixUnaryExpression",
    operand,
  }),
  createLiteralTypeNode: (literal: Expression): TypeNode => ({ kind: "LiteralType", literal }),
  createTypeReferenceNode: (
    name: string | Identifier,
    typeArguments?: readonly TypeNode[],
  ): TypeReference => ({ kind: "TypeReference", typeName: named(name), typeArguments }),
  createIndexedAccessTypeNode: (object: TypeNode, indexType: TypeNode): IndexedAccess => ({
    kind: "IndexedAccessType",
    objectType: enclosed(object),
    indexType,
  }),
  createArrayTypeNode: (element: TypeNode): TypeNode => ({
    kind: "ArrayType",
    elementType: enclosed(element),
  }),
  createTupleTypeNode: (elements: readonly TypeNode[]): TypeNode => ({
    kind: "TupleType",
    elements,
  }),
  createOptionalTypeNode: (type: TypeNode): TypeNode => ({
    kind: "OptionalType",
    type: enclosed(type),
  }),
  createRestTypeNode: (type: TypeNode): TypeNode => ({ kind: "RestType", type }),
  createParenthesizedType: (type: TypeNode): TypeNode => ({ kind: "ParenthesizedType", type }),
  /** Of `readonly` alone. */
  createTypeOperatorNode: (_: Keyword["kind"], type: TypeNode): TypeNode => ({
    kind: "TypeOperator",
    type: enclosedPart(type),
  }),
  createUnionTypeNode: (types: readonly TypeNode[]): TypeNode => ({
    kind: "UnionType",
    types: types.map(enclosedPart),
  }),
  createIntersectionTypeNode: (types: readonly TypeNode[]): TypeNode => ({
    kind: "IntersectionType",
    types: types.map(enclosedPart),
  }),
  createTypeLiteralNode: (members: readonly TypeElement[] = []): TypeLiteral => ({
    kind: "TypeLiteral",
    members,
  }),
  createPropertySignature: (
    modifiers: Modifiers,
    name: string | PropertySignature["name"],
    questionToken: Keyword | undefined,
    type: TypeNode,
  ): PropertySignature => ({
    kind: "PropertySignature",
    modifiers,
    name: named(name),
    questionToken,
    type,
  }),
  createIndexSignature: (
    modifiers: Modifiers,
    parameters: readonly Parameter[],
    type: TypeNode,
  ): IndexSignature => ({ kind: "IndexSignature", modifiers, parameters, type }),
  createParameterDeclaration: (
    _modifiers: Modifiers,
    _rest: Keyword | undefined,
    name: string | Identifier,
    _question: Keyword | undefined,
    type: TypeNode,
  ): Parameter => ({ kind: "Parameter", name: named(name), type }),
  createInterfaceDeclaration: (
    modifiers: Modifiers,
    name: string | Identifier,
    _parameters: undefined,
    _heritage: undefined,
    members: readonly TypeElement[],
  ): Interface => ({ kind: "InterfaceDeclaration", modifiers, name: named(name), members }),
  createTypeAliasDeclaration: (
    modifiers: Modifiers,
    name: string | Identifier,
    _parameters: undefined,
    type: TypeNode,
  ): Alias => ({ kind: "TypeAliasDeclaration", modifiers, name: named(name), type }),
  createNodeArray: <T>(nodes: readonly T[]): readonly T[] => nodes,
};

function named<T extends Identifier | TextLiteral>(name: string | T): Identifier | T {
  return typeof name === "string" ? factory.createIdentifier(name) : name;
}

/** A part of a union or an intersection. */
function enclosedPart(type: TypeNode): TypeNode {
  return type.kind === "UnionType" || type.kind === "IntersectionType"
    ? factory.createParenthesizedType(type)
    : type;
}

/** What `[]`, `?` or an index stands behind. */
function enclosed(type: TypeNode): TypeNode {
  return type.kind === "TypeOperator" ? factory.createParenthesizedType(type) : enclosedPart(type);
}
