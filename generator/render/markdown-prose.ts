import { visible, withoutMustaches } from "./markdown-text.js";

/**
 * Descriptions are CommonMark and may say what they like in it, but no HTML, no link to a script
 * and no template expression. Code is left as it is, and only where every parser agrees that it is
 * code: fences that start at the margin, and spans that open and close on one line.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#rich-text-formatting
 * @see https://spec.commonmark.org/0.31.2/#code-spans
 */
export function prose(text: string): string {
  const output: string[] = [];
  let paragraph: string[] = [];
  const flush = (): void => {
    if (paragraph.length > 0) output.push(...safeParagraph(paragraph).map(demoted));
    paragraph = [];
  };
  let open: { readonly mark: string; readonly length: number } | undefined;
  for (const line of visible(text).split("\n")) {
    const bars = /^(`{3,})[^`]*$|^(~{3,})/.exec(line);
    if (open !== undefined) {
      output.push(line);
      const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
      if (closing?.startsWith(open.mark) === true && closing.length >= open.length)
        open = undefined;
    } else if (bars !== null) {
      flush();
      const run = bars[1] ?? bars[2] ?? "";
      open = { mark: run.charAt(0), length: run.length };
      output.push(line);
    } else if (line.trim() === "") {
      flush();
      output.push("");
    } else {
      paragraph.push(line);
    }
  }
  flush();
  // A fence that nobody closed would swallow the rest of the page.
  if (open !== undefined) output.push(open.mark.repeat(open.length));
  return output.join("\n").trim();
}

/** The same within a cell of a table: one line, its paragraphs and list items told apart by breaks. */
export function proseCell(text: string): string {
  const lines = visible(text)
    .trim()
    .replace(/\n[ \t]*(?:\n[ \t]*)+/g, "\n\n")
    .replace(/\n[ \t]*[-*+][ \t]+/g, "\n\n• ")
    // A fence's bars, joined into one line, would read as a code span of their language's name.
    .replace(/^[ \t]*(?:`{3,}|~{3,}).*$/gm, "")
    .split(/\n{2,}/)
    .map((block) => block.replace(/\s+/g, " ").trim())
    .filter((block) => block !== "");
  return lines
    .map((line) =>
      safeParagraph([line.replace(/^(?:#{1,6}|>)\s+/, "")], { alone: false }).join(" "),
    )
    .map((line) => line.replace(/(?<!\\)((?:\\\\)*)\|/g, "$1\\|"))
    .join("<br>");
}

/** A description's headings stand below those of the page. */
function demoted(line: string): string {
  return line.replace(
    /^( {0,3})(#{1,6})(?=\s|$)/,
    (_, indent: string, marks: string) => `${indent}${"#".repeat(Math.min(6, marks.length + 2))}`,
  );
}

/**
 * @param place `alone: false` where other text of ours stands in the same block: then a run of
 *   backticks without a partner is escaped, lest it find one there
 */
function safeParagraph(written: readonly string[], place = { alone: true }): string[] {
  const lines = written.map(withoutLost);
  // A run whose partner stands on a later line may pair across lines or not, depending on the
  // blocks they are in; then nothing from there on counts as code.
  let certain = true;
  return lines.map((line, index) => {
    if (!line.includes("`")) return safeText(line);
    let output = "";
    let from = 0;
    for (let at = 0; certain && at < line.length;) {
      const bars = runAt(line, at);
      if (bars === "") {
        // A backslash keeps the character behind it from opening a span.
        at += line.charAt(at) === "\\" ? 2 : 1;
        continue;
      }
      const end = closingOf(line, at + bars.length, bars);
      if (end === undefined) {
        certain = !lines.slice(index + 1).some((later) => closingOf(later, 0, bars) !== undefined);
        if (!place.alone) {
          output += safeText(line.slice(from, at)) + "\\`".repeat(bars.length);
          from = at + bars.length;
        }
        at += bars.length;
        continue;
      }
      const span = line.slice(at, end);
      // Tables are split at bars before spans are seen, so a span with one may be none.
      const kept = span.includes("|") ? safeText(span) : span;
      output += safeText(line.slice(from, at)) + kept;
      from = at = end;
    }
    return output + safeText(line.slice(from));
  });
}

/**
 * A link that leads nowhere from here is its label, also where that is code. Backticks stay apart as
 * they are: where they would come to touch, it is left as it is.
 */
function withoutLost(line: string): string {
  return line.replace(
    /(?<![`\\!])\[((?:[^[\]`\\]*`[^[\]`\\]+`)+[^[\]`\\]*)\]\((?!\w[\w+.-]*:|\/\/)[^()\s\\<>"'`]*\)(?!`)/g,
    "$1",
  );
}

/** The run of backticks that starts at a place, empty when none does. */
function runAt(line: string, at: number): string {
  let end = at;
  while (line.charAt(end) === "`") end += 1;
  return line.slice(at, end);
}

/** Where the run that closes a span ends. Inside a span a backslash escapes nothing. */
function closingOf(line: string, from: number, bars: string): number | undefined {
  for (const match of line.slice(from).matchAll(/`+/g)) {
    if (match[0] === bars) return from + match.index + bars.length;
  }
  return undefined;
}

function safeText(text: string): string {
  return withoutMustaches(
    // First, as what is left may be the start of something else.
    unlinked(text)
      // HTML starts with one of these; `a < b` may stay. A web address in brackets is a link.
      .replace(/<(?!https?:\/\/[^\s<>`{}|\\]*>)(?=[A-Za-z/!?])/g, "&lt;")
      .replace(/\](\()(?!\s*<?(?:https?:\/\/|mailto:))/gi, "]\\$1")
      .replace(/\](:)(?!\s*<?(?:https?:\/\/|mailto:))/gi, "]\\$1"),
  );
}

/** Links from a place on the author's own site, which no page of ours is, as their text alone. */
function unlinked(text: string): string {
  return text.replace(
    /(?<![\\!])\[([^[\]`]+)\]\((?=#|\.{0,2}\/|[\w.~%-]+[/?#)])[^()\s<>]*\)/g,
    "$1",
  );
}
