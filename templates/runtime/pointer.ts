/** What an RFC 6901 pointer leads to in a value; `undefined` where it leads nowhere. */
export function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replace(/~1/g, "/").replace(/~0/g, "~");
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

/** A token of an RFC 6901 pointer. */
export function escapeToken(token: string): string {
  return token.replace(/~/g, "~0").replace(/\//g, "~1");
}

/** The RFC 6901 pointer of a path. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${escapeToken(String(key))}`).join("");
}
