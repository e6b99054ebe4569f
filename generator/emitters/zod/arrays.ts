import { code, literal, type Code } from "../../code/code.js";
import { KINDS } from "../../model/literals.js";
import type { ArrayAssertions } from "../../model/schema.js";
import { below } from "./places.js";
import { lengthRules } from "./rules.js";
import { ofCheck, type Printer, type Scope } from "./scope.js";
import { assertion, braces, brackets, checked, exact, z } from "./symbols.js";

/** An array, or a tuple where items are told apart by their place. */
export function printArray(array: ArrayAssertions, printer: Printer, scope: Scope): Code {
  if (array.prefixItems === undefined && !printer.facts.isNever(array.items))
    return printList(array, printer, scope);
  const tuple = printTuple(array, printer, scope);
  return code`${tuple}${checked(arrayChecks(array, printer, scope))}`;
}

/** The assertions that `z.array` and `z.tuple` do not carry. */
export function arrayChecks(
  { uniqueItems = false, contains }: ArrayAssertions,
  printer: Printer,
  scope: Scope,
): Code[] {
  const checks: Code[] = [];
  if (uniqueItems)
    checks.push(printer.exactNumbers ? exact("uniqueItems") : assertion("uniqueItems"));
  if (contains !== undefined) {
    const { min, max, schema } = contains;
    const bounds = [
      ...(min === 1 ? [] : [code`min: ${literal(min)}`]),
      ...(max === undefined ? [] : [code`max: ${literal(max)}`]),
    ];
    const item = printer.print(schema, below(ofCheck(scope), "contains")).code;
    checks.push(assertion("contains", item, ...(bounds.length > 0 ? [braces(bounds)] : [])));
  }
  return checks;
}

/** Whether an array group consists of checks alone. */
export function onlyChecksArrays(array: ArrayAssertions): boolean {
  const { uniqueItems: _unique, contains: _contains, unevaluatedItems: _rest, ...others } = array;
  return Object.keys(others).length === 0;
}

function printList(array: ArrayAssertions, printer: Printer, scope: Scope): Code {
  const { items, minItems = 0, maxItems } = array;
  const item =
    items === undefined ? code`${z}.unknown()` : printer.print(items, below(scope, "items")).code;
  const bounds = lengthRules(minItems, maxItems);
  const checks = arrayChecks(array, printer, scope);
  return printer.dialect.ruled(code`${z}.array(${item})`, bounds, checks);
}

/**
 * `prefixItems` says what stands at a place, not that something does: items from `minItems` on may
 * be missing. Lengths are checked apart, as a tuple counts a missing item that may be anything.
 */
function printTuple(array: ArrayAssertions, printer: Printer, scope: Scope): Code {
  const { prefixItems = [], items, minItems = 0, maxItems } = array;
  const parts = prefixItems.map((id, index) => {
    const item = printer.print(id, below(scope, "prefixItems", index)).code;
    return index < minItems ? item : printer.dialect.optional(item);
  });
  const closed = printer.facts.isNever(items);
  const rest =
    items === undefined ? code`${z}.unknown()` : printer.print(items, below(scope, "items")).code;
  const checks = [
    ...(minItems > 0 ? [assertion("minItems", literal(minItems))] : []),
    ...(maxItems !== undefined && !(closed && maxItems >= prefixItems.length)
      ? [assertion("maxItems", literal(maxItems))]
      : []),
  ];
  if (parts.length === 0 && !closed) return code`${z}.array(${rest})${checked(checks)}`;
  const tuple = closed
    ? code`${z}.tuple(${brackets(parts)})`
    : code`${z}.tuple(${brackets(parts)}, ${rest})`;
  const isFilled = prefixItems
    .slice(0, minItems)
    .some((id) => printer.facts.kinds(id).size === KINDS.length);
  return isFilled ? assertion("unfilled", tuple, ...checks) : code`${tuple}${checked(checks)}`;
}
