import { formatNamed } from "../../model/formats.js";
import type { JsonType } from "../../model/json.js";
import { commonMultiple, multipleFrom, multipleUpTo, plus, times } from "../../model/decimals.js";
import type { NumberAssertions, Schema } from "../../model/schema.js";
import { MOST_CHARACTERS } from "./bounds.js";
import { formatOf } from "./formats.js";
import { sampleOf } from "./pattern.js";
import { codePoints } from "./scalars.js";

const GROUPS: readonly (readonly [JsonType, "object" | "array" | "string" | "number"])[] = [
  ["object", "object"],
  ["array", "array"],
  ["string", "string"],
  ["number", "number"],
];

/** Types that all the schemas admit, `null` last; where none says, what their keywords speak of. */
export function typesOf(schemas: readonly Schema[]): JsonType[] {
  const stated = schemas.flatMap(({ assertions }) =>
    assertions.types === undefined ? [] : [assertions.types],
  );
  const [first, ...rest] = stated;
  if (first?.length === 1 && rest.length === 0) return [...first];
  if (first === undefined) {
    const [type] =
      GROUPS.find(([, group]) =>
        schemas.some(({ assertions }) => assertions[group] !== undefined),
      ) ?? [];
    return [type ?? "string"];
  }
  const narrowed = first.flatMap((type): JsonType[] => {
    const others = rest.map((types) =>
      types.includes(type) || (type === "integer" && types.includes("number"))
        ? type
        : type === "number" && types.includes("integer")
          ? "integer"
          : undefined,
    );
    if (others.includes(undefined)) return [];
    return [others.includes("integer") ? "integer" : type];
  });
  return [
    ...narrowed.filter((type) => type !== "null"),
    ...narrowed.filter((type) => type === "null"),
  ];
}

/** A text that all the schemas admit, as far as their keywords can be joined. */
export function textOf(schemas: readonly Schema[], nth: number): string | undefined {
  const rules = schemas.flatMap(({ assertions }) => assertions.string ?? []);
  const min = Math.max(0, ...rules.map((rule) => rule.minLength ?? 0));
  const max = Math.min(...rules.map((rule) => rule.maxLength ?? Infinity));
  if (min > MOST_CHARACTERS) return undefined;
  const pattern = rules.find((rule) => rule.pattern !== undefined)?.pattern;
  const sample = rules
    .map(({ format = "" }) => formatOf(format)?.valid ?? formatNamed(format)?.sample)
    .find((valid) => valid !== undefined);
  if (sample !== undefined && nth === 0) return sample;
  if (pattern !== undefined) {
    const shortest = sampleOf(pattern, min, max);
    if (shortest === undefined || nth === 0) return shortest;
    return sampleOf(pattern, codePoints(shortest) + nth, max) ?? shortest;
  }
  const word = nth === 0 ? "text" : `text${nth + 1}`;
  return word.padEnd(min, "x").slice(0, max);
}

/** How many multiples are looked at for one that doubles agree about. */
const MOST_TRIED = 32;

/** A number within all bounds, `nth` steps above the least. */
export function numberOf(
  schemas: readonly Schema[],
  type: "integer" | "number",
  nth: number,
): number {
  const rules: readonly NumberAssertions[] = schemas.flatMap(
    ({ assertions }) => assertions.number ?? [],
  );
  const steps = rules.flatMap((rule) => rule.multipleOf ?? []);
  const step =
    type === "integer" || steps.length === 0
      ? steps.reduce(commonMultiple, 1)
      : steps.reduce(commonMultiple);
  const above = Math.max(...rules.map((rule) => rule.exclusiveMinimum ?? -Infinity));
  const below = Math.min(...rules.map((rule) => rule.exclusiveMaximum ?? Infinity));
  const least = Math.max(...rules.map((rule) => rule.minimum ?? -Infinity));
  const most = Math.min(...rules.map((rule) => rule.maximum ?? Infinity));
  const from = (bound: number): number => {
    const multiple = multipleFrom(bound, step);
    return multiple > above ? multiple : plus(multiple, step);
  };
  const upTo = (bound: number): number => {
    const multiple = multipleUpTo(bound, step);
    return multiple < below ? multiple : plus(multiple, -step);
  };
  const first = from([1, least, above].filter(Number.isFinite).reduce((a, b) => Math.max(a, b)));
  const wished = plus(first, times(nth, step));
  const highest = Math.min(most, below);
  const last = Number.isFinite(highest) ? upTo(highest) : Infinity;
  const agreed = steps.length === 0 ? undefined : agreedMultiple(first, last, step, steps, nth);
  const value = agreed ?? Math.min(wished, last);
  // Between two neighbouring integers there is still room for a fraction.
  return type === "number" && steps.length === 0 && (value < least || value <= above)
    ? times(plus(Math.max(least, above), highest), 0.5)
    : value;
}

/**
 * The multiple, `nth` of its kind, whose quotients are whole in doubles as well: validators that
 * divide would refuse 0.3 as a multiple of 0.1. Undefined where there is none nearby.
 */
function agreedMultiple(
  first: number,
  last: number,
  step: number,
  steps: readonly number[],
  nth: number,
): number | undefined {
  const near = Array.from({ length: nth + MOST_TRIED }, (_, index) =>
    plus(first, times(index, step)),
  );
  return near.filter(
    (value) => value <= last && steps.every((each) => Number.isInteger(value / each)),
  )[nth];
}
