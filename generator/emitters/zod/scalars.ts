import { code, literal, nothing, type Code } from "../../code/code.js";
import { formatNamed, isAsserted, type Format } from "../../model/formats.js";
import type { NumberAssertions, StringAssertions } from "../../model/schema.js";
import { printExactNumber } from "./exact-numbers.js";
import type { Printer } from "./scope.js";
import { checked, formatCheck, z } from "./symbols.js";

/** What is chained to `z.string()`. */
export function printStringRules(
  { minLength, maxLength, pattern, format }: StringAssertions,
  printer: Printer,
): Code {
  const regex = pattern === undefined ? undefined : printer.pattern(pattern);
  const known = printer.assertsFormats ? formatNamed(format)?.check : undefined;
  return chain(
    ...(minLength !== undefined && minLength === maxLength
      ? [rule("length", minLength)]
      : [rule("min", minLength === 0 ? undefined : minLength), rule("max", maxLength)]),
    regex === undefined ? nothing : code`.regex(${regex})`,
    known === undefined ? nothing : checked([formatCheck(known)]),
  );
}

/** What is chained to `z`: `.int()`, `.number()` and their bounds. */
export function printNumber(
  integer: boolean,
  assertions: NumberAssertions,
  printer: Printer,
): Code {
  const exact = printExactNumber(integer, assertions, printer);
  if (exact !== undefined) return exact;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = assertions;
  const { range, decimal } = numberFormat(assertions, printer) ?? {};
  const base =
    assertions.format === "int32" && range !== undefined
      ? code`.int32()`
      : integer || range !== undefined
        ? code`.int()`
        : code`.number()`;
  const [low, high] = boundsOf(range);
  const limit = decimal?.limit;
  return code`${z}${base}${chain(
    rule("min", larger(minimum, low ?? (limit === undefined ? undefined : -limit))),
    rule("gt", exclusiveMinimum),
    rule("max", smaller(maximum, high ?? limit)),
    rule("lt", exclusiveMaximum),
    rule("multipleOf", multipleOf),
    rule("multipleOf", decimal?.step),
  )}`;
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
  const { format: _format, known: _known, ...bounds } = assertions;
  return Object.keys(bounds).length > 0 || numberFormat(assertions, printer) !== undefined;
}

function rule(name: "min" | "max" | "gt" | "lt" | "length" | "multipleOf", bound?: number): Code {
  if (bound === undefined) return nothing;
  const argument = literal(bound);
  switch (name) {
    case "min":
      return code`.min(${argument})`;
    case "max":
      return code`.max(${argument})`;
    case "gt":
      return code`.gt(${argument})`;
    case "lt":
      return code`.lt(${argument})`;
    case "length":
      return code`.length(${argument})`;
    case "multipleOf":
      return code`.multipleOf(${argument})`;
  }
}

function chain(...links: readonly Code[]): Code {
  return links.reduce((text, link) => code`${text}${link}`, nothing);
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.max(a, b);
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}
