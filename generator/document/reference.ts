/** What the text of a `$ref` asks for, before anything is read. */
export type Reference =
  | { readonly kind: "local"; readonly file: string; readonly fragment: string }
  | { readonly kind: "remote" }
  | { readonly kind: "outside" }
  | { readonly kind: "invalid"; readonly reason: string };

/** What may be read beside the files in the entry document's folder; default: nothing. */
export interface Allowances {
  /** Folders outside it, by their paths from there: `../shared`. */
  readonly allowOutside?: readonly string[];
  /** Origins on the network: `https://example.com`. */
  readonly allowNetwork?: readonly string[];
}

/** Whether a file is on the network; it is called by its URL. */
export function isUrl(file: string): boolean {
  return /^https?:\/\//i.test(file);
}

/**
 * Reads a `$ref` that stands in `from`. Files are named relative to the entry document's folder;
 * nothing outside it, and nothing on the network, can be named but what is allowed.
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-4.2
 */
export function parseReference(ref: string, from: string, allowed: Allowances = {}): Reference {
  const hash = ref.indexOf("#");
  const uri = hash < 0 ? ref : ref.slice(0, hash);
  const filePart = decode(uri);
  const fragment = decode(hash < 0 ? "" : ref.slice(hash + 1));
  if (filePart === undefined || fragment === undefined) {
    return { kind: "invalid", reason: "its percent-encoding is broken" };
  }
  if (filePart.includes("\0")) return { kind: "invalid", reason: "it holds a NUL character" };
  if (filePart === "") return { kind: "local", file: from, fragment: `#${fragment}` };
  // A backslash separates folders on Windows; taken as one everywhere, it cannot smuggle "..".
  const path = filePart.replaceAll("\\", "/");
  if (/^[a-z]:(\/|$)/i.test(path) || /^file:/i.test(path)) return { kind: "outside" };
  if (isUrl(from) || /^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith("//"))
    return remote(uri, from, `#${fragment}`, allowed);
  if (path.startsWith("/")) return { kind: "outside" };
  const file = normalise([...from.split("/").slice(0, -1), ...path.split("/")]);
  return isInside(file, allowed)
    ? { kind: "local", file, fragment: `#${fragment}` }
    : { kind: "outside" };
}

function remote(
  uri: string,
  from: string,
  fragment: string,
  { allowNetwork = [] }: Allowances,
): Reference {
  const url = urlOf(uri, isUrl(from) ? from : undefined);
  if (url === undefined || !allowNetwork.includes(url.origin)) return { kind: "remote" };
  if (url.username !== "" || url.password !== "")
    return { kind: "invalid", reason: "it holds credentials, which are never sent" };
  return { kind: "local", file: url.href, fragment };
}

function urlOf(uri: string, base: string | undefined): URL | undefined {
  return URL.canParse(uri, base) ? new URL(uri, base) : undefined;
}

/** Whether a path from the entry document's folder stays there, or in a folder that is allowed. */
function isInside(file: string, { allowOutside = [] }: Allowances): boolean {
  if (file !== ".." && !file.startsWith("../")) return true;
  return allowOutside.some((folder) => {
    const climbs = /^(?:\.\.\/)*\.\.$/.test(folder);
    // What climbs further than an allowed parent is above it, though it begins alike.
    return file.startsWith(`${folder}/`) && !(climbs && file.startsWith(`${folder}/../`));
  });
}

/** Resolves `.` and `..`; those that climb above where it starts stay in front. */
function normalise(segments: readonly string[]): string {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === "" || segment === ".") continue;
    if (segment !== ".." || kept.length === 0 || kept.at(-1) === "..") kept.push(segment);
    else kept.pop();
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
