/** Cuts a text that arrives in pieces into what it consists of. */
export interface Splitter<Part> {
  /** What is complete with this piece. */
  push(text: string): readonly Part[];
  /** What the end of the text completes. */
  end(): readonly Part[];
}

/** The lines of JSON Lines; blank ones are passed over. @see https://jsonlines.org */
export function createLineSplitter(): Splitter<string> {
  return splitAt("\n");
}

/** The texts of a JSON text sequence, each begun by a record separator. @see https://www.rfc-editor.org/rfc/rfc7464#section-2 */
export function createRecordSplitter(): Splitter<string> {
  return splitAt("\u001e");
}

function splitAt(separator: string): Splitter<string> {
  let rest = "";
  const said = (parts: readonly string[]) => parts.filter((part) => part.trim() !== "");
  return {
    push(text) {
      if (!text.includes(separator)) {
        rest += text;
        return [];
      }
      const parts = (rest + text).split(separator);
      rest = parts.pop() ?? "";
      return said(parts);
    },
    end: () => said([rest]),
  };
}
