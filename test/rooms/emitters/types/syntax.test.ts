import ts from "typescript";
import { describe, expect, test } from "vitest";
import { withoutEnumTag } from "../../../../generator/emitters/types/syntax/compiler.js";
import { factory } from "../../../../generator/emitters/types/syntax/factory.js";
import type { WORDS } from "../../../../generator/emitters/types/syntax/nodes.js";
import { type Declaration } from "../../../../generator/emitters/types/syntax/nodes.js";
import { printed } from "../../../../generator/emitters/types/syntax/print.js";

/** One declaration of everything we print, made by either factory. */
function declarations(of: typeof factory): Declaration[] {
  const word = of.createKeywordTypeNode;
  const kind = (name: keyof typeof WORDS): keyof typeof WORDS =>
    (of === factory ? name : ts.SyntaxKind[name]) as keyof typeof WORDS;
  const [string, number] = [word(kind("StringKeyword")), word(kind("NumberKeyword"))];
  const text = (value: string) => of.createLiteralTypeNode(of.createStringLiteral(value));
  const union = of.createUnionTypeNode([string, of.createLiteralTypeNode(of.createNull())]);
  const both = of.createIntersectionTypeNode([union, of.createTypeReferenceNode("Pet", [union])]);
  const readonly = of.createTypeOperatorNode(kind("ReadonlyKeyword"), of.createArrayTypeNode(both));
  const minus = of.createPrefixUnaryExpression(kind("MinusToken"), of.createNumericLiteral(1.5e21));
  const types = [
    both,
    of.createUnionTypeNode([both, union, of.createTypeLiteralNode([])]),
    of.createArrayTypeNode(union),
    of.createArrayTypeNode(readonly),
    of.createTypeOperatorNode(kind("ReadonlyKeyword"), of.createArrayTypeNode(string)),
    of.createTupleTypeNode([string, of.createOptionalTypeNode(union), of.createRestTypeNode(both)]),
    of.createIndexedAccessTypeNode(union, text("a")),
    of.createParenthesizedType(union),
    of.createLiteralTypeNode(of.createTrue()),
    of.createLiteralTypeNode(minus),
    ...TEXTS.map(text),
  ];
  const properties = types.map((type, index) =>
    of.createPropertySignature(undefined, of.createNumericLiteral(index), undefined, type),
  );
  const index = of.createIndexSignature(
    undefined,
    [of.createParameterDeclaration(undefined, undefined, "key", undefined, string)],
    of.createTypeLiteralNode([
      of.createPropertySignature(undefined, of.createStringLiteral("a-b"), undefined, number),
    ]),
  );
  return [
    of.createTypeAliasDeclaration(undefined, "Alias", undefined, union),
    of.createInterfaceDeclaration(undefined, "Empty", undefined, undefined, []),
    of.createInterfaceDeclaration(undefined, "All", undefined, undefined, [...properties, index]),
  ];
}

const TEXTS = [
  "plain",
  "\"quoted\" \\ 'single'",
  "\0 \u00001 \b\t\n\v\f\r\u001f\u007f",
  "é \u0085\u2028\u2029 \ud83d\ude00 \ufeff",
];

/** What the compiler prints, without its indentation and with each list on the line it begins on. */
function byCompiler(nodes: readonly unknown[]): string {
  const file = ts.createSourceFile("a.ts", "", ts.ScriptTarget.ESNext);
  const statements = ts.factory.createNodeArray(nodes as ts.Statement[]);
  const text = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed }).printFile({
    ...file,
    statements,
  });
  return text
    .replace(/^ +/gm, "")
    .replace(/\[\n([^\]]*)\n\]/g, (_, items: string) => `[${items.replaceAll("\n", " ")}]`);
}

describe("types", () => {
  test("are printed as the compiler prints them", () => {
    expect(printed(declarations(factory))).toBe(
      byCompiler(declarations(ts.factory as unknown as typeof factory)),
    );
  });

  const commented = (comment: string): string => {
    const type = factory.createKeywordTypeNode("StringKeyword");
    const member = factory.createPropertySignature(undefined, "a", undefined, type);
    member.comment = comment;
    return printed([
      factory.createInterfaceDeclaration(undefined, "A", undefined, undefined, [member]),
    ]);
  };

  test("have comments whose lines are trimmed", () => {
    expect(commented("*\n     * one\r\n *   two \u2028 * three\n ")).toBe(
      "interface A {\n/**\n* one\n*   two\n* three\n*/\na: string;\n}\n",
    );
  });

  test("have no comment that is a directive", () => {
    expect(commented("* @ts-expect-error ")).toContain("/** \\@ts-expect-error */");
    expect(commented("*\n * @ts-ignore\n ")).toContain("/**\n* \\@ts-ignore\n*/");
    expect(commented("* @description @ts-ignore ")).toContain("/** @description @ts-ignore */");
  });

  test("have texts that look like directives as they are", () => {
    const type = factory.createLiteralTypeNode(factory.createStringLiteral("/** @ts-ignore */"));
    const alias = factory.createTypeAliasDeclaration(undefined, "A", undefined, type);
    expect(printed([alias])).toBe('type A = "/** @ts-ignore */";\n');
  });
});

test.each([
  ["* @enum {string} ", undefined],
  ["*\n * @default fresh\n * @enum {unknown}\n ", "* @default fresh "],
  [
    "*\n * State\n * @description What.\n * @enum {string|null}\n ",
    "*\n * State\n * @description What.\n ",
  ],
  [
    "*\n * @description Of\n *     two lines.\n * @enum {string}\n ",
    "*\n * @description Of\n *     two lines.\n ",
  ],
  ["* @description an @enum {string} ", "* @description an @enum {string} "],
])("of the comment %j stays %j", (text, wanted) => {
  expect(withoutEnumTag(text)).toBe(wanted);
});
