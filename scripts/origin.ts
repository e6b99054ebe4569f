/** An origin as URLs have it; undefined for a text that is none, or more. @see https://www.rfc-editor.org/rfc/rfc6454#section-6.2 */
export function originOf(text: string): string | undefined {
  if (!/^https?:\/\/[^/?#@]+\/?$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).origin;
}
