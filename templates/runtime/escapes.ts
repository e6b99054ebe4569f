/** How names and texts are written where they stand: what would be taken for something else is escaped. */
export interface Escape {
  readonly name: (text: string) => string;
  /** `delimiters`: characters that part what stands beside the text, so that they must not stay in it. */
  readonly text: (text: string, delimiters?: string) => string;
}

/** Everything but unreserved characters is percent-encoded. @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3 */
export const percentEncoded: Escape = {
  name: percentEncode,
  text(text, delimiters = "") {
    const encoded = percentEncode(text);
    // A dot is unreserved, and what parts a label.
    return delimiters.includes(".") ? encoded.replaceAll(".", "%2E") : encoded;
  },
};

/** Nothing is escaped: headers and cookies have no escape that all of their readers know. */
export const verbatim: Escape = { name: (text) => text, text: (text) => text };

/**
 * Reserved characters that mean nothing in a place stay in its values, and so do triplets that are
 * encoded already. What would end the value stays encoded: in a query `&` and `#`, and `+`, which is
 * read as a space there; in a path `?` and `#`; in a cookie `;` and `,`. Names are encoded whole.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6570#section-3.2.3
 */
export const reserved: { readonly [place in "query" | "path" | "cookie"]: Escape } = {
  query: /* @__PURE__ */ keeping(":/?@$,;=!'()*"),
  path: /* @__PURE__ */ keeping(":/@$,;=!'()*+&"),
  cookie: /* @__PURE__ */ keeping(":/?@$=!'()*+&#[]"),
};

function keeping(kept: string): Escape {
  const one = (character: string, delimiters: string) =>
    kept.includes(character) && !delimiters.includes(character)
      ? character
      : percentEncode(character);
  return {
    name: percentEncode,
    text: (text, delimiters = "") =>
      text
        .split(/(%[0-9A-Fa-f]{2})/)
        .flatMap((part, index) =>
          index % 2 === 1 ? [part] : Array.from(part, (character) => one(character, delimiters)),
        )
        .join(""),
  };
}

/** Everything but unreserved characters, some of which `encodeURIComponent` leaves. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
