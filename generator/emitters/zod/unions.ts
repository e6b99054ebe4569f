import { code, key, literal, type Code } from "../../code/code.js";
import type { SchemaId } from "../../model/schema.js";
import { literalsOf, onlyConstrains, type Kind } from "../../model/literals.js";
import { isInherited, type Discriminator, type Facts } from "./facts.js";
import { shapeOf } from "./members.js";
import { below, standing } from "./places.js";
import { isLazy, type Expression, type Printer, type Scope } from "./scope.js";
import { assertion, braces, brackets, z } from "./symbols.js";

/**
 * A member of `anyOf` or `oneOf` that describes no kind of value, only something more about it
 * (`required`, `not`, …): its alternatives are checked and do not show in the type.
 */
export function isConstraint(id: SchemaId, printer: Printer): boolean {
  if (printer.unit(id) !== undefined) return false;
  return onlyConstrains(printer.facts.assertions(id));
}

/**
 * Alternatives that show in the type. `exclusive`: exactly one holds. The discriminator of the
 * document decides nothing; it selects the branch that is asked first and explains a refusal.
 */
export function printUnion(
  members: readonly SchemaId[],
  exclusive: boolean,
  discriminator: Discriminator | undefined,
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
  const orNull = (text: Code): Code => (nullable ? code`${text}.nullable()` : text);
  const [only] = variants;
  if (only !== undefined && variants.length === 1) {
    const { code: text, strict } = printer.print(only, standing(scope, only), kinds);
    const at = printer.unit(only) === undefined ? { at: only } : {};
    return { code: orNull(text), strict, ...at };
  }
  const tag = tagOf(variants, printer, scope);
  // Alternatives of different kinds exclude each other by themselves.
  const apart = tag !== undefined || (exclusive && !facts.areDisjoint(variants));
  const options = optionsOf(variants, exclusive, apart, printer, scope, kinds);
  const list = brackets(options.map((option) => option.code));
  const strict = options.some((option) => option.strict);
  if (tag !== undefined) {
    return { code: orNull(code`${z}.discriminatedUnion(${literal(tag)}, ${list})`), strict };
  }
  const union = apart ? code`${z}.xor(${list})` : code`${z}.union(${list})`;
  const branches = branchesOf(discriminator, printer, scope);
  if (discriminator === undefined || branches.length === 0) return { code: orNull(union), strict };
  const chosen = assertion("discriminated", literal(discriminator.tag), braces(branches), union);
  return { code: orNull(chosen), strict: false };
}

function optionsOf(
  variants: readonly SchemaId[],
  exclusive: boolean,
  apart: boolean,
  printer: Printer,
  scope: Scope,
  kinds: ReadonlySet<Kind>,
): Expression[] {
  const { place, places } = scope;
  const keyword = places.note(
    `${place}/${apart ? "oneOf" : "anyOf"}`,
    `${place}/${exclusive ? "oneOf" : "anyOf"}`,
  );
  return variants.map((id, index) =>
    printer.print(id, below({ ...scope, place: keyword }, index), kinds),
  );
}

/** `cat: CatSchema`: the components that tags of the document select. */
function branchesOf(
  discriminator: Discriminator | undefined,
  printer: Printer,
  scope: Scope,
): Code[] {
  return (discriminator?.variants ?? []).flatMap(({ schema, tags }) =>
    printer.unit(printer.facts.followed(schema)) === undefined
      ? []
      : tags.map(
          (tag) => code`${key(tag)}: ${printer.print(schema, standing(scope, schema)).code}`,
        ),
  );
}

function isOnlyNull(id: SchemaId, facts: Facts): boolean {
  const kinds = facts.kinds(id);
  return kinds.size === 1 && kinds.has("null");
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
