/**
 * A path's template with all but its names as a URL has it: what may stand there stays, the rest is
 * percent-encoded. A fragment tells paths of a document apart and is no part of a request.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.1
 */
export function routeOf(path: string): string {
  return pathParts(path)
    .route.split(/(\{[^{}]+\})/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(UNFIT, percentEncoded)))
    .join("");
}

/** A path as the document writes it, in what is sent and the fragment that no request carries; a brace's `#` is a name's. */
export function pathParts(path: string): { readonly route: string; readonly fragment?: string } {
  const [, route = path, fragment] = /^((?:\{[^{}]+\}|[^#])*)(?:#(.*))?$/s.exec(path) ?? [];
  return { route, ...(fragment === undefined ? {} : { fragment }) };
}

/**
 * Whatever is neither a triplet nor a character of a path, a query or their delimiters. A URL's
 * parser would drop line breaks and tabs, and take a backslash for a slash.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-3.3
 * @see https://url.spec.whatwg.org/#concept-basic-url-parser
 */
const UNFIT = /%(?![0-9A-Fa-f]{2})|[^%A-Za-z0-9\-._~!$&'()*+,;=:@/?]/gu;

function percentEncoded(character: string): string {
  return encodeURIComponent(character);
}
