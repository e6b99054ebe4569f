/**
 * TypeScript's syntax as far as types need it. Names of kinds and members are the compiler's own, by
 * which openapi-typescript asks for them.
 *
 * @see https://github.com/microsoft/TypeScript/blob/v5.9.3/src/compiler/types.ts
 */
export type Syntax = TypeNode | TypeElement | Declaration | Expression | Parameter;

export type TypeNode =
  | Keyword
  | { readonly kind: "LiteralType"; readonly literal: Expression }
  | TypeReference
  | IndexedAccess
  | { readonly kind: "ArrayType"; readonly elementType: TypeNode }
  | { readonly kind: "TupleType"; readonly elements: readonly TypeNode[] }
  | {
      readonly kind: "OptionalType" | "RestType" | "ParenthesizedType" | "TypeOperator";
      readonly type: TypeNode;
    }
  | { readonly kind: "UnionType" | "IntersectionType"; readonly types: readonly TypeNode[] }
  | TypeLiteral;

/** `string`, `readonly`, `null`, `?`: a word or a sign of the language. */
export interface Keyword {
  readonly kind: keyof typeof WORDS;
}

export type Expression =
  Keyword | Identifier | TextLiteral | { readonly kind: "PrefixUnaryExpression"; operand: Syntax };

export interface Identifier {
  readonly kind: "Identifier";
  readonly text: string;
  /** What the compiler compares names by. */
  readonly escapedText: string;
}

export interface TextLiteral {
  readonly kind: "StringLiteral" | "NumericLiteral";
  readonly text: string;
}

export interface TypeReference {
  readonly kind: "TypeReference";
  readonly typeName: Identifier;
  readonly typeArguments?: readonly TypeNode[] | undefined;
}

export interface IndexedAccess {
  readonly kind: "IndexedAccessType";
  readonly objectType: TypeNode;
  readonly indexType: TypeNode;
}

export interface TypeLiteral {
  readonly kind: "TypeLiteral";
  readonly members: readonly TypeElement[];
}

export type TypeElement = PropertySignature | IndexSignature;

export interface PropertySignature {
  readonly kind: "PropertySignature";
  readonly modifiers: Modifiers;
  readonly name: Identifier | TextLiteral;
  readonly questionToken: Keyword | undefined;
  readonly type: TypeNode;
  /** What stands above it, between `/*` and its end. */
  comment?: string;
}

export interface IndexSignature {
  readonly kind: "IndexSignature";
  readonly modifiers: Modifiers;
  readonly parameters: readonly Parameter[];
  readonly type: TypeNode;
}

export interface Parameter {
  readonly kind: "Parameter";
  readonly name: Identifier;
  readonly type: TypeNode;
}

export type Declaration = Interface | Alias;

export interface Interface {
  readonly kind: "InterfaceDeclaration";
  readonly modifiers: Modifiers;
  readonly name: Identifier;
  /** openapi-typescript adds to them. */
  members: readonly TypeElement[];
}

export interface Alias {
  readonly kind: "TypeAliasDeclaration";
  readonly modifiers: Modifiers;
  readonly name: Identifier;
  readonly type: TypeNode;
}

export type Modifiers = readonly Keyword[] | undefined;

/** How each word and sign reads. */
export const WORDS = {
  BigIntKeyword: "bigint",
  BooleanKeyword: "boolean",
  ExportKeyword: "export",
  FalseKeyword: "false",
  MinusToken: "-",
  NeverKeyword: "never",
  NullKeyword: "null",
  NumberKeyword: "number",
  QuestionToken: "?",
  ReadonlyKeyword: "readonly",
  StringKeyword: "string",
  TrueKeyword: "true",
  UndefinedKeyword: "undefined",
  UnknownKeyword: "unknown",
} as const;
