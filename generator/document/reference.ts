/** What the text of a `$ref` asks for, before anything is read. */
export type Reference =
  | { readonly kind: "local"; readonly file: string; readonly fragment: string }
  | { readonly kind: "remote" }
  | { readonly kind: "outside" }
  | { readonly kind: "invalid"; readonly reason: string };

/**
 * Reads a `$ref` that stands in `from`. Files are named relative to the entry document's folder;
 * nothing outside it, and nothing on the network, can be named at all.
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-4.2
 */
export function parseReference(ref: string, from: string): Reference {
  const hash = ref.indexOf("#");
  const filePart = decode(hash < 0 ? ref : ref.slice(0, hash));
  const fragment = decode(hash < 0 ? "" : ref.slice(hash + 1));
  if (filePart === undefined || fragment === undefined) {
    return { kind: "invalid", reason: "its percent-encoding is broken" };
  }
  if (filePart.includes("\0")) return { kind: "invalid", reason: "it holds a NUL character" };
  if (filePart === "") return { kind: "local", file: from, fragment: `#${fragment}` };
  // A backslash separates folders on Windows; taken as one everywhere, it cannot smuggle "..".
  const path = filePart.replaceAll("\\", "/");
  if (/^[a-z]:(\/|$)/i.test(path) || /^file:/i.test(path)) return { kind: "outside" };
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith("//")) return { kind: "remote" };
  if (path.startsWith("/")) return { kind: "outside" };
  const file = normalise([...from.split("/").slice(0, -1), ...path.split("/")]);
  return file === undefined
    ? { kind: "outside" }
    : { kind: "local", file, fragment: `#${fragment}` };
}

/** Resolves `.` and `..`; undefined when the path climbs above where it starts. */
function normalise(segments: readonly string[]): string | undefined {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") kept.push(segment);
    else if (kept.pop() === undefined) return undefined;
  }
  return kept.join("/");
}

function decode(text: string): string | undefined {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
