/**
 * Text of a document as Markdown, one function per place in a page. None of them lets the text end
 * the place it stands in, start HTML, or reach a site generator's template language.
 */

/** A run of text, of code, or a link; `link` is empty when there is none. */
export interface Span {
  readonly text: string;
  readonly code: boolean;
  readonly link: string;
}

// Controls have no business in prose, and bidi marks can make a line read as what it is not.
const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- control and bidi characters are what is removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Without control and bidi characters; every line break is `\n`. */
export function visible(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(INVISIBLE, "");
}

/**
 * Keeps `{{` from forming. Vue pages (VitePress) evaluate it in text even when its braces are
 * escaped, since Markdown unescapes first; a zero-width space between the braces survives that.
 */
export function withoutMustaches(markdown: string): string {
  return markdown
    .replace(/&(?:lcub|lbrace|#0*123|#[xX]0*7[bB]);/g, "$&&#8203;")
    .replace(/\{(?=[{\\&])/g, "{&#8203;");
}

/** Plain text within a line, or in a cell of a table: every character shows as itself. */
export function inline(text: string): string {
  const escaped = visible(text)
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    // `_` within a word is plain in CommonMark; escaping it would only make names hard to read.
    .replace(/[\\`*{}[\]|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|(?<!\S)[#>]/g, "\\$&")
    // What would start a list, a setext heading or a thematic break, at the start of a line.
    .replace(/^(?:[-+=]|\d+(?=[.)]))/, (mark) => (/\d/.test(mark) ? `${mark}\\` : `\\${mark}`));
  return withoutMustaches(escaped);
}

/**
 * A code span, delimited by more backticks than it contains. Site generators mark code as not
 * theirs (`v-pre`), so its braces stay. In a cell a bar is escaped: tables are split before spans.
 */
export function codeSpan(text: string, place: { readonly cell?: boolean } = {}): string {
  const flat = visible(text).replace(/[\n\t]/g, " ");
  if (flat.trim() === "") return `\`"${flat}"\``;
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length));
  const delimiter = "`".repeat(longest + 1);
  const padding = /^[` ]|[` ]$/.test(flat) ? " " : "";
  const span = `${delimiter}${padding}${flat}${padding}${delimiter}`;
  return place.cell === true ? span.replace(/\|/g, "\\|") : span;
}

/** A fenced block, with a fence longer than any within. */
export function fence(text: string, language: string): string {
  const body = visible(text).replace(/\n+$/, "");
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map((run) => run.length));
  const bars = "`".repeat(longest + 1);
  return `${bars}${language.replace(/[^\w+-]/g, "")}\n${body}\n${bars}`;
}

/** A place that links can lead to. Headings' own ids differ from one site generator to another. */
export function anchorTag(id: string): string {
  return `<a id="${id.replace(/[^A-Za-z0-9_.-]/g, "-")}"></a>`;
}

/** A link; only its label when the target is neither relative, nor http(s), nor mail. */
export function link(label: string, target: string): string {
  const safe = linkTarget(target);
  return safe === undefined ? inline(label) : `[${inline(label)}](${safe})`;
}

/** A link's target with whatever could end it percent-encoded; undefined for other schemes. */
export function linkTarget(target: string): string | undefined {
  const flat = visible(target).trim();
  if (!/^(?:https?:\/\/|mailto:|#|\.{0,2}\/|[\w.~%-]+(?:[/?#]|$))/i.test(flat)) return undefined;
  return encodeTarget(flat);
}

function encodeTarget(target: string): string {
  return target.replace(/[\s<>()\\|"'`{}[\]*]/g, (character) =>
    character < "\u0080"
      ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`
      : encodeURIComponent(character),
  );
}

/** What writes the texts of spans down, for a place in the page. */
export interface SpanWriters {
  readonly code: (text: string) => string;
  readonly plain: (text: string) => string;
}

/** Runs of text, code and links, one after another. */
export function spans(value: unknown, { code, plain }: SpanWriters): string {
  if (!Array.isArray(value)) throw new TypeError("a helper of a template takes spans");
  return (value as readonly Span[])
    .map((span) => {
      const label = span.code ? code(span.text) : plain(span.text);
      const target = span.link === "" ? undefined : linkTarget(span.link);
      return target === undefined ? label : `[${label}](${target})`;
    })
    .join("");
}

/** Spans are pieces of one line, so the spaces at their ends count. */
export function inlineSpan(text: string): string {
  return text.replace(
    /^(\s*)([\s\S]*?)(\s*)$/,
    (_, before: string, middle: string, after: string) => `${before}${inline(middle)}${after}`,
  );
}
