import { code, type Code } from "../../code/code.js";
import { formatNamed as formatOf, isAsserted, type Format } from "../../model/formats.js";
import type { NumberAssertions, StringAssertions } from "../../model/schema.js";
import type { Rule } from "./dialect.js";
import { printExactNumber } from "./exact-numbers.js";
import { lengthRules, ruleOf } from "./rules.js";
import type { Printer } from "./scope.js";
import { assertion, formatNamed, z } from "./symbols.js";

/** `z.string()`, or the schema of its format, with its rules. */
export function printString(assertions: StringAssertions, printer: Printer): Code {
  const format = textFormat(assertions, printer);
  const base = format === undefined ? code`${z}.string()` : formatNamed(format);
  return printer.dialect.ruled(base, rulesOf(assertions, printer));
}

/** Whether a string group says anything that is checked. */
export function saysString(assertions: StringAssertions, printer: Printer): boolean {
  return textFormat(assertions, printer) !== undefined || rulesOf(assertions, printer).length > 0;
}

/** The format texts are held to, by the name `templates/runtime/formats.ts` has for it. */
export function textFormat({ format }: StringAssertions, printer: Printer): string | undefined {
  return printer.assertsFormats ? formatOf(format)?.check : undefined;
}

function rulesOf({ minLength, maxLength, pattern }: StringAssertions, printer: Printer): Rule[] {
  const regex = pattern === undefined ? undefined : printer.pattern(pattern);
  return [
    ...lengthRules(minLength, maxLength),
    ...(regex === undefined ? [] : [{ name: "regex", argument: regex } as const]),
  ];
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
  ];
  const whole = isWide ? [assertion("integer")] : [];
  return printer.dialect.ruled(base, rules, check === undefined ? whole : [formatNamed(check)]);
}

/** The format numbers are held to, if any. */
export function numberFormat({ format }: NumberAssertions, printer: Printer): Format | undefined {
  const known = printer.assertsFormats ? formatOf(format) : undefined;
  return known !== undefined && isAsserted(known) ? known : undefined;
}

const INT32 = formatOf("int32")?.range;

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
