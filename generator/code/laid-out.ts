import type { Json } from "../model/json.js";
import { key, literal } from "./code.js";

/** Columns that a line of a sample takes at most, its indent included. */
const WIDTH = 80;

/**
 * A JSON value as one would write it by hand, in samples that no formatter sees: objects and lists on
 * one line where they fit, else a member a line, two spaces deep. `indent` is that of the line it
 * begins on.
 */
export function laidOutValue(value: Json, indent = ""): string {
  if (typeof value !== "object" || value === null) return textOf(literal(value));
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item: Json) => laidOutValue(item, inner))
    : Object.entries(value).map(
        ([name, member]) => `${textOf(key(name))}: ${laidOutValue(member, inner)}`,
      );
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (items.length === 0) return open + close;
  const space = Array.isArray(value) ? "" : " ";
  const line = `${open}${space}${items.join(", ")}${space}${close}`;
  if (line.length + indent.length <= WIDTH && !line.includes("\n")) return line;
  return [open, ...items.map((item) => `${inner}${item},`), `${indent}${close}`].join("\n");
}

function textOf({ parts }: ReturnType<typeof literal>): string {
  return parts.filter((part) => typeof part === "string").join("");
}
