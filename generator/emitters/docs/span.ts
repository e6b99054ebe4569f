import type { Json } from "../../model/json.js";

/** A run of text, of code, or a link (`link` is empty without one): what the templates' `spans` takes. */
export type Span = { readonly text: string; readonly code: boolean; readonly link: string };

export function word(text: string): Span {
  return { text, code: false, link: "" };
}

export function mono(text: string): Span {
  return { text, code: true, link: "" };
}

/** A value as JSON in which every character can be seen, and means the same to any parser. */
export function jsonText(json: Json, indent?: number): string {
  return JSON.stringify(json, null, indent).replace(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A value as the document's JSON. */
export function value(json: Json): Span {
  return mono(jsonText(json));
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
