/**
 * A glob over path templates as a test: `*` stands for anything within a segment, `**` for anything
 * at all, `?` for one character; braces and all else are literal.
 */
export function matchesGlob(glob: string, path: string): boolean {
  return matches(tokens(glob), path);
}

type Token = "*" | "**" | "?" | { readonly literal: string };

function tokens(glob: string): Token[] {
  return [...glob.matchAll(/\*\*+|\*|\?|[^*?]+/g)].map(([part]): Token => {
    if (part === "*" || part === "?") return part;
    return part.startsWith("**") ? "**" : { literal: part };
  });
}

/** Keeps the set of offsets that can be reached, so that no pattern takes exponential time. */
function matches(pattern: readonly Token[], path: string): boolean {
  let reached = new Set([0]);
  for (const token of pattern) {
    const next = new Set<number>();
    for (const offset of reached) {
      if (typeof token === "object") {
        if (path.startsWith(token.literal, offset)) next.add(offset + token.literal.length);
      } else if (token === "?") {
        if (offset < path.length && path[offset] !== "/") next.add(offset + 1);
      } else {
        for (let end = offset; end <= path.length && !next.has(end); end += 1) {
          next.add(end);
          if (token === "*" && path[end] === "/") break;
        }
      }
    }
    reached = next;
  }
  return reached.has(path.length);
}
