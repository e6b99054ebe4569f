import { isMultiple } from "../../model/decimals.js";
import type { NumberAssertions, StringAssertions } from "../../model/schema.js";
import { isFound } from "../../relate/languages.js";
import type { Texts } from "./texts.js";

/** Takes what a value breaks; returns whether no more need be known of it. */
export type Fault = (keyword: string, detail?: string) => boolean;

/** @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.3 */
export function stringFaults(
  rules: StringAssertions,
  value: string,
  texts: Texts,
  fault: Fault,
): void {
  const { minLength, maxLength, pattern, format } = rules;
  if (minLength !== undefined && texts.isShorter(value, minLength) && fault("minLength")) return;
  if (maxLength !== undefined && !texts.isShorter(value, maxLength + 1) && fault("maxLength"))
    return;
  if (pattern !== undefined && isFoundIn(pattern, value) === false && fault("pattern")) return;
  if (format !== undefined && !texts.isOf(format, value)) fault("format");
}

/** @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.2 */
export function numberFaults(rules: NumberAssertions, value: number, fault: Fault): void {
  if (rules.minimum !== undefined && value < rules.minimum) fault("minimum");
  if (rules.maximum !== undefined && value > rules.maximum) fault("maximum");
  if (rules.exclusiveMinimum !== undefined && value <= rules.exclusiveMinimum)
    fault("exclusiveMinimum");
  if (rules.exclusiveMaximum !== undefined && value >= rules.exclusiveMaximum)
    fault("exclusiveMaximum");
  if (rules.multipleOf !== undefined && !isMultiple(value, rules.multipleOf)) fault("multipleOf");
}

/** JSON Schema counts characters, not UTF-16 units. */
export function codePoints(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

const expressions = new Map<string, RegExp | undefined>();

/** `undefined` for a pattern that ECMA-262 does not accept: nothing can be said of it. */
export function expressionOf(pattern: string): RegExp | undefined {
  if (!expressions.has(pattern)) expressions.set(pattern, compiled(pattern));
  return expressions.get(pattern);
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

/** Whether a key matches a pattern; a pattern that is no regular expression matches none. */
export function matches(pattern: string, text: string): boolean {
  return isFoundIn(pattern, text) ?? false;
}

/** Characters up to which any pattern is tried as it is. */
export const SHORT = 16;

/** Whether a pattern is found in a text; undefined for one that is no regular expression. */
export function isFoundIn(pattern: string, text: string): boolean | undefined {
  const expression = expressionOf(pattern);
  if (expression === undefined) return undefined;
  return (isLengthy(pattern, text) ? isFound(pattern, text) : undefined) ?? expression.test(text);
}

/**
 * Whether a matcher may try a text in so many ways that it takes for ever, where the pattern is not
 * found: groups that are repeated, as in the address of a page that everybody copies.
 */
export function isLengthy(pattern: string, text: string): boolean {
  return text.length > SHORT && repeatsGroups(pattern);
}

export function repeatsGroups(pattern: string): boolean {
  return /\)(?:[*+]|\{\d+,)/.test(pattern);
}
