/**
 * Text of a document inside a message: in double quotes, shortened, and with every character escaped
 * that would move the cursor, ring, or hide or reorder what stands beside it.
 */
export function quote(text: string): string {
  const short = text.length > LIMIT ? `${text.slice(0, LIMIT - 1)}…` : text;
  return `"${safe(short.replace(/["\\]/g, "\\$&"))}"`;
}

/** A terminal shows a message of this length in one or two lines. */
const LIMIT = 160;

/** The same escapes without quotes or shortening, for lines of source text. */
export function safe(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const point = character.codePointAt(0) ?? 0;
    const hex = point.toString(16).padStart(4, "0");
    return NAMED[character] ?? (point > 0xffff ? `\\u{${hex}}` : `\\u${hex}`);
  });
}

/** The same text with those characters blanked one for one, so that columns stay where they are. */
export function bare(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    character === "\t" ? " " : "\ufffd".repeat(character.length),
  );
}

const NAMED: { readonly [character: string]: string | undefined } = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Surrogate}]/gu;

/** `a`, `a and b`, `a, b and c`, each quoted. */
export function quoteAll(names: readonly string[], conjunction = "and"): string {
  const quoted = names.map(quote);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${conjunction} ${last}`;
}

/** The hint of a finding about a name that is near to another. */
export function didYouMean(params: { readonly nearest?: string }): string | undefined {
  return params.nearest === undefined ? undefined : `did you mean ${quote(params.nearest)}?`;
}
