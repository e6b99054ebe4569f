import { literalsOf } from "../../model/literals.js";
import type { SchemaId } from "../../model/schema.js";
import { isInherited } from "./facts.js";
import { shapeOf } from "./members.js";
import { isLazy, type Printer, type Scope } from "./scope.js";
import { isAskedWhole, isUntouched } from "./untouched.js";

/**
 * The key whose literal value tells all variants apart, so that one lookup finds the only one that
 * can hold. It must be required, in objects that are printed as shapes.
 */
export function tagOf(
  variants: readonly SchemaId[],
  printer: Printer,
  scope: Scope,
): string | undefined {
  const [first, ...others] = variants.map((id) => tagsOf(id, printer, scope));
  if (first === undefined || others.length === 0) return undefined;
  for (const [key, values] of first) {
    const all = [...values, ...others.flatMap((tags) => [...(tags?.get(key) ?? [undefined])])];
    if (!all.includes(undefined) && new Set(all).size === all.length) return key;
  }
  return undefined;
}

type Tags = ReadonlyMap<string, ReadonlySet<string | number | boolean>>;

/**
 * The required keys that have literal values, and these, of a plain object or of a union that is
 * itself told apart by a tag; none for anything else.
 */
function tagsOf(id: SchemaId, printer: Printer, scope: Scope): Tags {
  const { facts } = printer;
  const tags = new Map<string, ReadonlySet<string | number | boolean>>();
  const unit = printer.unit(id);
  if (unit !== undefined && (printer.isRecursive(unit) || isLazy(unit, scope))) return tags;
  const target = facts.followed(id);
  if (target !== id) return tagsOf(target, printer, scope);
  const nested = nestedVariants(id, printer, scope);
  if (nested !== undefined) return sharedTags(nested, printer, scope);
  const members = shapeOf(id, printer, scope);
  if (members === undefined || isUntouched(members, facts) || isAskedWhole(id, facts)) return tags;
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

/** The variants of a schema that is nothing but a union with a tag. */
function nestedVariants(
  id: SchemaId,
  printer: Printer,
  scope: Scope,
): readonly SchemaId[] | undefined {
  const { types, oneOf, anyOf, ...others } = printer.facts.assertions(id);
  const variants = oneOf ?? anyOf;
  if (variants === undefined || (oneOf !== undefined && anyOf !== undefined)) return undefined;
  const isPlain = Object.keys(others).length === 0 && (types?.includes("object") ?? true);
  return isPlain && tagOf(variants, printer, scope) !== undefined ? variants : undefined;
}

function sharedTags(variants: readonly SchemaId[], printer: Printer, scope: Scope): Tags {
  const [first = new Map<string, never>(), ...others] = variants.map((id) =>
    tagsOf(id, printer, scope),
  );
  const shared = [...first.keys()].filter((key) => others.every((tags) => tags.has(key)));
  return new Map(
    shared.map((key) => [
      key,
      new Set([first, ...others].flatMap((tags) => [...(tags.get(key) ?? [])])),
    ]),
  );
}
