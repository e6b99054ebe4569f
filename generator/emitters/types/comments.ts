import { ts } from "./transform.js";

/**
 * TypeScript text in which no comment is a directive to the compiler. A title or a summary that is
 * all of a comment would be one: `@ts-expect-error` breaks the package, `@ts-ignore` hides that it is broken.
 */
export function withoutDirectives(text: string): string {
  if (!text.includes("@ts-")) return text;
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, undefined, text);
  let output = "";
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const token = scanner.getTokenText();
    output +=
      kind === ts.SyntaxKind.MultiLineCommentTrivia
        ? token.replace(/^([/*\s]*)@ts-/, "$1\\@ts-")
        : token;
  }
  return output;
}
