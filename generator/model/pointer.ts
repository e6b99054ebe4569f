import type { Pointer } from "./schema.js";

/** One reference token, escaped. @see https://www.rfc-editor.org/rfc/rfc6901#section-3 */
export function escapeToken(token: string): string {
  // Few tokens need it, and every place of a document is asked.
  if (!token.includes("/") && !token.includes("~")) return token;
  return token.replace(/~/g, "~0").replace(/\//g, "~1");
}

/** The inverse of `escapeToken`. */
export function unescapeToken(token: string): string {
  return token.includes("~") ? token.replace(/~1/g, "/").replace(/~0/g, "~") : token;
}

/** The pointer of a descendant: `child("#/paths", "/pets", "get")` → `#/paths/~1pets/get`. */
export function child(parent: Pointer, ...tokens: readonly (string | number)[]): Pointer {
  let pointer: Pointer = parent;
  for (const token of tokens) pointer = `${pointer}/${escapeToken(String(token))}`;
  return pointer;
}

/** The pointer's tokens, unescaped; none for the root, `#`. */
export function tokensOf(pointer: Pointer): string[] {
  return pointer.split("/").slice(1).map(unescapeToken);
}

/** The pointer of the parent; the root is its own. */
export function parentOf(pointer: Pointer): Pointer {
  const end = pointer.lastIndexOf("/");
  return end < 0 ? pointer : (pointer.slice(0, end) as Pointer);
}
