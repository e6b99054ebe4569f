import type { Locate, Place } from "../diagnostics/format.js";
import { placeInJson, type JsonIndex } from "./json-places.js";
import { placeInPlainYaml, type PlainYamlIndex } from "./plain-yaml/places.js";
import { Lines, type Position } from "./lines.js";
import { parsePointer } from "./pointer.js";
import type { SourceFile } from "./source.js";
import { composeYaml, placeInYaml, type YamlIndex } from "./yaml.js";

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
  const linesOf = new Map<string, Lines>();
  return ({ file, position, pointer, part }) => {
    const source = sources.get(file);
    if (source === undefined) return undefined;
    const lines = linesOf.get(file) ?? new Lines(source.text);
    linesOf.set(file, lines);
    if (position !== undefined) return placeOf(lines, position, 1);
    const tokens = pointer === undefined ? undefined : parsePointer(pointer);
    if (tokens === undefined) return undefined;
    const find = spots.get(file) ?? finder(source);
    spots.set(file, find);
    const spot = find(tokens);
    return placeAt(lines, part === "key" ? named(spot) : spot, tokens.length === 0);
  };
}

/** Finds the spot of a pointer's tokens in one file. */
export function finder(source: SourceFile): (tokens: readonly string[]) => Spot {
  if (source.language === "json") {
    const index: JsonIndex = new Map();
    return (tokens) => placeInJson(source.text, tokens, index);
  }
  if (source.language === "plain-yaml") {
    const index: PlainYamlIndex = new Map();
    return (tokens) => placeInPlainYaml(source.text, tokens, index);
  }
  if (source.language === "text") return () => ({ value: [0, source.text.length], scalar: true });
  const composed = composeYaml(source.text);
  if (!("document" in composed)) return () => ({ scalar: false });
  const index: YamlIndex = new Map();
  return (tokens) => placeInYaml(composed.document, tokens, index);
}

/** The name of a member alone; items of a list have none, and are shown as ever. */
function named(spot: Spot): Spot {
  return spot.key === undefined ? spot : { key: spot.key, scalar: false };
}

/** A scalar is underlined itself; an object or list by its key, since it may be pages long. */
function placeAt(lines: Lines, spot: Spot, isRoot: boolean): Place {
  const visible = spot.scalar && spot.value !== undefined && spot.value[1] > spot.value[0];
  const [start, end] = (visible ? spot.value : (spot.key ?? spot.value)) ?? [0, 0];
  return placeOf(lines, lines.positionAt(start), isRoot ? 1 : end - start);
}

function placeOf(lines: Lines, { line, column }: Position, length: number): Place {
  const text = lines.line(line);
  const endColumn = Math.max(column + 1, Math.min(column + length, text.length + 1));
  const above = line === 1 ? {} : { above: lines.line(line - 1) };
  return { line, column, endColumn, text, ...above };
}
