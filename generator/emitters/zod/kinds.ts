import { code, literal, type Code } from "../../code/code.js";
import { kindOf, kindOfType, literalsOf, type Kind } from "../../model/literals.js";
import type { Json } from "../../model/json.js";
import type { Assertions, NumberAssertions, ObjectAssertions } from "../../model/schema.js";
import { arrayChecks, onlyChecksArrays, printArray } from "./arrays.js";
import { printAnyNumber } from "./exact-numbers.js";
import { hasObject, printLiterals } from "./literals.js";
import { ownMembers } from "./members.js";
import { objectChecks, onlyChecksObjects, printObject } from "./objects.js";
import { numberFormat, printNumber, printString, saysNumber, saysString } from "./scalars.js";
import { ofCheck, type Conjunction, type Expression, type Printer, type Scope } from "./scope.js";
import { assertion, brackets, exact, z } from "./symbols.js";
import { isConstraint } from "./unions.js";

/** The keywords that stand in the schema itself and speak of kinds of values. */
export function printOwn(
  assertions: Assertions,
  kinds: ReadonlySet<Kind>,
  closed: boolean,
  printer: Printer,
  scope: Scope,
): Conjunction {
  const found: Conjunction = { parts: [], checks: [], apart: [] };
  const values = literalsOf(assertions);
  if (values !== undefined) {
    found.parts.push({
      code: printLiterals(values, printer.dialect),
      strict: values.some(hasObject),
    });
    noteLiterals(values, assertions.const === undefined ? "enum" : "const", scope);
    const spoken = new Set(values.map(kindOf));
    addConditional(found, assertions, spoken, printer, scope);
    return found;
  }
  if (assertions.types !== undefined) {
    if (!isImplied(assertions, printer)) {
      found.parts.push(printTypes(assertions, closed, printer, scope));
    }
    return found;
  }
  const groups = groupsOf(assertions, kinds, printer);
  const [only] = groups;
  // Values of other kinds are refused by what stands beside, or never come here.
  const isShort = only !== "number" || !printer.exactNumbers;
  // An object that is closed says so by its shape, as do the names it requires.
  const names = closed || (only === "object" && assertions.object?.required !== undefined);
  if (
    only !== undefined &&
    isOnly(kinds, only) &&
    isShort &&
    (names || !isBare(only, assertions))
  ) {
    // The expression asks for a kind that the schema leaves to what stands beside it.
    scope.places.note(`${scope.place}/type`, "#");
    found.parts.push(printKind(only, assertions, false, closed, printer, scope));
    return found;
  }
  if (groups.length === 1 && only === "object" && !isBare("object", assertions)) {
    const inner = printKind("object", assertions, false, closed, printer, scope);
    found.parts.push({ code: assertion("ifObject", inner.code), strict: false });
    return found;
  }
  addConditional(found, assertions, kinds, printer, scope);
  return found;
}

/** Literals look like `const` when there is one, like `enum` when there are more. */
function noteLiterals(values: readonly Json[], keyword: "const" | "enum", scope: Scope): void {
  const { place, places } = scope;
  const named = values.filter((value) => value !== null);
  const plain = named.every((value) => typeof value !== "object");
  if (values.length === 0 || !plain) places.note(`${place}/*`, `${place}/${keyword}`);
  else {
    const looks = named.length === 0 ? "type" : new Set(named).size === 1 ? "const" : "enum";
    places.note(`${place}/${looks}`, `${place}/${keyword}`);
  }
}

/** The kinds that keywords of the schema speak of, among those that can occur. */
function groupsOf(
  { string, number, array, object }: Assertions,
  kinds: ReadonlySet<Kind>,
  printer: Printer,
): Kind[] {
  const groups: [Kind, boolean][] = [
    ["string", string !== undefined && saysString(string, printer)],
    ["number", number !== undefined && saysNumber(number, printer)],
    ["array", array !== undefined],
    ["object", object !== undefined],
  ];
  return groups.filter(([kind, says]) => says && kinds.has(kind)).map(([kind]) => kind);
}

/** Keywords without `type`, each as a check on its own kind of values. */
function addConditional(
  found: Conjunction,
  assertions: Assertions,
  kinds: ReadonlySet<Kind>,
  printer: Printer,
  scope: Scope,
): void {
  for (const kind of groupsOf(assertions, kinds, printer)) {
    const { array, object } = assertions;
    if (kind === "array" && array !== undefined && onlyChecksArrays(array)) {
      found.checks.push(...arrayChecks(array, printer, scope));
    } else if (kind === "object" && object !== undefined && onlyChecksObjects(object)) {
      found.checks.push(...bareObjectChecks(object, printer, scope));
    } else if (kind === "number" && printer.exactNumbers) {
      found.checks.push(exact("ifNumber", printUntyped(assertions.number ?? {}, printer)));
    } else {
      const inner = printKind(kind, assertions, false, false, printer, ofCheck(scope));
      found.checks.push(assertion("when", literal(kind), inner.code));
    }
  }
}

