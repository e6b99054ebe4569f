import ts from "typescript";
import { CANARY } from "./canary.js";

/** Names that printed code has no business with: what runs text, and what a payload would reach for. */
const FOREIGN = new Set([CANARY, "globalThis", "eval", "process", "require", "Function", "touch"]);

/** Kinds of code that are never printed, so that one of them can only be a document's. */
const NEVER = new Set([
  ts.SyntaxKind.TaggedTemplateExpression,
  ts.SyntaxKind.TemplateExpression,
  ts.SyntaxKind.DebuggerStatement,
  ts.SyntaxKind.LabeledStatement,
  ts.SyntaxKind.Decorator,
]);

/** What printed code and samples make with `new`. */
const MADE = new Set(["RegExp", "Blob"]);

/** Everything printed for this document parses, says nothing to the compiler, and mentions nothing foreign. */
export function faultsOfCode(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => {
    const isOurs = path.startsWith("src/runtime/");
    return path.endsWith(".ts") && !isOurs ? faultsOfFile(path, text) : [];
  });
}

/** The same of one text; `path` names it in the faults. */
export function faultsOfFile(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022) as Parsed;
  const faults = file.parseDiagnostics.map(
    ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
  );
  if (file.commentDirectives !== undefined || file.checkJsDirective !== undefined)
    faults.push(`${path}: a comment speaks to the compiler`);
  if (file.referencedFiles.length > 0 || file.typeReferenceDirectives.length > 0)
    faults.push(`${path}: a comment refers to a file`);
  const visit = (node: ts.Node): void => {
    // Samples read credentials from the environment.
    if (ts.isPropertyAccessExpression(node) && node.getText(file) === "process.env") return;
    const foreign =
      (ts.isIdentifier(node) && FOREIGN.has(node.text)) ||
      NEVER.has(node.kind) ||
      (ts.isNewExpression(node) &&
        !(ts.isIdentifier(node.expression) && MADE.has(node.expression.text))) ||
      (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword);
    if (foreign)
      faults.push(`${path}: the code says ${text.slice(node.pos, node.end).trim().slice(0, 80)}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return faults;
}

/** What the parser notes and does not declare. */
interface Parsed extends ts.SourceFile {
  readonly parseDiagnostics: readonly ts.Diagnostic[];
  readonly commentDirectives?: readonly unknown[];
  readonly checkJsDirective?: unknown;
}
