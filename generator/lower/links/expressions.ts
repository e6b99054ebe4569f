/** A runtime expression, read. @see https://spec.openapis.org/oas/v3.2.0#runtime-expressions */
export type Expression =
  | { readonly of: "url" | "method" | "statusCode" }
  | {
      readonly of: "request" | "response";
      readonly part: "header" | "query" | "path";
      readonly key: string;
    }
  /** `pointer` is empty where all of the body is meant. */
  | { readonly of: "request" | "response"; readonly part: "body"; readonly pointer: string };

const WORDS = /^\$(url|method|statusCode)$/;
const SOURCE =
  /^\$(request|response)\.(?:header\.([!#$%&'*+\-.^_`|~0-9A-Za-z]+)|(query|path)\.([^]+)|(body)(?:#((?:\/(?:[^/~]|~[01])*)*))?)$/;

/** Nothing where a text is no expression. */
export function expressionOf(text: string): Expression | undefined {
  const word = WORDS.exec(text)?.[1];
  if (word !== undefined) return { of: word as "url" | "method" | "statusCode" };
  const [, owner, header, place, name, body, pointer = ""] = SOURCE.exec(text) ?? [];
  if (owner === undefined) return undefined;
  const of = owner as "request" | "response";
  if (body !== undefined) return { of, part: "body", pointer };
  if (header !== undefined) return { of, part: "header", key: header };
  return { of, part: place as "query" | "path", key: name ?? "" };
}

/** A text's parts: those in braces that begin as an expression does, and what stands between them. */
export function embeddedIn(
  text: string,
): { readonly text: string; readonly isExpression: boolean }[] {
  const parts = text.split(/\{(\$[A-Za-z][^{}]*)\}/);
  return parts.flatMap((part, index) => {
    const isExpression = index % 2 === 1;
    return part === "" && !isExpression ? [] : [{ text: part, isExpression }];
  });
}

/** Whether a text means an expression, though it may be none: no parameter is likely to begin so. */
export function meansExpression(text: string): boolean {
  return /^\$[A-Za-z]/.test(text);
}
