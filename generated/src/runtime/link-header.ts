/** `<address>; name=value; name="value"`, and the next after a comma. */
const LINK = /<([^>]*)>((?:\s*;\s*[^\s=;,"<]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
const PARAMETER = /;\s*([^\s=;,"<]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;

/**
 * The address of the first link with a relation; undefined where there is none. A link from another
 * context (`anchor`) is none of this answer's.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export function linkTo(relation: string, headers: Headers): string | undefined {
  for (const [, address, written = ""] of (headers.get("link") ?? "").matchAll(LINK)) {
    const parameters = new Map<string, string>();
    for (const [, name = "", quoted, token = ""] of written.matchAll(PARAMETER)) {
      const key = name.toLowerCase();
      // Of one that comes twice, the first counts.
      if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, "$1") ?? token);
    }
    const relations = (parameters.get("rel") ?? "").toLowerCase().split(/\s+/);
    if (relations.includes(relation) && !parameters.has("anchor")) return address;
  }
  return undefined;
}
