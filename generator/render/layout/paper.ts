import type { Doc, Group } from "./doc.js";
import { widthOf } from "./width.js";

export const WIDTH = 100;
const STEP = 2;

/** A text that is written from left to right, with what is still to be written behind it. */
class Paper {
  text = "";
  #column = 0;
  /** Spaces that are written when something stands behind them on the line. */
  #owed = 0;
  readonly #docs: Doc[] = [];
  readonly #indents: number[] = [];
  readonly #breaks: boolean[] = [];
  /** After a line break inside what stood on one line, groups are measured anew. */
  #remeasure = false;

  print(doc: Doc): void {
    this.#push(doc, 0, true);
    for (let next = this.#docs.pop(); next !== undefined; next = this.#docs.pop()) {
      this.#step(next, this.#indents.pop() ?? 0, this.#breaks.pop() ?? false);
    }
  }

  #push(doc: Doc, indent: number, breaks: boolean): void {
    this.#docs.push(doc);
    this.#indents.push(indent);
    this.#breaks.push(breaks);
  }

  #step(doc: Doc, indent: number, breaks: boolean): void {
    if (typeof doc === "string") {
      this.#write(doc);
      return;
    }
    if (!("kind" in doc)) {
      for (let index = doc.length - 1; index >= 0; index -= 1)
        this.#push(doc[index] ?? "", indent, breaks);
      return;
    }
    switch (doc.kind) {
      case "node":
        // On one line, every group in it fits as well: there is nothing more to decide.
        if (!doc.hard && ((!breaks && !this.#remeasure) || this.#fits(doc.flat)))
          this.#write(doc.flat);
        else this.#push(doc.doc(), indent, breaks);
        return;
      case "line":
        if (breaks || doc.hard) {
          if (!breaks) this.#remeasure = true;
          this.#break(indent);
        } else this.#write(doc.flat);
        return;
      case "indent":
        this.#push(doc.contents, indent + STEP, breaks);
        return;
      case "group":
        this.#group(doc, indent, breaks);
        return;
      case "ifBreak":
        if (breaks) this.#push(doc.broken, indent, breaks);
        return;
      case "fill":
        this.#fill(doc.texts, indent, breaks);
        return;
      case "indentIfBreak":
        this.#push(doc.contents, doc.group.isBroken === true ? indent + STEP : indent, breaks);
    }
  }

  #fill(texts: readonly string[], indent: number, breaks: boolean): void {
    for (const [index, item] of texts.entries()) {
      const text = breaks || index < texts.length - 1 ? `${item},` : item;
      if (index > 0 && this.#column + 1 + widthOf(text) > WIDTH) this.#break(indent);
      else if (index > 0) this.#write(" ");
      this.#write(text);
    }
  }

  #break(indent: number): void {
    this.text += "\n";
    this.#owed = indent;
    this.#column = indent;
  }

  #write(text: string): void {
    if (text === "") return;
    if (this.#owed > 0) {
      this.text += " ".repeat(this.#owed);
      this.#owed = 0;
    }
    this.#column += widthOf(text);
    if (text.endsWith(" ") && !text.endsWith("  ")) {
      this.#owed = 1;
      this.text += text.slice(0, -1);
    } else this.text += text;
  }

  #group(group: Group, indent: number, breaks: boolean): void {
    const { contents, states, broken } = group;
    if (!breaks && !this.#remeasure) {
      group.isBroken = broken;
      this.#push(contents, indent, broken);
      return;
    }
    this.#remeasure = false;
    const flat = broken
      ? undefined
      : [contents, ...(states?.slice(1, -1) ?? [])].find((state) => this.#fits(state));
    group.isBroken = flat === undefined;
    this.#push(flat ?? states?.at(-1) ?? contents, indent, flat === undefined);
  }

  /** Whether a doc that stands on one line, with what follows it up to the next line break, does so within the width. */
  #fits(doc: Doc): boolean {
    let left = WIDTH - this.#column;
    if (typeof doc === "string" && widthOf(doc) > left) return false;
    // A space at the end of a line takes no width.
    let space = 0;
    let rest = this.#docs.length;
    const docs: Doc[] = [doc];
    const modes: boolean[] = [false];
    while (left >= 0) {
      let next = docs.pop();
      let breaks: boolean;
      if (next === undefined) {
        if (rest === 0) return true;
        rest -= 1;
        next = this.#docs[rest] ?? "";
        breaks = this.#breaks[rest] ?? false;
      } else breaks = modes.pop() ?? false;
      if (typeof next === "string") {
        if (next !== "") left -= space + widthOf(next);
        if (next !== "") space = 0;
        continue;
      }
      if (!("kind" in next)) {
        for (let index = next.length - 1; index >= 0; index -= 1) {
          docs.push(next[index] ?? "");
          modes.push(breaks);
        }
        continue;
      }
      switch (next.kind) {
        case "line":
          if (breaks || next.hard) return true;
          if (next.flat !== "") space = 1;
          break;
        case "node":
          if (!breaks && !next.hard) {
            left -= space + widthOf(next.flat);
            space = 0;
          } else {
            docs.push(next.doc());
            modes.push(breaks);
          }
          break;
        case "group": {
          const inner = next.broken || breaks;
          docs.push(inner ? (next.states?.at(-1) ?? next.contents) : next.contents);
          modes.push(inner);
          break;
        }
        case "ifBreak":
          if (breaks) {
            docs.push(next.broken);
            modes.push(breaks);
          }
          break;
        case "fill":
          left -= space + widthOf(next.texts.join(", "));
          break;
        default:
          docs.push(next.contents);
          modes.push(breaks);
      }
    }
    return false;
  }
}

/** The doc as text of at most 100 columns where it can be broken so, indented by two. */
export function printed(doc: Doc): string {
  const paper = new Paper();
  paper.print(doc);
  return paper.text;
}
