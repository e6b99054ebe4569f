import { PLACEHOLDER, type TextOf } from "../../model/prose.js";

/** A line of a comment that ends with a placeholder: the whole of a comment, or an item of one. */
const LINE = new RegExp(
  `^( *)(/\\*\\*|\\*) (@description )?(${PLACEHOLDER})( \\*/)?$(\n *\\*(?= {5}|$))?`,
  "gm",
);

/**
 * `types.ts` with texts in the comments that placeholders are part of, as openapi-typescript writes
 * them: trimmed, further lines indented; and a comment of one line becomes several where they are.
 */
export function retell(written: string, textOf: TextOf): string {
  return written.replace(
    LINE,
    (_, indent: string, open: string, tag = "", placeholder: string, close = "", more = "") => {
      const text = textOf(placeholder).trimStart().replace(/\*\//g, "*\\/");
      // The item goes on behind the text, with what a value must meet.
      const lines = (more === "" ? text.trimEnd() : text).split("\n");
      const item = (margin: string): string =>
        lines
          .map((line, index) => `${margin}${index === 0 ? tag : "    "}${line}`.trimEnd())
          .join("\n");
      if (close === "") return `${item(`${indent}* `)}${more}`;
      if (lines.length === 1) return `${indent}${open} ${tag}${lines.join("")}${close}`;
      return `${indent}/**\n${item(`${indent} * `)}\n${indent} */`;
    },
  );
}
