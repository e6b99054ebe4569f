import { code, key, literal, nothing, type Code } from "../../code/code.js";
import type { ObjectAssertions, SchemaId } from "../../model/schema.js";
import { isInherited } from "./facts.js";
import { shapeOf, type Members } from "./members.js";
import { ofCheck, type Expression, type Printer, type Scope } from "./scope.js";
import { assertion, braces, brackets, checked, z } from "./symbols.js";
import { symbolOf } from "./units.js";

/** An object. `closed`: no keys but those of the shape, by `unevaluatedProperties`. */
export function printObject(
  members: Members,
  closed: boolean,
  printer: Printer,
  scope: Scope,
): Expression {
  const layout = layoutOf(members, closed, printer, scope);
  const base = printBase(layout, members, printer, scope);
  const checks = [
    ...layout.checks(scope),
    ...members.groups.flatMap((group) => objectChecks(group, printer, scope)),
  ];
  const strict = layout.rest === "none" || layout.keyPattern !== undefined;
  return { code: code`${base}${checked(checks)}`, strict };
}

/** How the keywords about members are divided between the shape and the checks behind it. */
interface Layout {
  /** Keys of the shape, in order; undefined for a required key that nothing describes. */
  readonly shape: readonly (readonly [key: string, schema: SchemaId | undefined])[];
  /** What the shape says of other keys; `record` when it has none of its own. */
  readonly rest: "any" | "none" | SchemaId;
  /** The one pattern that all keys match. */
  readonly keyPattern?: { readonly pattern: Code; readonly schema: SchemaId };
  /** What stands under patterns, where nothing else may stand. */
  readonly values: readonly SchemaId[];
  /** The shape would drop a member, and must leave the value as it is. */
  readonly untouched: boolean;
  checks(scope: Scope): Code[];
}

function layoutOf(members: Members, closed: boolean, printer: Printer, scope: Scope): Layout {
  const { facts } = printer;
  const [own = {}] = members.groups;
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
  // zod copies objects without an own `__proto__`, so nothing behind the copy could see it.
  const untouched = names.includes("__proto__");
  const apart = (name: string): boolean => untouched || isInherited(name);
  const shape = [
    ...described.filter(([name]) => !apart(name)),
    ...bare.filter((name) => !apart(name)).map((name) => [name, undefined] as const),
  ];
  const none = closed || facts.isNever(additional);
  const some = additional !== undefined && !facts.isAny(additional);
  const only = patterns.length === 1 && names.length === 0 && none ? patterns[0] : undefined;
  const inShape = patterns.length === 0 && !names.some(apart);
  return {
    shape,
    rest: !inShape || (!none && !some) ? "any" : none ? "none" : (additional ?? "any"),
    ...(only === undefined ? {} : { keyPattern: only }),
    values: names.length === 0 && none ? patterns.map((pattern) => pattern.schema) : [],
    untouched,
    checks(scope) {
      if (only !== undefined) return [];
      const inside = ofCheck(scope);
      const checks: Code[] = [];
      const required = [...members.required].filter(apart);
      if (required.length > 0)
        checks.push(assertion("required", ...required.map((name) => literal(name))));
      const hidden = described.filter(([name]) => apart(name));
      if (hidden.length > 0)
        checks.push(assertion("properties", printMap(hidden, printer, inside)));
      if (patterns.length > 0) {
        const pairs = patterns.map(({ pattern, schema }) =>
          brackets([pattern, printer.print(schema, inside).code]),
        );
        checks.push(assertion("patternProperties", brackets(pairs)));
      }
      if (!inShape && (none || some)) {
        const known = braces([
          code`keys: ${literal(described.map(([name]) => name))}`,
          code`patterns: ${brackets(patterns.map(({ pattern }) => pattern))}`,
        ]);
        const rest =
          none || additional === undefined ? never : printer.print(additional, inside).code;
        checks.push(assertion("additionalProperties", known, rest));
      }
      return checks;
    },
  };
}

const never = code`${z}.never()`;
const unknown = code`${z}.unknown()`;

function patternsOf(
  own: ObjectAssertions,
  printer: Printer,
): { readonly pattern: Code; readonly schema: SchemaId }[] {
  return Object.entries(own.patternProperties ?? {}).flatMap(([source, schema]) => {
    const pattern = printer.pattern(source);
    return pattern === undefined ? [] : [{ pattern, schema }];
  });
}

function printBase(layout: Layout, members: Members, printer: Printer, scope: Scope): Code {
  const { shape, rest, keyPattern, untouched } = layout;
  if (untouched) return assertion("anyObject");
  if (keyPattern !== undefined) {
    const value = printer.print(keyPattern.schema, scope).code;
    return code`${z}.record(${z}.string().regex(${keyPattern.pattern}), ${value})`;
  }
  const isEmpty = shape.length === 0 && members.spreads.length === 0;
  const under = layout.values.map((id) => printer.print(id, scope).code);
  const alternatives = under.length === 0 ? unknown : code`${z}.union(${brackets(under)})`;
  const value = rest === "any" || rest === "none" ? alternatives : printer.print(rest, scope).code;
  if (isEmpty && rest !== "none") return code`${z}.record(${z}.string(), ${value})`;
  const entries = [
    ...members.spreads.map((unit) => code`...${symbolOf(unit)}.shape`),
    ...shape.map(([name, schema]) => printProperty(name, schema, members, rest, printer, scope)),
  ];
  if (rest === "any") return code`${z}.looseObject(${braces(entries)})`;
  if (rest === "none") return code`${z}.strictObject(${braces(entries)})`;
  return code`${z}.object(${braces(entries)}).catchall(${value})`;
}

/** One key of a shape. */
function printProperty(
  name: string,
  schema: SchemaId | undefined,
  members: Members,
  rest: Layout["rest"],
  printer: Printer,
  scope: Scope,
): Code {
  const inside: Scope = { ...scope, inMember: true };
  const value =
    schema === undefined
      ? undescribed(name, rest, printer, inside)
      : printer.print(schema, inside).code;
  const optional = members.required.has(name) ? nothing : code`.exactOptional()`;
  return code`${key(name)}: ${value}${optional}`;
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
  return braces(entries.map(([name, id]) => code`${key(name)}: ${printer.print(id, scope).code}`));
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
    checks.push(assertion("propertyNames", printer.print(propertyNames, inside, STRINGS).code));
  }
  if (Object.keys(dependentRequired).length > 0) {
    checks.push(assertion("dependentRequired", literal(dependentRequired)));
  }
  if (Object.keys(dependentSchemas).length > 0) {
    const entries = Object.entries(dependentSchemas).map(
      ([name, id]) => code`${key(name)}: ${printer.print(id, inside, OBJECTS).code}`,
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
