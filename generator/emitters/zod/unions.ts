import { code, literal, type Code } from "../../code/code.js";
import type { SchemaId } from "../../model/schema.js";
import { literalsOf, onlyConstrains, type Kind } from "../../model/literals.js";
import { isInherited, type Facts } from "./facts.js";
import { shapeOf } from "./members.js";
import { isLazy, type Expression, type Printer, type Scope } from "./scope.js";
import { assertion, brackets, z } from "./symbols.js";

/**
 * A member of `anyOf` or `oneOf` that describes no kind of value, only something more about it
 * (`required`, `not`, …): its alternatives are checked and do not show in the type.
 */
export function isConstraint(id: SchemaId, printer: Printer): boolean {
  if (printer.unit(id) !== undefined) return false;
  return onlyConstrains(printer.facts.assertions(id));
}

/** Alternatives that show in the type. `exclusive`: exactly one holds. */
export function printUnion(
  members: readonly SchemaId[],
  exclusive: boolean,
  printer: Printer,
  scope: Scope,
  kinds: ReadonlySet<Kind>,
): Expression {
  const { facts } = printer;
  const nulls = members.filter((id) => isOnlyNull(id, facts));
  const others = members.filter((id) => !nulls.includes(id));
  const nullable =
    nulls.length > 0 &&
    others.length > 0 &&
    (!exclusive || (nulls.length === 1 && others.every((id) => !facts.kinds(id).has("null"))));
  const variants = nullable ? others : members;
  const options = variants.map((id) => labelled(id, printer.print(id, scope, kinds), printer));
  const union = printVariants(variants, options, exclusive, printer, scope);
  return {
    code: nullable ? code`${union}.nullable()` : union,
    strict: options.some(({ strict }) => strict),
  };
}

/** An alternative with the tag that only the discriminator states: its type has it, its verdict does not. */
function labelled(id: SchemaId, option: Expression, { facts }: Printer): Expression {
  const label = facts.label(id);
  if (label === undefined) return option;
  const { key, values } = label;
  const tags = values.map((value) => literal(value));
  return { ...option, code: assertion("labelled", literal(key), brackets(tags), option.code) };
}

function printVariants(
  variants: readonly SchemaId[],
  options: readonly Expression[],
  exclusive: boolean,
  printer: Printer,
  scope: Scope,
): Code {
  const [only] = options;
  if (only !== undefined && options.length === 1) return only.code;
  const list = brackets(options.map((option) => option.code));
  // zod looks tags up in objects, and a labelled alternative is not known to be one.
  const hasLabels = variants.some((id) => printer.facts.label(id) !== undefined);
  const tag = hasLabels ? undefined : tagOf(variants, printer, scope);
  if (tag !== undefined) return code`${z}.discriminatedUnion(${literal(tag)}, ${list})`;
  // Alternatives of different kinds exclude each other by themselves.
  return exclusive && !printer.facts.areDisjoint(variants)
    ? code`${z}.xor(${list})`
    : code`${z}.union(${list})`;
}

/** `null` is valid, and nothing else; a keyword beside the type that may refuse it rules that out. */
function isOnlyNull(id: SchemaId, facts: Facts): boolean {
  const target = facts.followed(id);
  const {
    types: _types,
    enum: _enum,
    const: _const,
    string: _string,
    number: _number,
    array: _array,
    object: _object,
    ...others
  } = facts.assertions(target);
  const kinds = facts.kinds(target);
  return kinds.size === 1 && kinds.has("null") && Object.keys(others).length === 0;
}

/**
 * A key whose literal value tells all variants apart, so that one lookup finds the only one that
 * can hold. It must be required, in objects that are printed as shapes.
 */
function tagOf(variants: readonly SchemaId[], printer: Printer, scope: Scope): string | undefined {
  const [first, ...others] = variants.map((id) => tagsOf(id, printer, scope));
  if (first === undefined || others.length === 0) return undefined;
  for (const [key, values] of first) {
    const all = [...values, ...others.flatMap((tags) => [...(tags?.get(key) ?? [undefined])])];
    if (!all.includes(undefined) && new Set(all).size === all.length) return key;
  }
  return undefined;
}

/** The required keys of a plain object that have literal values, and these; none for anything else. */
function tagsOf(
  id: SchemaId,
  printer: Printer,
  scope: Scope,
): ReadonlyMap<string, ReadonlySet<string | number | boolean>> {
  const { facts } = printer;
  const tags = new Map<string, ReadonlySet<string | number | boolean>>();
  const unit = printer.unit(id);
  if (unit !== undefined && (printer.isRecursive(unit) || isLazy(unit, scope))) return tags;
  const target = facts.followed(id);
  if (target !== id) return tagsOf(target, printer, scope);
  const members = shapeOf(id, printer, scope);
  if (members === undefined || members.properties.has("__proto__")) return tags;
  for (const [key, property] of members.properties) {
    if (!members.required.has(key) || isInherited(key)) continue;
    const {
      enum: listed,
      const: constant,
      types: kinds,
      ...rest
    } = facts.assertions(facts.followed(property));
    if (Object.keys(rest).length > 0) continue;
    const values = literalsOf({
      ...(listed === undefined ? {} : { enum: listed }),
      ...(constant === undefined ? {} : { const: constant }),
      ...(kinds === undefined ? {} : { types: kinds }),
    });
    const scalars = values?.filter((value) => value !== null && typeof value !== "object") ?? [];
    if (values === undefined || scalars.length === 0 || scalars.length < values.length) continue;
    tags.set(key, new Set(scalars));
  }
  return tags;
}
