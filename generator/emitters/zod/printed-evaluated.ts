import { code, literal, type Code } from "../../code/code.js";
import { partsOf, type Condition, type Evaluated } from "./evaluated.js";
import { unplaced } from "./places.js";
import { ofCheck, type Printer, type Scope } from "./scope.js";
import { assertion, braces, brackets } from "./symbols.js";

/**
 * The object that `js.unevaluatedProperties` and `js.unevaluatedItems` take. A part that several
 * conditions lead to stands in `parts` and is told by its number there.
 */
export function printEvaluated(whole: Evaluated, printer: Printer, scope: Scope): Code {
  const inside = unplaced(ofCheck(scope));
  const shared = [...partsOf(whole)].flatMap(([part, count]) =>
    count > 1 || (part === whole && count > 0) ? [part] : [],
  );
  const printed = (evaluated: Evaluated): Code[] => {
    const { all, keys, patterns, items, contains, conditions } = evaluated;
    const regexes = [...patterns].flatMap((source) => printer.pattern(source) ?? []);
    const schemas = [...contains].map((id) => printer.ask(id, inside));
    return [
      ...(all ? [code`all: true`] : []),
      ...(keys.size > 0 ? [code`keys: ${literal([...keys])}`] : []),
      ...(regexes.length > 0 ? [code`patterns: ${brackets(regexes)}`] : []),
      ...(items > 0 ? [code`items: ${literal(items)}`] : []),
      ...(schemas.length > 0 ? [code`contains: ${brackets(schemas)}`] : []),
      ...(conditions.length > 0
        ? [code`conditions: ${brackets(conditions.map(printedCondition))}`]
        : []),
    ];
  };
  const branch = (part: Evaluated): Code => {
    const number = shared.indexOf(part);
    return number < 0 ? braces(printed(part)) : literal(number);
  };
  const printedCondition = ({ if: asked, then, else: otherwise }: Condition): Code => {
    const test =
      typeof asked === "string"
        ? printer.ask(asked, inside)
        : assertion("having", literal(asked.key));
    return braces([
      code`if: ${test}`,
      ...(then === undefined ? [] : [code`then: ${branch(then)}`]),
      ...(otherwise === undefined ? [] : [code`else: ${branch(otherwise)}`]),
    ]);
  };
  const parts = shared.map((part) => braces(printed(part)));
  return braces([
    ...printed(whole),
    ...(parts.length > 0 ? [code`parts: ${brackets(parts)}`] : []),
  ]);
}
