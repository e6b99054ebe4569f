/** What stands for a text of prose: a number between two characters that no such document has in it. */
export type Placeholder = `\uf6e0${number}\uf6e1`;

/** A placeholder, as a part of a regular expression. */
export const PLACEHOLDER = "\\uf6e0\\d+\\uf6e1";

/** The text that a placeholder stands for. */
export type TextOf = (placeholder: string) => string;

/** Whether a text, as it is written or by escapes, has the characters that placeholders are known by. */
export function hasPlaceholder(text: string): boolean {
  return /[\uf6e0\uf6e1]|\\uf6e[01]/i.test(text);
}

/**
 * Whether a text says something, ends its lines by line feeds alone, and holds nothing that a
 * compiler would take for a directive: all others comments treat in ways of their own.
 */
export function isPlainProse(text: string): boolean {
  return /\S/.test(text) && !/[\r\v\f\u0085\u2028\u2029]|@ts-/.test(text);
}
