import type { Json } from "../../model/json.js";
import { escapeToken } from "../../model/pointer.js";
import { jsonEscaped, jsonString, variablesOf, type Text } from "./text.js";

/** Texts that stand in for parts of a value, by JSON pointer. */
export type Replacements = ReadonlyMap<string, Text>;

/**
 * A value as indented JSON in which Postman finds our variables and no others. A replaced text
 * stays text; a replaced number, boolean or object becomes the bare variable.
 */
export function jsonText(value: Json, replacements: Replacements = new Map()): string {
  return write(value, "", "");

  function write(here: Json, pointer: string, indent: string): string {
    const replacement = replacements.get(pointer);
    if (replacement !== undefined) {
      const [name] = variablesOf(replacement);
      return typeof here === "string" || replacement.length > 1 || name === undefined
        ? jsonString(replacement)
        : `{{${name}}}`;
    }
    if (typeof here !== "object" || here === null) return jsonEscaped(JSON.stringify(here));
    const inner = `${indent}  `;
    const lines = Array.isArray(here)
      ? here.map((child, index) => write(child as Json, `${pointer}/${String(index)}`, inner))
      : Object.entries(here).map(
          ([key, child]) =>
            `${jsonEscaped(JSON.stringify(key))}: ${write(child as Json, `${pointer}/${escapeToken(key)}`, inner)}`,
        );
    const [open, close] = Array.isArray(here) ? ["[", "]"] : ["{", "}"];
    if (lines.length === 0) return `${open}${close}`;
    return `${open}\n${lines.map((line) => `${inner}${line}`).join(",\n")}\n${indent}${close}`;
  }
}
