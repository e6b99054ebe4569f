import { code, type Code } from "../../code/code.js";
import { formatNamed, isAsserted, type Format } from "../../model/formats.js";
import type { NumberAssertions, StringAssertions } from "../../model/schema.js";
import type { Rule } from "./dialect.js";
import { printExactNumber } from "./exact-numbers.js";
import { lengthRules, ruleOf } from "./rules.js";
import type { Printer } from "./scope.js";
import { formatCheck, z } from "./symbols.js";

/** `z.string()` with its rules and its format. */
export function printString(assertions: StringAssertions, printer: Printer): Code {
  const { rules, checks } = saidOf(assertions, printer);
  return printer.dialect.ruled(code`${z}.string()`, rules, checks);
}

/** Whether a string group says anything that is checked. */
export function saysString(assertions: StringAssertions, printer: Printer): boolean {
  const { rules, checks } = saidOf(assertions, printer);
  return rules.length + checks.length > 0;
}

function saidOf(
  { minLength, maxLength, pattern, format }: StringAssertions,
  printer: Printer,
): { readonly rules: readonly Rule[]; readonly checks: readonly Code[] } {
  const regex = pattern === undefined ? undefined : printer.pattern(pattern);
  const known = printer.assertsFormats ? formatNamed(format)?.check : undefined;
  return {
    rules: [
      ...lengthRules(minLength, maxLength),
      ...(regex === undefined ? [] : [{ name: "regex", argument: regex } as const]),
    ],
    checks: known === undefined ? [] : [formatCheck(known)],
  };
}

/** `z.int()` or `z.number()` with its bounds. */
export function printNumber(
  integer: boolean,
  assertions: NumberAssertions,
  printer: Printer,
): Code {
  const exact = printExactNumber(integer, assertions, printer);
  if (exact !== undefined) return exact;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = assertions;
  // `z.int()` refuses what a `number` does not hold exactly, and the document shows such numbers.
  const isWide = integer && assertions.wide === true;
  const { range: width, decimal, check } = numberFormat(assertions, printer) ?? {};
  const range = check === undefined ? width : undefined;
  const base =
    assertions.format === "int32" && range !== undefined
      ? code`${z}.int32()`
      : (integer && check === undefined && !isWide) || range !== undefined
        ? code`${z}.int()`
        : code`${z}.number()`;
  const [low, high] = boundsOf(range);
  const limit = decimal?.limit;
  const rules = [
    ...ruleOf("gte", larger(minimum, low ?? (limit === undefined ? undefined : -limit))),
    ...ruleOf("gt", exclusiveMinimum),
    ...ruleOf("lte", smaller(maximum, high ?? limit)),
    ...ruleOf("lt", exclusiveMaximum),
    ...ruleOf("multipleOf", multipleOf),
    ...ruleOf("multipleOf", decimal?.step),
    ...(isWide && check === undefined ? ruleOf("multipleOf", 1) : []),
  ];
  return printer.dialect.ruled(base, rules, check === undefined ? [] : [formatCheck(check)]);
}

/** The format numbers are held to, if any. */
export function numberFormat({ format }: NumberAssertions, printer: Printer): Format | undefined {
  const known = printer.assertsFormats ? formatNamed(format) : undefined;
  return known !== undefined && isAsserted(known) ? known : undefined;
}

const INT32 = formatNamed("int32")?.range;

/** The bounds that `z.int()` and `z.int32()` do not set themselves; a number holds no more than 53 bits. */
function boundsOf(range: Format["range"]): readonly (number | undefined)[] {
  if (range === undefined || range === INT32) return [];
  const widest = Number.MAX_SAFE_INTEGER;
  return range.map(Number).map((bound) => (Math.abs(bound) < widest ? bound : undefined));
}

/** Whether a number group says anything that is checked. */
export function saysNumber(assertions: NumberAssertions, printer: Printer): boolean {
  const { format: _format, known: _known, wide: _wide, ...bounds } = assertions;
  return Object.keys(bounds).length > 0 || numberFormat(assertions, printer) !== undefined;
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}
