/**
 * The offset behind the JSON string whose opening quote is at `at`; undefined when it is not closed
 * or holds what a JSON string may not. A loop, because a regular expression recurses on long strings.
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-7
 */
export function endOfString(text: string, at: number): number | undefined {
  for (let index = at + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index + 1;
    if (code < SPACE) return undefined;
    if (code !== BACKSLASH) continue;
    index += 1;
    const escape = text[index] ?? "";
    if (escape === "u") {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(index + 1, index + 5))) return undefined;
      index += 4;
    } else if (!'"\\/bfnrt'.includes(escape) || escape === "") return undefined;
  }
  return undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/** The offset of the first character at or behind `at` that is no JSON white space. */
export function skipBlank(text: string, at: number): number {
  let index = at;
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return index;
}
