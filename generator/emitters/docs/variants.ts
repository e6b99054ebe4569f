import type { Property, SchemaId, Variant } from "../../model/schema.js";
import { sentence, type View } from "./fields.js";
import { notationOf, referenceOf } from "./notation.js";
import { plainDemands } from "./plain-variants.js";
import type { Place } from "./place.js";
import { listed, mono, value, word, type Span } from "./span.js";

/** A union's variants beside each other: which member each has. */
export interface Matrix {
  readonly columns: readonly { readonly name: readonly Span[] }[];
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly { readonly type: readonly Span[] }[];
  }[];
}

const MOST_COLUMNS = 6;
const MOST_ROWS = 60;

/** Null when the variants are not objects, or too many to stand side by side. */
export function matrixOf(variants: readonly Variant[], place: Place): View<Matrix> | null {
  if (variants.length < 2 || variants.length > MOST_COLUMNS) return null;
  const members = variants.map(({ schema }) => propertiesOf(schema, place, new Set()));
  const keys = [...new Set(members.flatMap((member) => [...member.keys()]))];
  if (keys.length === 0 || keys.length > MOST_ROWS || members.some(({ size }) => size === 0))
    return null;
  return {
    columns: variants.map((variant) => ({ name: referenceOf(variant.schema, place) })),
    rows: keys.map((name) => ({
      name,
      cells: members.map((member) => ({ type: cellOf(member.get(name), place) })),
    })),
  };
}

function cellOf(property: Property | undefined, place: Place): Span[] {
  if (property === undefined) return [word("–")];
  const { const: constant } = place.schema(property.schema).assertions;
  const type =
    constant === undefined ? referenceOf(property.schema, place) : [value(constant.value)];
  return property.presence === "required" ? [...type, word(" (required)")] : type;
}

function propertiesOf(id: SchemaId, place: Place, seen: Set<SchemaId>): Map<string, Property> {
  const found = new Map<string, Property>();
  if (seen.has(id)) return found;
  seen.add(id);
  const { shape } = place.schema(id);
  if (shape.kind === "reference") return propertiesOf(shape.target, place, seen);
  if (shape.kind === "intersection") {
    for (const part of shape.parts)
      for (const [key, one] of propertiesOf(part, place, seen)) found.set(key, one);
  }
  if (shape.kind === "object" || shape.kind === "union" || shape.kind === "intersection") {
    for (const property of shape.properties) found.set(property.key, property);
  }
  return found;
}

/** The variants of a union, with the values that select each. */
export function variantsOf(
  variants: readonly Variant[],
  place: Place,
): {
  readonly type: readonly Span[];
  readonly tags: readonly Span[];
  readonly description: string;
  readonly constraints: readonly Span[];
}[] {
  return variants.map(({ schema, tags }) => ({
    type:
      place.declaration(schema) === undefined
        ? notationOf(schema, place)
        : referenceOf(schema, place),
    tags: listed(
      tags.map((tag) => [mono(tag)]),
      "or",
    ),
    description: descriptionOf(schema, place),
    constraints: sentence(plainDemands(schema, place)),
  }));
}

/** Its own description, else that of the schema it refers to. */
function descriptionOf(id: SchemaId, place: Place): string {
  const { docs, shape } = place.schema(id);
  const own = docs.description ?? docs.title;
  if (own !== undefined || shape.kind !== "reference") return own ?? "";
  const { docs: other } = place.schema(shape.target);
  return other.description ?? other.title ?? "";
}
