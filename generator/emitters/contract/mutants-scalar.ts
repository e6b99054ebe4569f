import { plus, times } from "../../model/decimals.js";
import type { NumberAssertions, StringAssertions } from "../../model/schema.js";
import { MOST_CHARACTERS } from "./bounds.js";
import type { Edit } from "./case.js";
import { formatOf } from "./formats.js";
import { type Add, set } from "./mutant.js";
import { codePoints, isFoundIn, isLengthy, SHORT } from "./scalars.js";

/** Longer texts are written as a repetition, so that case files stay readable. */
const LONGEST_WRITTEN = 80;

export function stringMutants(rules: StringAssertions, value: string, add: Add): void {
  const characters = [...value];
  const { minLength = 0, maxLength = MOST_CHARACTERS } = rules;
  if (minLength > 0 && minLength <= MOST_CHARACTERS) {
    const shorter = characters.slice(0, minLength - 1).join("");
    add("minLength", [
      set(shorter),
      set("a".repeat(minLength - 1)),
      set("1".repeat(minLength - 1)),
    ]);
  }
  if (maxLength < MOST_CHARACTERS) {
    const length = maxLength + 1;
    const filler = characters.findLast((character) => /[A-Za-z0-9]/.test(character)) ?? "a";
    add(
      "maxLength",
      length <= LONGEST_WRITTEN
        ? [set(value + filler.repeat(length - codePoints(value))), set(filler.repeat(length))]
        : [...new Set([filler, "a", "1"])]
            .filter((text) => !takesForEver(rules.pattern, text.repeat(Math.min(length, LONG))))
            .map((text): Edit => ({ op: "set", at: "", repeat: { text, times: length } })),
    );
  }
  const { pattern } = rules;
  if (pattern !== undefined)
    add(
      "pattern",
      mismatches(isLengthy(pattern, value) ? characters.slice(0, SHORT - 1).join("") : value)
        .filter((text) => !takesForEver(pattern, text))
        .map((text) => set(text)),
    );
  const format = rules.format === undefined ? undefined : formatOf(rules.format);
  if (format !== undefined) add("format", [set(format.invalid), set("unexpected")]);
}

/** What a text that is repeated shows of a pattern, it shows when it is so long. */
const LONG = 2_000;

/** Whether judges of a text may never come to an end: nobody is asked about such. */
function takesForEver(pattern: string | undefined, text: string): boolean {
  return pattern !== undefined && isLengthy(pattern, text) && isFoundIn(pattern, text) === false;
}

/** Texts near the value that a pattern is likely to refuse, those of its own length first. */
function mismatches(value: string): string[] {
  const marks = ["!", " ", "#", "0", "a", "A"];
  return [
    ...marks.map((mark) => value.slice(0, -1) + mark),
    ...marks.map((mark) => mark + value.slice(1)),
    ...marks.map((mark) => mark.repeat(Math.max(1, value.length))),
    ...marks.map((mark) => value + mark),
    ...marks.map((mark) => mark + value),
    value.slice(0, -1),
    "",
  ];
}

export function numberMutants(rules: NumberAssertions, value: number, add: Add): void {
  const step = rules.multipleOf ?? (Number.isInteger(value) ? 1 : 0.5);
  const near = (bound: number, direction: 1 | -1): number[] =>
    [step, 1, 0.5].map((distance) => plus(bound, direction * distance));
  if (rules.minimum !== undefined)
    add(
      "minimum",
      near(rules.minimum, -1).map((one) => set(one)),
    );
  if (rules.maximum !== undefined)
    add(
      "maximum",
      near(rules.maximum, 1).map((one) => set(one)),
    );
  if (rules.exclusiveMinimum !== undefined)
    add(
      "exclusiveMinimum",
      [rules.exclusiveMinimum, ...near(rules.exclusiveMinimum, -1)].map((one) => set(one)),
    );
  if (rules.exclusiveMaximum !== undefined)
    add(
      "exclusiveMaximum",
      [rules.exclusiveMaximum, ...near(rules.exclusiveMaximum, 1)].map((one) => set(one)),
    );
  if (rules.multipleOf !== undefined)
    add(
      "multipleOf",
      [1, -1, times(rules.multipleOf, 0.5), times(rules.multipleOf, -0.5)].map((distance) =>
        set(plus(value, distance)),
      ),
    );
}
