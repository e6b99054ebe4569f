/** Stands where a secret was. */
export const REDACTED = "[redacted]";

/** Names that hold secrets wherever they appear, whatever a document says of them. */
const SECRET_NAME =
  /^(?:proxy-)?authorization$|^(?:set-)?cookie$|api-?key|secret|passw(?:or)?d|(?:^|[-_])(?:token|signature|sig|key)$|[a-z]Token$/i;

/** True for a header, query key or property whose value should not be shown. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** A URL as errors may show it: without user info, fragment and the values of secret query keys. */
export function redactUrl(url: string, secretKeys: readonly string[] = []): string {
  return url
    .replace(/#.*/s, "")
    .replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/]*@/i, `$1//${REDACTED}@`)
    .replace(/([?&])([^=&]*)=[^&]*/g, (pair, mark: string, written: string) => {
      const key = decoded(written);
      return secretKeys.includes(key) || isSecretName(key) ? `${mark}${written}=${REDACTED}` : pair;
    });
}

/** Headers as logs may show them. */
export function redactHeaders(
  headers: Headers,
  secretNames: Iterable<string> = [],
): Record<string, string> {
  const secrets = new Set([...secretNames].map((name) => name.toLowerCase()));
  const shown: Record<string, string> = {};
  headers.forEach((value, name) => {
    shown[name] = secrets.has(name) || isSecretName(name) ? REDACTED : value;
  });
  return shown;
}

/**
 * An error of a platform, without the address that some quote with the keys in its query: `shown`
 * stands there, in the causes of causes too.
 */
export function unquoted(cause: unknown, address: string, shown: string): unknown {
  if (cause instanceof Error)
    for (const name of Object.getOwnPropertyNames(cause)) {
      const value: unknown = Reflect.get(cause, name);
      if (typeof value === "string") Reflect.set(cause, name, value.replaceAll(address, shown));
      else unquoted(value, address, shown);
    }
  return cause;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}
