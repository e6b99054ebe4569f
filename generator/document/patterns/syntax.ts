import type { AST, RegExpParser } from "@eslint-community/regexpp";
import { createRequire } from "node:module";
import type * as Sets from "regexp-ast-analysis";

/** What a regular expression asks of a text, without what decides nothing about how often it is tried. */
export type Term =
  /** One character of a class; classes of one pattern are told apart by their number. */
  | { readonly kind: "character"; readonly among: number }
  | { readonly kind: "sequence"; readonly terms: readonly Term[] }
  | { readonly kind: "choice"; readonly terms: readonly Term[] }
  | { readonly kind: "repeat"; readonly term: Term; readonly min: number; readonly max: number }
  /** Looks and takes nothing; what it looks for is tried by itself. */
  | { readonly kind: "look"; readonly term: Term }
  /** Takes what was taken before, or holds at a place. */
  | { readonly kind: "hold" };

export interface Syntax {
  readonly term: Term;
  /** Whether a character can be of both classes. */
  readonly overlap: (one: number, other: number) => boolean;
}

type CharacterSet = ReturnType<typeof Sets.toUnicodeSet>;

const require = createRequire(import.meta.url);
let libraries: { parser: RegExpParser; sets: typeof Sets } | undefined;

/** Parsing takes packages that a document without such patterns need not wait for. */
function loaded(): NonNullable<typeof libraries> {
  if (libraries !== undefined) return libraries;
  const { RegExpParser } = require("@eslint-community/regexpp") as {
    RegExpParser: new () => RegExpParser;
  };
  libraries = { parser: new RegExpParser(), sets: require("regexp-ast-analysis") as typeof Sets };
  return libraries;
}

/**
 * Reads a pattern as validators do, with the flag `u`. Undefined for what is no regular expression.
 * @see https://tc39.es/ecma262/#sec-patterns
 */
export function syntaxOf(pattern: string): Syntax | undefined {
  const { parser, sets } = loaded();
  const flags = { unicode: true };
  let parsed: AST.Pattern;
  try {
    parsed = parser.parsePattern(pattern, 0, pattern.length, flags);
  } catch {
    return undefined;
  }
  const classes: CharacterSet[] = [];
  const numbers = new Map<string, number>();
  const among = (element: Parameters<typeof Sets.toUnicodeSet>[0], raw: string): Term => {
    const number = numbers.get(raw) ?? classes.push(sets.toUnicodeSet(element, flags)) - 1;
    numbers.set(raw, number);
    return { kind: "character", among: number };
  };
  const choice = (alternatives: readonly AST.Alternative[]): Term => ({
    kind: "choice",
    terms: alternatives.map(({ elements }) => ({ kind: "sequence", terms: elements.map(termOf) })),
  });
  const termOf = (element: AST.Element): Term => {
    switch (element.type) {
      case "Character":
      case "CharacterClass":
      case "CharacterSet":
      case "ExpressionCharacterClass":
        return among(element, element.raw);
      case "Group":
      case "CapturingGroup":
        return choice(element.alternatives);
      case "Quantifier":
        return {
          kind: "repeat",
          term: termOf(element.element),
          min: element.min,
          max: element.max,
        };
      case "Assertion":
        return "alternatives" in element
          ? { kind: "look", term: choice(element.alternatives) }
          : { kind: "hold" };
      case "Backreference":
        return { kind: "hold" };
    }
  };
  const known = new Map<number, boolean>();
  const overlap = (one: number, other: number): boolean => {
    const key = one < other ? one * classes.length + other : other * classes.length + one;
    const found = known.get(key) ?? !isDisjoint(classes[one], classes[other]);
    known.set(key, found);
    return found;
  };
  return { term: choice(parsed.alternatives), overlap };
}

function isDisjoint(one: CharacterSet | undefined, other: CharacterSet | undefined): boolean {
  return one === undefined || other === undefined || one.chars.isDisjointWith(other.chars);
}
