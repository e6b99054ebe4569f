import { formatNamed } from "../../model/formats.js";
import type { JsonType } from "../../model/json.js";
import type { NumberAssertions, Schema } from "../../model/schema.js";
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

/** A number within all bounds, `nth` steps above the least. */
export function numberOf(
  schemas: readonly Schema[],
  type: "integer" | "number",
  nth: number,
): number {
  const rules: readonly NumberAssertions[] = schemas.flatMap(
    ({ assertions }) => assertions.number ?? [],
  );
  const step = rules.find((rule) => rule.multipleOf !== undefined)?.multipleOf ?? 1;
  const above = Math.max(...rules.map((rule) => rule.exclusiveMinimum ?? -Infinity));
  const below = Math.min(...rules.map((rule) => rule.exclusiveMaximum ?? Infinity));
  const least = Math.max(...rules.map((rule) => rule.minimum ?? -Infinity));
  const most = Math.min(...rules.map((rule) => rule.maximum ?? Infinity));
  const start = [1, least, above + step]
    .filter(Number.isFinite)
    .reduce((one, other) => Math.max(one, other));
  let value = Math.ceil(start / step) * step + nth * step;
  if (value > most) value = Math.floor(most / step) * step;
  if (value >= below) value = Math.ceil(below / step) * step - step;
  // Between two neighbouring integers there is still room for a fraction.
  if (type === "number" && (value < least || value <= above))
    value = (Math.max(least, above) + Math.min(most, below)) / 2;
  return value;
}
