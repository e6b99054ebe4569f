import { eastAsianWidth } from "get-east-asian-width";
import { Unknown } from "./doc.js";

const ASCII = /^[\x20-\x7e]*$/;
const MARK = /[\p{Control}\p{Nonspacing_Mark}\p{Enclosing_Mark}]/u;

/** What makes one picture of several characters, or a picture of a letter. */
const SEQUENCE =
  /\u200d|\u20e3|[\ufe00-\ufe0f]|[\u{1f1e6}-\u{1f1ff}]|[\u{1f3fb}-\u{1f3ff}]|[\u{e0000}-\u{e007f}]|[\u261d\u26f9\u270c\u270d\u{1f3cb}\u{1f3cc}\u{1f574}\u{1f575}\u{1f590}]/u;

/** Longer texts fit nowhere, whatever their characters. */
const HOPELESS = 400;

/**
 * The columns a text takes.
 *
 * @throws Unknown where characters are joined to one: which are, takes tables to tell
 */
export function widthOf(text: string): number {
  if (text.length > HOPELESS || ASCII.test(text)) return text.length;
  if (SEQUENCE.test(text)) throw new Unknown("characters that are joined to one");
  let width = 0;
  for (const character of text)
    if (!MARK.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  return width;
}
