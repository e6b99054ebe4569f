/**
 * The URI a reference names from a base, without its fragment. Both are taken as written: nothing is
 * decoded and no default port or letter case is normalised, because identifiers are compared as text.
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-5.2.2
 */
export function resolveUri(base: string, reference: string): string {
  const to = partsOf(reference);
  if (to.scheme !== undefined) return textOf({ ...to, path: withoutDots(to.path) });
  const from = partsOf(base);
  const { scheme } = from;
  if (to.authority !== undefined) return textOf({ ...to, scheme, path: withoutDots(to.path) });
  const { authority } = from;
  if (to.path === "") {
    return textOf({ scheme, authority, path: from.path, query: to.query ?? from.query });
  }
  const path = to.path.startsWith("/") ? to.path : merged(from, to.path);
  return textOf({ scheme, authority, path: withoutDots(path), query: to.query });
}

/** A reference's text before and after its first `#`; the fragment is undefined where there is none. */
export function splitFragment(reference: string): readonly [uri: string, fragment?: string] {
  const hash = reference.indexOf("#");
  return hash < 0 ? [reference] : [reference.slice(0, hash), reference.slice(hash + 1)];
}

interface Parts {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
}

/** The expression of RFC 3986, appendix B. */
function partsOf(uri: string): Parts {
  const [, scheme, authority, path = "", query] =
    /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/.exec(uri) ?? [];
  return { scheme, authority, path, query };
}

/** @see https://www.rfc-editor.org/rfc/rfc3986#section-5.2.3 */
function merged({ authority, path }: Parts, reference: string): string {
  if (authority !== undefined && path === "") return `/${reference}`;
  return path.slice(0, path.lastIndexOf("/") + 1) + reference;
}

/** @see https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4 */
function withoutDots(path: string): string {
  if (!path.includes(".")) return path;
  const kept: string[] = [];
  const segments = path.split("/");
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment !== "." && segment !== "..") kept.push(segment);
    else {
      // The segment before the first slash is no folder to leave.
      if (segment === ".." && kept.length > (kept[0] === "" ? 1 : 0)) kept.pop();
      if (isLast) kept.push("");
    }
  }
  return kept.join("/");
}

/** @see https://www.rfc-editor.org/rfc/rfc3986#section-5.3 */
function textOf({ scheme, authority, path, query }: Parts): string {
  return [
    scheme === undefined ? "" : `${scheme}:`,
    authority === undefined ? "" : `//${authority}`,
    path,
    query === undefined ? "" : `?${query}`,
  ].join("");
}