/** Keywords of numbers alone: without a format that says otherwise, of numbers of any length. */
function printUntyped(number: NumberAssertions, printer: Printer): Code {
  const short = numberFormat(number, printer) !== undefined;
  return short ? printNumber(false, number, printer) : printAnyNumber(number);
}

function bareObjectChecks(object: ObjectAssertions, printer: Printer, scope: Scope): Code[] {
  const { required = [] } = object;
  const keys = required.map((key) => literal(key));
  return [
    ...(keys.length > 0 ? [assertion("required", ...keys)] : []),
    ...objectChecks(object, printer, scope),
  ];
}

function isBare(kind: Kind, { array, object }: Assertions): boolean {
  if (kind === "array") return array !== undefined && onlyChecksArrays(array);
  return kind === "object" && object !== undefined && onlyChecksObjects(object);
}

/** `type` says nothing that the references and alternatives beside it do not say. */
function isImplied(
  { types = [], string, number, array, object, ...others }: Assertions,
  printer: Printer,
): boolean {
  if (string ?? number ?? array ?? object) return false;
  const { ref, allOf = [], anyOf, oneOf } = others;
  const sets = [
    ...(ref === undefined ? allOf : [ref, ...allOf]).map((id) => printer.facts.kinds(id)),
    ...[anyOf, oneOf].flatMap((ids) =>
      ids === undefined || ids.some((id) => isConstraint(id, printer))
        ? []
        : [new Set(ids.flatMap((id) => [...printer.facts.kinds(id)]))],
    ),
  ];
  const own = new Set(types.map(kindOfType));
  const onlyIntegers = types.includes("integer") && !types.includes("number");
  return sets.some(
    (set) => [...set].every((kind) => own.has(kind)) && !(onlyIntegers && set.has("number")),
  );
}

function printTypes(
  assertions: Assertions,
  closed: boolean,
  printer: Printer,
  scope: Scope,
): Expression {
  const { types = [] } = assertions;
  const kinds = [...new Set(types.map(kindOfType))].filter((kind) => kind !== "null");
  const integer = types.includes("integer") && !types.includes("number");
  const options = kinds.map((kind) => printKind(kind, assertions, integer, closed, printer, scope));
  const [only] = options;
  if (only === undefined) return { code: code`${z}.null()`, strict: false };
  if (options.length > 1) scope.places.note(`${scope.place}/anyOf`, `${scope.place}/type`);
  const union =
    options.length === 1
      ? only.code
      : code`${z}.union(${brackets(options.map((option) => option.code))})`;
  return {
    code: types.includes("null") ? printer.dialect.nullable(union) : union,
    strict: options.some((option) => option.strict),
  };
}

function printKind(
  kind: Kind,
  { string = {}, number = {}, array = {}, object = {} }: Assertions,
  integer: boolean,
  closed: boolean,
  printer: Printer,
  scope: Scope,
): Expression {
  const plain = (text: Code): Expression => ({ code: text, strict: false });
  switch (kind) {
    case "string":
      return plain(printOpen(string.known, printString(string, printer)));
    case "number":
      noteFormat(number, printer, scope);
      return plain(printOpen(number.known, printNumber(integer, number, printer)));
    case "boolean":
      return plain(code`${z}.boolean()`);
    case "null":
      return plain(code`${z}.null()`);
    case "array":
      return plain(printArray(array, printer, scope));
    case "object":
      return printObject(ownMembers(object, scope.place), closed, printer, scope);
  }
}

/** Formats that zod itself has a word for, so that no bounds are printed. */
const WORDED = new Set(["int32", "double-int"]);

/** Bounds that the schema does not have are those of its format. */
function noteFormat(number: NumberAssertions, printer: Printer, { place, places }: Scope): void {
  const { name = "", range, decimal } = numberFormat(number, printer) ?? {};
  const isWord = WORDED.has(name) || (name === "int64" && !printer.exactNumbers);
  if (isWord || (range === undefined && decimal === undefined)) return;
  for (const keyword of ["minimum", "maximum", ...(decimal === undefined ? [] : ["multipleOf"])]) {
    if (keyword in number) continue;
    places.note(`${place}/${keyword}`, `${place}/format`);
  }
}

/** `js.openEnum(["a", "b"], z.string())`: values that are known, among all that are valid. */
function printOpen(known: readonly Json[] | undefined, schema: Code): Code {
  return known === undefined ? schema : assertion("openEnum", literal(known), schema);
}

export function isOnly(kinds: ReadonlySet<Kind>, kind: Kind): boolean {
  return kinds.size === 1 && kinds.has(kind);
}
