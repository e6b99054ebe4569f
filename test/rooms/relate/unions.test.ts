import { describe, expect, it } from "vitest";
import { Inclusion } from "../../../generator/relate/inclusion.js";
import { Meaning } from "../../../generator/relate/meaning.js";
import { schemasOf } from "../lower/document.js";

const nameOf = (index: number): `#/components/schemas/${string}` =>
  `#/components/schemas/Union${String(index)}`;

/** So many unions, the alternatives of each of which hold others of them. */
function unionsOf(count: number): Meaning {
  const refTo = (index: number): { $ref: string } => ({ $ref: nameOf(index % count) });
  const unions = Array.from({ length: count }, (_, index) => ({
    oneOf: [
      ...[1, 2, 3].map((step) => ({
        type: "object",
        required: ["to"],
        properties: {
          to: refTo(index + step),
          by: { type: "array", items: refTo(index * 2 + step) },
          step: { const: step },
        },
      })),
      { type: "object", required: ["end"], properties: { end: { const: index } } },
    ],
  }));
  return new Meaning(
    schemasOf(Object.fromEntries(unions.map((union, index) => [`Union${String(index)}`, union]))),
  );
}

/** How many questions are asked to find that none of the unions is within the next. */
function questions(count: number, isBrief: boolean): number {
  const meaning = unionsOf(count);
  let asked = 0;
  const same = (one: string, other: string): boolean => {
    asked += 1;
    return one === other;
  };
  const inclusion = new Inclusion(same, { isBrief });
  for (let index = 0; index < count; index += 1) {
    const next = nameOf((index + 1) % count);
    const sides = { sub: meaning, sup: meaning };
    expect(inclusion.holds([nameOf(index)], [next], sides)).toBe(false);
  }
  return asked;
}

describe("unions that refer to each other", () => {
  // What failed was asked again wherever it was met: 100,000 questions for each union.
  it.each([10, 20, 40])(
    "are told apart by few questions where a verdict is wanted: %i",
    (count) => {
      expect(questions(count, true)).toBeLessThan(1_000 * count);
    },
  );

  it.each([5, 10])("and by a bounded number where reasons are: %i", (count) => {
    expect(questions(count, false)).toBeLessThan(30_000 * count);
  });
});
