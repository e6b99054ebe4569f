import * as fc from "fast-check";
import type { Draw } from "./draw.js";
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

/**
 * Formats with texts of theirs and texts close by. Left out are the ones on which Ajv's and the
 * RFC's readings differ too often to compare: `email` (no quoted local part in Ajv), `duration`
 * (any order of parts in Ajv), `uri-template`, the `idn-` and `iri` formats (unknown to Ajv) and `regex`.
 */
const FORMATS: { readonly [format: string]: readonly string[] } = {
  date: ["2024-02-29", "2023-02-29", "1999-12-31", "1999-1-1", "2000-13-01", "2000-00-10"],
  time: ["10:00:00Z", "23:59:60Z", "10:00:00+02:00", "10:00:00", "25:00:00Z", "10:00:00.5z"],
  "date-time": [
    "2024-02-29T10:00:00Z",
    "2024-02-29t10:00:00.123z",
    "1998-12-31T23:59:60Z",
    "2024-02-29T10:00:00+01:30",
    "2024-02-29T10:00:00",
    "2024-02-30T10:00:00Z",
  ],
  ipv4: ["127.0.0.1", "255.255.255.255", "256.0.0.1", "1.2.3", "01.2.3.4"],
  ipv6: ["::1", "::", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1::2::3", "12345::", "fe80::%1"],
  uuid: [
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    "00000000-0000-0000-0000-000000000000",
    "F81D4FAE-7DEC-11D0-F765-00A0C91E6BF6",
    "f81d4fae7dec11d0a76500a0c91e6bf6",
  ],
  "json-pointer": ["", "/a/b", "/a~1b", "/~", "a", "/a~2"],
  "relative-json-pointer": ["0", "1/a", "0#", "01", "-1", "1"],
  uri: ["http://a/b?c#d", "urn:isbn:1", "/a", "http://a b", "a", "http://[::1]/"],
  hostname: ["a.example", "a", "-a", "a-.b", "xn", "a..b", "a_b"],
};

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
export const FORMAT_NAMES = Object.keys(FORMATS);

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
