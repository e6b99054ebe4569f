import { code, key, literal, type Code } from "../../code/code.js";
import type { SchemaId } from "../../model/schema.js";
import { onlyConstrains, type Kind } from "../../model/literals.js";
import type { Discriminator, Facts } from "./facts.js";
import { below, standing } from "./places.js";
import type { Expression, Printer, Scope } from "./scope.js";
import { tagOf } from "./tags.js";
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
  const orNull = (text: Code): Code => (nullable ? printer.dialect.nullable(text) : text);
  const [only] = variants;
  if (only !== undefined && variants.length === 1) {
    const { code: text, strict } = labelled(
      only,
      printer.print(only, standing(scope, only), kinds),
      printer,
    );
    const at = printer.unit(only) === undefined ? { at: only } : {};
    return { code: orNull(text), strict, ...at };
  }
  // zod looks tags up in objects, and a labelled alternative is not known to be one.
  const hasLabels = variants.some((id) => facts.label(id) !== undefined);
  const tag = hasLabels ? undefined : tagOf(variants, printer, scope);
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

/** An alternative with the tag that only the discriminator states: its type has it, its verdict does not. */
function labelled(id: SchemaId, option: Expression, { facts }: Printer): Expression {
  const label = facts.label(id);
  if (label === undefined) return option;
  const { key, values } = label;
  const tags = values.map((value) => literal(value));
  return { ...option, code: assertion("labelled", literal(key), brackets(tags), option.code) };
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
    labelled(id, printer.print(id, below({ ...scope, place: keyword }, index), kinds), printer),
  );
}

/** `cat: CatSchema`: the components that tags of the document select; none where a tag leaves a choice. */
function branchesOf(
  discriminator: Discriminator | undefined,
  printer: Printer,
  scope: Scope,
): Code[] {
  const selected = new Map<string, SchemaId>();
  for (const { schema, tags } of discriminator?.variants ?? []) {
    const target = printer.facts.followed(schema);
    if (printer.unit(target) === undefined) continue;
    for (const tag of tags) {
      if ((selected.get(tag) ?? target) !== target) return [];
      selected.set(tag, target);
    }
  }
  return [...selected].map(
    ([tag, id]) => code`${key(tag)}: ${printer.print(id, standing(scope, id)).code}`,
  );
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
