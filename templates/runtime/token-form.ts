import type { TokenRequestEncoder } from "./descriptor.js";

/** A token request as the standard has it. @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2 */
export const encodeForm: TokenRequestEncoder = (fields) => [
  "application/x-www-form-urlencoded",
  String(new URLSearchParams(fields)),
];
