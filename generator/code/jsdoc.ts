/* eslint-disable no-control-regex -- control and bidi characters are what is removed */

const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text of a document as a TypeScript comment, the only way for it to enter one. What cannot be seen
 * goes first; then every opener and closer is broken by a backslash, which stays, so no removal can
 * form a new one. Line terminators that TypeScript honours and editors do not show become line breaks.
 */
export function jsdoc(text: string): string {
  const lines = text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, "\n")
    .replace(INVISIBLE, "")
    .replace(/\*\//g, "*\\/")
    .replace(/\/\*/g, "/\\*")
    .split("\n")
    .map((line) => line.trimEnd());
  while (lines.length > 0 && lines[0] === "") lines.shift();
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  if (lines.length === 0) return "";
  // On one line, TypeScript would take a directive (`@ts-ignore`) for its own.
  const [only = ""] = lines;
  if (lines.length === 1 && !/^[/*\s]*@ts-/.test(only)) return `/** ${only} */`;
  return ["/**", ...lines.map((line) => (line === "" ? " *" : ` * ${line}`)), " */"].join("\n");
}
