import { Unknown } from "./doc.js";

/** A string literal in the quotes that need fewer escapes, double ones where it is all the same. */
export function stringText(text: string): string {
  if (text.startsWith('"') && !text.includes('\\"')) return text;
  const content = text.slice(1, -1);
  const doubles = content.split('"').length;
  const singles = content.split("'").length;
  const quote = doubles > singles ? "'" : '"';
  if (text.startsWith(quote)) return text;
  const other = quote === '"' ? "'" : '"';
  const escaped = content.replace(
    /\\(["'\\])|(["'])/g,
    (match, escape: string | undefined, bare: string | undefined) => {
      if (escape !== undefined) return escape === other ? other : match;
      return bare === quote ? `\\${quote}` : match;
    },
  );
  return `${quote}${escaped}${quote}`;
}

/** A number in its shortest spelling: `1E+21` is `1e21`. */
export function numberText(text: string): string {
  if (/^\d+$/.test(text)) return text;
  return text
    .toLowerCase()
    .replace(/^([+-]?[\d.]+)e\+?(-?)0*(?=\d)/, "$1e$2")
    .replace(/^([\d.]+)e-?0+$/, "$1")
    .replace(/^\./, "0.")
    .replace(/(\.\d+?)0+(?=e|$)/, "$1")
    .replace(/\.(?=e|$)/, "");
}

/** A quoted key, without quotes where it is a name. */
export function keyText(text: string): string {
  const spelt = stringText(text);
  const content = spelt.slice(1, -1);
  if (/^[A-Za-z_$][\w$]*$/.test(content)) return content;
  // Names may hold letters of other alphabets: which, takes tables to tell.
  if (/^[\w$\u0080-\uffff]+$/.test(content) && /[\u0080-\uffff]/.test(content))
    throw new Unknown("a key of other letters");
  return spelt;
}
