import { createRequire } from "node:module";
import type * as Refa from "refa";

type Automaton = Refa.NFA;
type Sequence = Refa.NoParent<Refa.Concatenation>;
type Element = Refa.NoParent<Refa.Element>;

const require = createRequire(import.meta.url);
let library: typeof Refa | undefined;

/** Automata take a package that documents whose patterns stay as they are need not wait for. */
function loaded(): typeof Refa {
  return (library ??= require("refa") as typeof Refa);
}

/** States that an automaton may have: beyond, nothing is decided. */
const MOST_STATES = 2_000;
const MOST_PAIRS = 50_000;
/** Lengths beyond make automata too large. */
const LONGEST = 500;

/** How long texts are, in code points. */
export interface Lengths {
  readonly min: number;
  readonly max: number;
}

const known = new Map<string, boolean>();

/**
 * Whether every text of these lengths in which all `own` patterns are found is one in which `wanted`
 * is: proven by automata. False where it is not so, or could not be decided: lookarounds and back
 * references, and automata that grow too large.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.3.3
 */
export function isPatternImplied(
  own: readonly string[],
  lengths: Lengths,
  wanted: string,
): boolean {
  if (own.includes(wanted)) return true;
  const key = JSON.stringify([own, lengths, wanted]);
  const answer = known.get(key) ?? decided(own, lengths, wanted);
  known.set(key, answer);
  return answer;
}

function decided(own: readonly string[], lengths: Lengths, wanted: string): boolean {
  const { DFA, NFA, isDisjointWith } = loaded();
  try {
    const others = DFA.fromFA(automatonOf(wanted), new DFA.LimitedNodeFactory(MOST_STATES));
    others.complement(new DFA.LimitedNodeFactory(MOST_STATES));
    const parts = own.flatMap((pattern) => attempted(() => automatonOf(pattern)) ?? []);
    const both = [lengthAutomaton(lengths), ...parts].reduce((one, other) =>
      NFA.fromIntersection(one, other, new NFA.LimitedNodeFactory(MOST_STATES)),
    );
    return isDisjointWith(both, others, MOST_PAIRS);
  } catch {
    return false;
  }
}

const recognisers = new Map<string, Refa.DFA | undefined>();

/**
 * Whether a pattern is found in a text, in time that grows with the text and no faster, whatever a
 * matcher that goes back would take. Undefined for lookarounds, back references and large automata.
 */
export function isFound(pattern: string, text: string): boolean | undefined {
  if (!recognisers.has(pattern)) {
    const { DFA } = loaded();
    const made = attempted(() =>
      DFA.fromFA(automatonOf(pattern), new DFA.LimitedNodeFactory(MOST_STATES)),
    );
    recognisers.set(pattern, made);
  }
  return recognisers.get(pattern)?.test([...text].map((one) => one.codePointAt(0) ?? 0));
}

/** The lengths of the texts that a pattern is found in; any where it cannot be told. */
export function lengthsOf(pattern: string): Lengths {
  const any = { min: 0, max: Infinity };
  return (
    attempted(() => {
      const found = alternativesOf(pattern).map(({ sequence, isAnchored }) => {
        const { min, max } = lengthsIn(sequence);
        return { min, max: isAnchored ? max : Infinity };
      });
      return found.length === 0 ? any : widest(found);
    }) ?? any
  );
}

function lengthsIn(element: Element | Sequence): Lengths {
  switch (element.type) {
    case "CharacterClass":
      return { min: 1, max: 1 };
    case "Concatenation": {
      const parts = element.elements.map(lengthsIn);
      return {
        min: parts.reduce((sum, { min }) => sum + min, 0),
        max: parts.reduce((sum, { max }) => sum + max, 0),
      };
    }
    case "Alternation":
      return widest(element.alternatives.map(lengthsIn));
    case "Quantifier": {
      const { min, max } = widest(element.alternatives.map(lengthsIn));
      return {
        min: element.min * min,
        // Nothing, however often, is nothing.
        max: max === 0 || element.max === 0 ? 0 : element.max * max,
      };
    }
    default:
      throw new RangeError(element.type);
  }
}

function widest(all: readonly Lengths[]): Lengths {
  return {
    min: Math.min(...all.map(({ min }) => min)),
    max: Math.max(...all.map(({ max }) => max)),
  };
}

/** The texts in which a pattern is found somewhere. Throws for what automata cannot say. */
function automatonOf(pattern: string): Automaton {
  const { NFA } = loaded();
  const alternatives = alternativesOf(pattern).map(({ sequence }) => sequence);
  const limit = new NFA.LimitedNodeFactory(MOST_STATES);
  return NFA.fromRegex({ type: "Expression", alternatives }, CHARACTERS, {}, limit);
}

/** All code points: patterns are read with the flag `u`. */
const CHARACTERS = { maxCharacter: 0x10ffff };

/** A pattern's alternatives, those not tied to the ends of a text with any characters around them. */
function alternativesOf(
  pattern: string,
): { readonly sequence: Sequence; readonly isAnchored: boolean }[] {
  const { JS } = loaded();
  const { expression } = JS.Parser.fromLiteral({ source: pattern, flags: "u" }).parse({
    assertions: "parse",
    backreferences: "throw",
    maxNodes: 10_000,
  });
  return flattened(expression.alternatives).map(({ elements }) => {
    const isBegun = isEdge(elements[0], "behind");
    const isEnded = isEdge(elements.at(-1), "ahead");
    const inner = elements.slice(isBegun ? 1 : 0, isEnded ? -1 : undefined);
    const sequence: Sequence = {
      type: "Concatenation",
      elements: [...(isBegun ? [] : [anything()]), ...inner, ...(isEnded ? [] : [anything()])],
    };
    return { sequence, isAnchored: isBegun && isEnded };
  });
}

/** `(?:^a$|^b$)` says what `^a$|^b$` does. */
function flattened(alternatives: readonly Sequence[]): Sequence[] {
  return alternatives.flatMap((one) => {
    const [first, ...others] = one.elements;
    return others.length === 0 && first?.type === "Alternation"
      ? flattened(first.alternatives)
      : [one];
  });
}

/** `^` and `$`: no character stands before, or behind. */
function isEdge(element: Element | undefined, kind: "ahead" | "behind"): boolean {
  if (element?.type !== "Assertion" || element.kind !== kind || !element.negate) return false;
  const [first, ...others] = element.alternatives.flatMap(({ elements }) => elements);
  return others.length === 0 && first?.type === "CharacterClass" && first.characters.isAll === true;
}

function anything(min = 0, max = Infinity): Refa.NoParent<Refa.Quantifier> {
  const characters = loaded().CharSet.all(CHARACTERS.maxCharacter);
  const elements: Element[] = [{ type: "CharacterClass", characters }];
  return {
    type: "Quantifier",
    ...{ min, max, lazy: false },
    alternatives: [{ type: "Concatenation", elements }],
  };
}

/** Texts of some lengths, all of them where these would make it too large. */
function lengthAutomaton({ min, max }: Lengths): Automaton {
  const [least, most] = [min > LONGEST ? 0 : min, max > LONGEST ? Infinity : max];
  const { NFA } = loaded();
  const sequence: Sequence = { type: "Concatenation", elements: [anything(least, most)] };
  const limit = new NFA.LimitedNodeFactory(MOST_STATES);
  return NFA.fromRegex({ type: "Expression", alternatives: [sequence] }, CHARACTERS, {}, limit);
}

function attempted<Value>(run: () => Value): Value | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
