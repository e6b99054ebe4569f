import { code, key, literal, type Code } from "../../code/code.js";
import type { ObjectAssertions, SchemaId } from "../../model/schema.js";
import { isInherited } from "./facts.js";
import { shapeOf, type Group, type Members } from "./members.js";
import { noteMembers } from "./member-places.js";
import { below } from "./places.js";
import { ofCheck, type Expression, type Printer, type Scope } from "./scope.js";
import { assertion, braces, brackets, checked, z } from "./symbols.js";
import { symbolOf } from "./units.js";
import { isUntouched } from "./untouched.js";

/** An object. `closed`: no keys but those of the shape, by `unevaluatedProperties`. */
export function printObject(
  members: Members,
  closed: boolean,
  printer: Printer,
  scope: Scope,
): Expression {
  if (closed) {
    const { place, places } = scope;
    places.note(`${place}/additionalProperties`, `${place}/unevaluatedProperties`);
  }
  const layout = layoutOf(members, closed, printer, scope);
  const checks = [
    ...layout.checks(scope),
    ...members.groups.flatMap((group) => groupChecks(group, printer, scope)),
  ];
  const strict = layout.rest === "none";
  const { base, isCopied } = printBase(layout, members, checks.length > 0, printer, scope);
  return layout.untouched && isCopied
    ? { code: assertion("uncopied", base, ...checks), strict }
    : { code: code`${base}${checked(checks)}`, strict };
}

interface NamePattern {
  readonly pattern: Code;
  /** As ECMAScript writes it, which is how the runtime finds its schema. */
  readonly source: string;
  readonly schema: SchemaId;
}

/** How the keywords about members are divided between the shape and the checks behind it. */
interface Layout {
  /** Keys of the shape, in order; undefined for a required key that nothing describes. */
  readonly shape: readonly (readonly [key: string, schema: SchemaId | undefined])[];
  /** What the shape says of other keys; `record` when it has none of its own. */
  readonly rest: "any" | "none" | SchemaId;
  /** The patterns, where nothing else may stand. */
  readonly patterned: readonly NamePattern[];
  /** What is asked of the object may be asked of a member that the shape's copy would lack. */
  readonly untouched: boolean;
  checks(scope: Scope): Code[];
}

function layoutOf(members: Members, closed: boolean, printer: Printer, scope: Scope): Layout {
  const { facts } = printer;
  const own = members.groups[0]?.object ?? {};
  const patterns = patternsOf(own, printer);
  const additional = own.additionalProperties;
  const described = [...members.properties];
  const inSpreads = new Set(
    members.spreads.flatMap(({ id }) => [
      ...(shapeOf(id, printer, scope)?.properties.keys() ?? []),
    ]),
  );
  const bare = [...members.required].filter(
    (name) => !members.properties.has(name) && !inSpreads.has(name),
  );
  const names = [...described.map(([name]) => name), ...bare];
  const isNamed = names.includes("__proto__");
  const apart = (name: string): boolean => isNamed || isInherited(name);
  const shape = [
    ...described.filter(([name]) => !apart(name)),
    ...bare.filter((name) => !apart(name)).map((name) => [name, undefined] as const),
  ];
  const none = closed || facts.isNever(additional);
  const some = additional !== undefined && !facts.isAny(additional);
  const inShape = patterns.length === 0 && !names.some(apart);
  const untouched = isUntouched(members, facts);
  return {
    shape,
    rest: !inShape || (!none && !some) ? "any" : none ? "none" : (additional ?? "any"),
    patterned: names.length === 0 && none ? patterns : [],
    untouched,
    checks(scope) {
      const inside = ofCheck(scope);
      const checks: Code[] = [];
      const required = [...members.required].filter(apart);
      if (required.length > 0)
        checks.push(assertion("required", ...required.map((name) => literal(name))));
      const hidden = described.filter(([name]) => apart(name));
      if (hidden.length > 0)
        checks.push(assertion("properties", printMap(hidden, printer, inside)));
      if (patterns.length > 0) {
        const pairs = patterns.map(({ pattern, source, schema }) => {
          const under = below(inside, "patternProperties", source);
          return brackets([pattern, printer.print(schema, under).code]);
        });
        checks.push(assertion("patternProperties", brackets(pairs)));
      }
      if (!inShape && (none || some)) {
        const known = braces([
          code`keys: ${literal(described.map(([name]) => name))}`,
          code`patterns: ${brackets(patterns.map(({ pattern }) => pattern))}`,
        ]);
        const rest =
          none || additional === undefined
            ? never
            : printer.print(additional, below(inside, "additionalProperties")).code;
        checks.push(assertion("additionalProperties", known, rest));
      }
      return checks;
    },
  };
}

const never = code`${z}.never()`;
const unknown = code`${z}.unknown()`;

function patternsOf(own: ObjectAssertions, printer: Printer): NamePattern[] {
  return Object.entries(own.patternProperties ?? {}).flatMap(([text, schema]) => {
    const pattern = printer.pattern(text);
    return pattern === undefined ? [] : [{ pattern, source: sourceOf(text), schema }];
  });
}

