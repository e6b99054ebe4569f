import ts from "typescript";

/** The lines, from 1, of a source where the type `any` is written. */
export function anyTypesIn(source: string): number[] {
  // Most files have not even the word; the tree of a large one is slow to make.
  if (!/\bany\b/.test(source)) return [];
  const file = ts.createSourceFile("generated.ts", source, ts.ScriptTarget.ES2022, false);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword)
      lines.push(file.getLineAndCharacterOfPosition(node.end).line + 1);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}
