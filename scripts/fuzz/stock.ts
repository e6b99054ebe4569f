import * as fc from "fast-check";
import type { Draw } from "./draw.js";
import { FORMAT_NAMES, FORMATS } from "./formats.js";
import { isList, isObject, type Json } from "./json.js";

/** Names of members: few, so that schemas and instances meet, and some that JavaScript treats apart. */
const NAMES = ["a", "b", "c", "d", "n1", "n2", "kind"];
const HOSTILE_NAMES = [
  "",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "x-y",
  "💩",
  "é",
  "$ref",
  "type",
  'a"b\\',
  "a/b~c",
  "\u2028",
];

/** Patterns of text and of names, each with texts it matches. */
const PATTERNS: readonly (readonly [source: string, ...samples: string[]])[] = [
  ["^a", "a", "ab", "a💩"],
  ["^n", "n1", "n2", "n"],
  ["^[a-c]+$", "a", "b", "abc"],
  ["^.$", "a", "💩", "é"],
  ["^.{2,3}$", "ab", "💩💩", "n1"],
  ["^\\p{Lu}", "Éa", "A"],
  ["\\d{2}", "12", "a123"],
  ["^$", ""],
  ["^(?:a|bc)*$", "", "abca", "a"],
  ["^[^n]", "a", "b", "__proto__"],
  ["^__", "__proto__", "__"],
  ["r", "constructor", "toString", "r"],
  ['\\\\|"|/', "\\", 'a"b\\', "a/b~c"],
  ["", "", "a", "💩"],
];

/** Numbers at which arithmetic, bounds or printing have an edge. */
const NUMBERS = [0, 1, 2, 3, 4, 5, -1, -2, 10, 0.5, 1.5, 0.1, 0.01, 0.3, 19.99, 0.07, -2.5, 100];
const HOSTILE_NUMBERS = [
  -0, 1e-7, 1e21, 2147483647, 2147483648, 9007199254740991, 9007199254740992, 1e300, 5e-324,
  123456789.01, -9007199254740994,
];

const TEXTS = [
  "",
  "a",
  "b",
  "ab",
  "abc",
  "A",
  "1",
  "n1",
  "12",
  "💩",
  "💩💩",
  "é",
  "e\u0301",
  "\ud800",
];

export const PATTERN_SOURCES = PATTERNS.map(([source]) => source);

export function drawName(draw: Draw): string {
  return draw.chance(88) ? draw.pick(NAMES) : draw.pick(HOSTILE_NAMES);
}

/** Up to that many names, each once. */
export function drawNames(draw: Draw, minimum: number, maximum: number): string[] {
  return [...new Set(draw.list(minimum, maximum, () => drawName(draw)))];
}

export function drawNumber(draw: Draw): number {
  return draw.weighted<() => number>([
    [80, () => draw.pick(NUMBERS)],
    [12, () => draw.pick(HOSTILE_NUMBERS)],
    [4, () => draw.from(fc.double({ noNaN: true, noDefaultInfinity: true }))],
    [4, () => draw.int(-1000, 1000) / 100],
  ])();
}

export function drawText(draw: Draw): string {
  return draw.weighted<() => string>([
    [55, () => draw.pick(TEXTS)],
    [15, () => draw.pick(NAMES)],
    [12, () => drawMatch(draw, draw.pick(PATTERN_SOURCES))],
    [12, () => drawFormatted(draw, draw.pick(FORMAT_NAMES))],
    [6, () => draw.from(fc.string({ unit: "binary", maxLength: 4 }))],
  ])();
}

/** A text that matches a pattern of the stock. */
export function drawMatch(draw: Draw, source: string): string {
  const [, ...samples] = PATTERNS.find(([known]) => known === source) ?? [source];
  return samples.length === 0 ? "" : draw.pick(samples);
}

/** A text of a format, or one that is nearly of it; those that are come first and are likelier. */
export function drawFormatted(draw: Draw, format: string): string {
  const samples = Object.hasOwn(FORMATS, format) ? (FORMATS[format] ?? []) : [];
  if (samples.length === 0) return "";
  return draw.chance(60) ? draw.pick(samples.slice(0, 2)) : draw.pick(samples);
}

/** Any JSON value, small. */
export function drawJson(draw: Draw, depth = 0): Json {
  const isLeaf = depth > 1 || draw.chance(60);
  if (isLeaf) {
    return draw.weighted<() => Json>([
      [3, () => drawText(draw)],
      [3, () => drawNumber(draw)],
      [2, () => draw.chance(50)],
      [2, () => null],
      [1, () => []],
      [1, () => ({})],
    ])();
  }
  const inner = (): Json => drawJson(draw, depth + 1);
  return draw.chance(40)
    ? draw.list(0, 3, inner)
    : Object.fromEntries(drawNames(draw, 0, 3).map((name) => [name, inner()]));
}

/** The type JSON Schema gives a value; whole numbers are `number` here. */
export function typeOf(value: Json): "null" | "boolean" | "number" | "string" | "array" | "object" {
  if (value === null) return "null";
  if (isList(value)) return "array";
  if (isObject(value)) return "object";
  return typeof value as "boolean" | "number" | "string";
}
