import { code, literal, type Code } from "../../code/code.js";
import { exactKind } from "../../model/formats.js";
import type { NumberAssertions } from "../../model/schema.js";
import type { Printer } from "./scope.js";
import { checked, exact } from "./symbols.js";

/**
 * A number whose type promises more than a `number` holds: `exact.int64().check(exact.minimum(1))`.
 * Undefined where a `number` is all there is.
 */
export function printExactNumber(
  integer: boolean,
  assertions: NumberAssertions,
  printer: Printer,
): Code | undefined {
  const { format } = assertions;
  const asserted = printer.assertsFormats;
  const kind = printer.exactNumbers ? exactKind(integer, format, asserted) : undefined;
  if (kind === undefined) return undefined;
  return printExact(asserted ? OWN.get(format ?? "") : undefined, kind, assertions);
}

/** A number of any length, for keywords without `type`. */
export function printAnyNumber(assertions: NumberAssertions): Code {
  return printExact(undefined, "decimal", assertions);
}

/** Formats that the runtime has a schema for. */
const OWN = new Map([
  ["int64", "int64"],
  ["uint64", "uint64"],
  ["decimal128", "decimal128"],
]);

function printExact(
  own: string | undefined,
  kind: "integer" | "decimal",
  { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, ...others }: NumberAssertions,
): Code {
  const name = own === undefined || (own === "decimal128" && kind === "integer") ? kind : own;
  const bounds = { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf };
  const checks = Object.entries(bounds).flatMap(([keyword, bound]) =>
    bound === undefined ? [] : [exact(keyword, literal(others.exact?.[keyword] ?? bound))],
  );
  return code`${exact(name)}${checked(checks)}`;
}