function sourceOf(pattern: string): string {
  try {
    return new RegExp(pattern, "u").source;
  } catch {
    return new RegExp(pattern).source;
  }
}

/** The object without its checks, and whether what stands behind it is asked of a copy. */
function printBase(
  layout: Layout,
  members: Members,
  isChecked: boolean,
  printer: Printer,
  scope: Scope,
): { readonly base: Code; readonly isCopied: boolean } {
  const { shape, rest, patterned } = layout;
  const others = below(scope, "additionalProperties");
  if (shape.length === 0 && members.spreads.length === 0 && rest !== "none") {
    if (rest !== "any")
      return {
        base: assertion("record", printer.print(rest, others).code),
        isCopied: false,
      };
    const typed = patterned.map(
      ({ schema, source }) =>
        printer.print(schema, below(ofCheck(scope), "patternProperties", source)).code,
    );
    if (typed.length > 0) return { base: assertion("objectOf", ...typed), isCopied: false };
    const base = isChecked
      ? assertion("anyObject")
      : code`${z}.record(${z}.string(), ${z}.unknown())`;
    return { base, isCopied: false };
  }
  const inside = noteMembers(members, printer, scope);
  const entries = [
    ...members.spreads.map((unit) => code`...${symbolOf(unit)}.shape`),
    ...shape.map(([name, schema]) => printProperty(name, schema, members, rest, printer, inside)),
  ];
  const open = code`${z}.object(${braces(entries)})`;
  const base =
    rest === "any"
      ? code`${z}.looseObject(${braces(entries)})`
      : rest === "none"
        ? code`${z}.strictObject(${braces(entries)})`
        : printer.dialect.catchall(open, printer.print(rest, others).code);
  return { base, isCopied: true };
}

/** One key of a shape; the scope is that of all its members. */
function printProperty(
  name: string,
  schema: SchemaId | undefined,
  members: Members,
  rest: Layout["rest"],
  printer: Printer,
  scope: Scope,
): Code {
  const inside: Scope = { ...below(scope, name), inMember: true };
  const value =
    schema === undefined
      ? undescribed(name, rest, printer, inside)
      : printer.print(schema, inside).code;
  const member = members.required.has(name) ? value : printer.dialect.optional(value);
  return code`${key(name)}: ${member}`;
}

/** A key that is required here, and described by another part of the composition or one of the others. */
function undescribed(name: string, rest: Layout["rest"], printer: Printer, scope: Scope): Code {
  const elsewhere =
    scope.whole === undefined || scope.inCheck
      ? undefined
      : printer.facts.described(scope.whole, name);
  if (elsewhere !== undefined) return printer.again(elsewhere, scope);
  if (rest === "any") return unknown;
  return rest === "none" ? never : printer.print(rest, scope).code;
}

function printMap(
  entries: readonly (readonly [key: string, schema: SchemaId])[],
  printer: Printer,
  scope: Scope,
): Code {
  return braces(
    entries.map(([name, id]) => {
      const member = printer.print(id, below(scope, "properties", name));
      return code`${key(name)}: ${member.code}`;
    }),
  );
}

/** The checks of a group; what came from another part of `allOf` says so. */
function groupChecks({ object, place }: Group, printer: Printer, scope: Scope): Code[] {
  const checks = objectChecks(object, printer, { ...scope, place });
  return checks.length === 0 || place === scope.place
    ? checks
    : [assertion("at", literal(place), ...checks)];
}

/** The assertions about objects that no shape carries; they leave other values alone. */
export function objectChecks(object: ObjectAssertions, printer: Printer, scope: Scope): Code[] {
  const inside = ofCheck(scope);
  const checks: Code[] = [];
  const { minProperties = 0, maxProperties, propertyNames } = object;
  const { dependentRequired = {}, dependentSchemas = {} } = object;
  if (minProperties > 0) checks.push(assertion("minProperties", literal(minProperties)));
  if (maxProperties !== undefined) checks.push(assertion("maxProperties", literal(maxProperties)));
  if (propertyNames !== undefined && !printer.facts.isAny(propertyNames)) {
    checks.push(
      assertion(
        "propertyNames",
        printer.print(propertyNames, below(inside, "propertyNames"), STRINGS).code,
      ),
    );
  }
  if (Object.keys(dependentRequired).length > 0) {
    checks.push(assertion("dependentRequired", literal(dependentRequired)));
  }
  if (Object.keys(dependentSchemas).length > 0) {
    const entries = Object.entries(dependentSchemas).map(
      ([name, id]) =>
        code`${key(name)}: ${printer.print(id, below(inside, "dependentSchemas", name), OBJECTS).code}`,
    );
    checks.push(assertion("dependentSchemas", braces(entries)));
  }
  return checks;
}

const STRINGS = new Set(["string"] as const);
const OBJECTS = new Set(["object"] as const);

/** Whether an object group consists of checks alone, and describes no member. */
export function onlyChecksObjects(object: ObjectAssertions): boolean {
  const { properties = {}, patternProperties, additionalProperties } = object;
  return (
    Object.keys(properties).length === 0 &&
    patternProperties === undefined &&
    additionalProperties === undefined
  );
}
