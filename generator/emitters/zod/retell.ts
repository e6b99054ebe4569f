import { jsdoc } from "../../code/jsdoc.js";
import { PLACEHOLDER, type TextOf } from "../../model/prose.js";
import { firstParagraph } from "./declarations.js";

const COMMENT = new RegExp(`^/\\*\\* (${PLACEHOLDER}) \\*/\n`, "gm");

/** A module of schemas with texts in the comments that placeholders are the text of. */
export function retell(written: string, textOf: TextOf): string {
  return written.replace(COMMENT, (_, placeholder: string) => {
    const comment = jsdoc(firstParagraph(textOf(placeholder)));
    return comment === "" ? "" : `${comment}\n`;
  });
}
