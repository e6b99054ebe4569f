import type { Assertions } from "./schema.js";

/** Longer patterns say nothing to who reads a comment. Characters. */
const LONGEST_PATTERN = 80;

/**
 * What a schema demands of a single value beyond its type and format, as phrases for comments:
 * `at least 1`, `2 to 60 characters`. What its members must be is theirs to say.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6
 */
export function rulesOf({ string, number, array, object }: Assertions): string[] {
  const { minLength, maxLength, pattern } = string ?? {};
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = number ?? {};
  return [
    ...said("at least", minimum),
    ...said("more than", exclusiveMinimum),
    ...said("at most", maximum),
    ...said("less than", exclusiveMaximum),
    ...said("a multiple of", multipleOf),
    ...counted(minLength, maxLength, "character"),
    ...(pattern === undefined || pattern.length > LONGEST_PATTERN
      ? []
      : [`matches \`${pattern}\``]),
    ...counted(array?.minItems, array?.maxItems, "item"),
    ...(array?.uniqueItems === true ? ["no item twice"] : []),
    ...counted(object?.minProperties, object?.maxProperties, "property"),
  ];
}

function said(phrase: string, bound: number | undefined): string[] {
  return bound === undefined ? [] : [`${phrase} ${String(bound)}`];
}

/** `1 to 60 characters`, `at least 1 item`, `exactly 2 properties`. */
function counted(least: number | undefined, most: number | undefined, noun: string): string[] {
  const of = (count: number): string => {
    const plural = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
    return `${String(count)} ${count === 1 ? noun : plural}`;
  };
  if (least !== undefined && least === most) return [`exactly ${of(least)}`];
  if (least !== undefined && least > 0 && most !== undefined)
    return [`${String(least)} to ${of(most)}`];
  if (least !== undefined && least > 0) return [`at least ${of(least)}`];
  return most === undefined ? [] : [`at most ${of(most)}`];
}
