/**
 * What openapi-typescript's transform takes of `@redocly/openapi-core/lib/ref-utils.js`, which says
 * the same: `#/components/schemas/a~1b` leads through `components`, `schemas` and `a/b`. Of a text
 * that is no reference within a document, to nothing.
 */
function parseRef(ref: string): { readonly pointer: string[] } {
  const start = ref.indexOf("#/");
  if (start < 0) return { pointer: [] };
  const end = ref.indexOf("#/", start + 2);
  const tokens = ref.slice(start + 2, end < 0 ? undefined : end).split("/");
  return { pointer: tokens.map(unescaped).filter((token) => token !== "") };
}

/** Few tokens need it, and every place of a document is asked about. */
function unescaped(token: string): string {
  if (!token.includes("~") && !token.includes("%")) return token;
  return decodeURIComponent(token.replace(/~1/g, "/").replace(/~0/g, "~"));
}

function escapePointer(token: string | number): string | number {
  if (typeof token === "number" || (!token.includes("~") && !token.includes("/"))) return token;
  return token.replace(/~/g, "~0").replace(/\//g, "~1");
}

export const references = { parseRef, escapePointer };
