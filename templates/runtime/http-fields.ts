const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const QUOTED = '"(?:[\\t !#-\\[\\]-~\\u0080-\\u00ff]|\\\\[\\t -~\\u0080-\\u00ff])*"';
const PARAMETERS = `(?:[ \\t]*;[ \\t]*(?:${TOKEN}=(?:${TOKEN}|${QUOTED}))?)*`;
const MEDIA_RANGE = new RegExp(`^(?:\\*/\\*|${TOKEN}/\\*|${TOKEN}/${TOKEN})${PARAMETERS}$`);

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1 */
export function isMediaRange(text: string): boolean {
  return MEDIA_RANGE.test(text);
}

/** @see https://www.rfc-editor.org/rfc/rfc8941#section-3.3.3 */
export function isStructuredString(text: string): boolean {
  return /^"(?:[ !#-[\]-~]|\\["\\])*"$/.test(text);
}

/** @see https://www.rfc-editor.org/rfc/rfc8941#section-3.3.4 */
export function isStructuredToken(text: string): boolean {
  return /^[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*$/.test(text);
}

/** @see https://www.rfc-editor.org/rfc/rfc8941#section-3.3.5 */
export function isStructuredBytes(text: string): boolean {
  return /^:[A-Za-z0-9+/=]*:$/.test(text);
}

/** @see https://www.rfc-editor.org/rfc/rfc8941#section-3.3.6 */
export function isStructuredBoolean(text: string): boolean {
  return text === "?0" || text === "?1";
}
