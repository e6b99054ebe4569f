import { code, literal, nothing, type Code } from "../../code/code.js";
import type { NumberAssertions, StringAssertions } from "../../model/schema.js";
import type { Printer } from "./scope.js";
import { checked, formatCheck, z } from "./symbols.js";

/** The formats that `templates/runtime/formats.ts` knows, by the names they have there. */
const FORMATS = new Map([
  ["date", "date"],
  ["time", "time"],
  ["date-time", "dateTime"],
  ["duration", "duration"],
  ["email", "email"],
  ["idn-email", "idnEmail"],
  ["hostname", "hostname"],
  ["idn-hostname", "idnHostname"],
  ["ipv4", "ipv4"],
  ["ipv6", "ipv6"],
  ["uri", "uri"],
  ["uri-reference", "uriReference"],
  ["iri", "iri"],
  ["iri-reference", "iriReference"],
  ["uri-template", "uriTemplate"],
  ["uuid", "uuid"],
  ["json-pointer", "jsonPointer"],
  ["relative-json-pointer", "relativeJsonPointer"],
  ["regex", "regex"],
  ["byte", "byte"],
]);

/** What is chained to `z.string()`. */
export function printStringRules(
  { minLength, maxLength, pattern, format }: StringAssertions,
  printer: Printer,
): Code {
  const regex = pattern === undefined ? undefined : printer.pattern(pattern);
  const known = format === undefined || !printer.assertsFormats ? undefined : FORMATS.get(format);
  return chain(
    ...(minLength !== undefined && minLength === maxLength
      ? [rule("length", minLength)]
      : [rule("min", minLength === 0 ? undefined : minLength), rule("max", maxLength)]),
    regex === undefined ? nothing : code`.regex(${regex})`,
    known === undefined ? nothing : checked([formatCheck(known)]),
  );
}

/** The values of integer formats; those of 64 bits are bound by what a number can hold. @see https://spec.openapis.org/registry/format/ */
const INTEGERS: {
  readonly [format: string]: readonly [minimum: number, maximum: number] | undefined;
} = {
  int8: [-128, 127],
  int16: [-32768, 32767],
  int32: [-2147483648, 2147483647],
  uint8: [0, 255],
  uint16: [0, 65535],
  uint32: [0, 4294967295],
};
const WIDE = new Set(["int64", "uint64", "double-int", "sf-integer"]);

/** What is chained to `z`: `.int()`, `.number()` and their bounds. */
export function printNumber(
  integer: boolean,
  assertions: NumberAssertions,
  printer: Printer,
): Code {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = assertions;
  const format = printer.assertsFormats ? (assertions.format ?? "") : "";
  const [low, high] = INTEGERS[format] ?? (format === "uint64" ? [0, undefined] : []);
  const isInteger = integer || INTEGERS[format] !== undefined || WIDE.has(format);
  const base = format === "int32" ? code`.int32()` : isInteger ? code`.int()` : code`.number()`;
  const bounded = format !== "int32";
  return code`${z}${base}${chain(
    rule("min", larger(minimum, bounded ? low : undefined)),
    rule("gt", exclusiveMinimum),
    rule("max", smaller(maximum, bounded ? high : undefined)),
    rule("lt", exclusiveMaximum),
    rule("multipleOf", multipleOf),
  )}`;
}

/** Whether a number group says anything that is checked. */
export function saysNumber(assertions: NumberAssertions, printer: Printer): boolean {
  const { format, known: _known, ...bounds } = assertions;
  if (Object.keys(bounds).length > 0) return true;
  const known = format !== undefined && (INTEGERS[format] !== undefined || WIDE.has(format));
  return printer.assertsFormats && known;
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
