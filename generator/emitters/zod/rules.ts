import { literal } from "../../code/code.js";
import type { Rule } from "./dialect.js";

/** A rule with a number, or none where there is no number. */
export function ruleOf(name: Rule["name"], bound: number | undefined): Rule[] {
  return bound === undefined ? [] : [{ name, argument: literal(bound) }];
}

/** How long a string or a list may be. A least length of 0 says nothing, unless it is also the most. */
export function lengthRules(min: number | undefined, max: number | undefined): Rule[] {
  if (min !== undefined && min === max) return ruleOf("length", min);
  return [...ruleOf("minLength", min === 0 ? undefined : min), ...ruleOf("maxLength", max)];
}
