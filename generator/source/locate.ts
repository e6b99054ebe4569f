import type { Location } from "../diagnostics/diagnostic.js";
import type { Locate, Place } from "../diagnostics/format.js";
import { placeInJson, type JsonIndex } from "./json-places.js";
import { parsePointer } from "./pointer.js";
import { positionAt, type SourceFile } from "./source.js";
import { composeYaml, placeInYaml } from "./yaml.js";

/** Offsets of a member's key and value in its text, as far as a pointer could be followed. */
export interface Spot {
  readonly key?: Span;
  readonly value?: Span;
  /** The value is one scalar, and worth underlining itself. */
  readonly scalar: boolean;
}

export type Span = readonly [start: number, end: number];

/**
 * Makes the `locate` that formatting asks. A text is parsed with positions when the first location
 * in it is asked for, so a run without findings pays nothing. A pointer to something that is not
 * there is answered with the nearest thing that encloses it.
 */
export function locateIn(sources: ReadonlyMap<string, SourceFile>): Locate {
  const spots = new Map<string, (tokens: readonly string[]) => Spot>();
  return (location) => {
    const source = sources.get(location.file);
    if (source === undefined) return undefined;
    if (location.position !== undefined) return placeAtPosition(source.text, location.position);
    const tokens = location.pointer === undefined ? undefined : parsePointer(location.pointer);
    if (tokens === undefined) return undefined;
    const find = spots.get(location.file) ?? finder(source);
    spots.set(location.file, find);
    return placeAt(source.text, find(tokens), tokens.length === 0);
  };
}

/** Finds the spot of a pointer's tokens in one file. */
export function finder(source: SourceFile): (tokens: readonly string[]) => Spot {
  if (source.language === "json") {
    const index: JsonIndex = new Map();
    return (tokens) => placeInJson(source.text, tokens, index);
  }
  if (source.language === "text") return () => ({ value: [0, source.text.length], scalar: true });
  const composed = composeYaml(source.text);
  if (!("document" in composed)) return () => ({ scalar: false });
  return (tokens) => placeInYaml(composed.document, tokens);
}

/** A scalar is underlined itself; an object or list by its key, since it may be pages long. */
function placeAt(text: string, spot: Spot, isRoot: boolean): Place {
  const visible = spot.scalar && spot.value !== undefined && spot.value[1] > spot.value[0];
  const [start, end] = (visible ? spot.value : (spot.key ?? spot.value)) ?? [0, 0];
  const position = positionAt(text, start);
  return place(text, start, position, isRoot ? 1 : end - start);
}

function placeAtPosition(text: string, position: NonNullable<Location["position"]>): Place {
  let start = 0;
  for (let line = 1; line < position.line; line += 1) start = text.indexOf("\n", start) + 1;
  return place(text, start + position.column - 1, position, 1);
}

function place(
  text: string,
  start: number,
  position: { line: number; column: number },
  length: number,
): Place {
  const lineStart = start - (position.column - 1);
  const line = lineFrom(text, lineStart);
  const endColumn = Math.max(
    position.column + 1,
    Math.min(position.column + length, line.length + 1),
  );
  const above =
    lineStart === 0 ? undefined : lineFrom(text, text.lastIndexOf("\n", lineStart - 2) + 1);
  return { ...position, endColumn, text: line, ...(above === undefined ? {} : { above }) };
}

function lineFrom(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? undefined : end).replace(/\r$/, "");
}
