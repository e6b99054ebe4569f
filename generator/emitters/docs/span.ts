import type { Json } from "../../model/json.js";

/** A run of text, of code, or a link (`link` is empty without one): what the templates' `spans` takes. */
export type Span = { readonly text: string; readonly code: boolean; readonly link: string };

export function word(text: string): Span {
  return { text, code: false, link: "" };
}

export function mono(text: string): Span {
  return { text, code: true, link: "" };
}

/** A value as the document's JSON. */
export function value(json: Json): Span {
  return mono(JSON.stringify(json));
}

export function linked(text: string, link: string): Span {
  return { text, code: true, link };
}

/** Lists with words between: `a, b or c`. */
export function listed(pieces: readonly (readonly Span[])[], last: "or" | "and"): Span[] {
  return pieces.flatMap((piece, index) => {
    if (index === 0) return piece;
    return [word(index === pieces.length - 1 ? ` ${last} ` : ", "), ...piece];
  });
}
