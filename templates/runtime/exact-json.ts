/**
 * JSON in which no number is rounded. What a `number` holds exactly stays one; a longer integer
 * becomes a `bigint`, any other number an `ExactNumber`.
 *
 * Ours, and not a library's: the parsers that keep numbers are written in JavaScript, some five
 * times as slow as the engine's, and they overflow the stack some thousand levels deep and refuse
 * repeated keys, which `JSON.parse` takes. Here the engine parses, and only a text that holds a
 * number it would round is looked at twice. Engines that show a reviver the source of a number, or
 * have `JSON.rawJSON`, are younger than those this must run on.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-6
 */
import { compareDecimals, decimalOf, isWhole } from "./exact-decimal.js";
import { faultOffset } from "./exact-fault.js";
import { ExactNumber } from "./exact-number.js";

/** Longer integers stay text: making a `bigint` of a million digits takes its time. */
const MOST_DIGITS = 1_000;

/** Without so many digits in a row and without an exponent, every number is exact. */
const SUSPECT = /[0-9.]{16}|[0-9][eE][-+0-9]/;

/**
 * What `JSON.parse` gives, numbers kept: an integer beyond ±(2^53 - 1) is a `bigint` (up to a
 * thousand digits), a number that a double does not print back to the same value an `ExactNumber`.
 *
 * @throws SyntaxError with the offset, without a word of the text
 */
export function parseExact(text: string): unknown {
  const value = parsed(text);
  if (!SUSPECT.test(text)) return value;
  const found = new Map<string, bigint | ExactNumber>();
  const quoted = quoteInexact(text, found);
  if (found.size === 0) return value;
  // Where one parse has a number and the other a string, the string is the number's literal.
  const root = [value];
  const pairs: [object, object][] = [[root, [JSON.parse(quoted)]]];
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [rounded, literals] = pair as [Members, Members];
    for (const key of Object.keys(rounded)) {
      const [own, other] = [rounded[key], literals[key]];
      if (typeof own === "number" && typeof other === "string") rounded[key] = found.get(other);
      else if (typeof own === "object" && own !== null) pairs.push([own, other as object]);
    }
  }
  return root[0];
}

type Members = Record<string, unknown>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const offset = faultOffset(text);
    const what = offset >= text.length ? "the text ends too soon" : "unexpected character";
    throw new SyntaxError(`not JSON: ${what} at position ${String(offset)}`);
  }
}

/** The text of valid JSON, its inexact numbers in quotes; `found` is told what each of them is. */
function quoteInexact(text: string, found: Map<string, bigint | ExactNumber>): string {
  const pieces: string[] = [];
  let copied = 0;
  const token = /"|-?[0-9][0-9.eE+-]*/g;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [literal] = match;
    if (literal === '"') {
      token.lastIndex = endOfString(text, match.index);
      continue;
    }
    const exact = found.get(literal) ?? exactOf(literal);
    if (exact === undefined) continue;
    found.set(literal, exact);
    pieces.push(text.slice(copied, match.index), '"', literal, '"');
    copied = token.lastIndex;
  }
  return pieces.join("") + text.slice(copied);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; text.charCodeAt(at) !== 0x22; at += 1) if (text.charCodeAt(at) === 0x5c) at += 1;
  return at + 1;
}

/** What a number's literal becomes; undefined where the `number` will do. */
function exactOf(literal: string): bigint | ExactNumber | undefined {
  const rounded = Number(literal);
  if (/^-?[0-9]+$/.test(literal)) {
    if (Number.isSafeInteger(rounded)) return undefined;
    const digits = literal.length - (rounded < 0 ? 1 : 0);
    return digits > MOST_DIGITS ? new ExactNumber(literal) : BigInt(literal);
  }
  if (String(rounded) === literal) return undefined;
  const [decimal, printed] = [decimalOf(literal), decimalOf(rounded)];
  if (decimal === undefined) return undefined;
  if (printed !== undefined && compareDecimals(decimal, printed) === 0) return undefined;
  if (!isWhole(decimal) || decimal.point > MOST_DIGITS) return new ExactNumber(literal);
  return BigInt((decimal.negative ? "-" : "") + decimal.digits.padEnd(Number(decimal.point), "0"));
}

/**
 * What `JSON.stringify` gives, except that a `bigint` and an `ExactNumber` are printed as the
 * numbers they are.
 *
 * @throws TypeError for a cycle, and for a value that JSON has no text for, such as `undefined`
 */
export function printExact(value: unknown): string {
  const text = printed(value, "", new Set());
  if (text === undefined) throw new TypeError("JSON has no text for this value");
  return text;
}

/** Undefined for what is left out of objects, and is `null` in arrays. */
function printed(given: unknown, key: string, enclosing: Set<object>): string | undefined {
  if (typeof given !== "object" || given === null) return printedScalar(given);
  if (given instanceof ExactNumber) return given.toString();
  const value = hasToJson(given) ? given.toJSON(key) : given;
  if (value instanceof ExactNumber) return value.toString();
  if (typeof value !== "object" || value === null || isBoxed(value)) return printedScalar(value);
  if (enclosing.has(value)) throw new TypeError("a value that contains itself has no JSON");
  enclosing.add(value);
  const text = Array.isArray(value)
    ? printedItems(value, enclosing)
    : printedMembers(value as Members, enclosing);
  enclosing.delete(value);
  return text;
}

function printedScalar(value: unknown): string | undefined {
  if (typeof value === "bigint") return String(value);
  return JSON.stringify(value);
}

function printedItems(items: readonly unknown[], enclosing: Set<object>): string {
  let text = "";
  for (const [index, item] of items.entries())
    text += `${index === 0 ? "" : ","}${printed(item, String(index), enclosing) ?? "null"}`;
  return `[${text}]`;
}

function printedMembers(members: Members, enclosing: Set<object>): string {
  let text = "";
  for (const key of Object.keys(members)) {
    const value = printed(members[key], key, enclosing);
    if (value !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${value}`;
  }
  return `{${text}}`;
}

function hasToJson(value: object): value is { toJSON(key: string): unknown } {
  return "toJSON" in value && typeof value.toJSON === "function";
}

function isBoxed(value: object): boolean {
  return (
    value instanceof Number ||
    value instanceof String ||
    value instanceof Boolean ||
    value instanceof BigInt
  );
}

/** Both, as the transport of a package whose numbers are exact is given them. */
export const exactJson = { parse: parseExact, stringify: printExact };
