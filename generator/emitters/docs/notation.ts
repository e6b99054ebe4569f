import type { SchemaId } from "../../model/schema.js";
import type { Place } from "./place.js";
import { linked, listed, mono, word, type Span } from "./span.js";

/** How deep a notation follows schemas that have no page, and how many variants it names. */
const DEEPEST = 6;
const MOST_VARIANTS = 8;

/**
 * What a schema is called, in a few words: `string`, `array of Pet`, `Cat or Dog`. Schemas that have a
 * page are linked, never spelled out.
 */
export function notationOf(id: SchemaId, place: Place): Span[] {
  return notation(id, place, 0);
}

function notation(id: SchemaId, place: Place, depth: number): Span[] {
  const declaration = depth === 0 ? undefined : place.declaration(id);
  if (declaration !== undefined) return [linked(declaration.key, place.schemaLink(declaration))];
  const named = shapeNotation(id, place, depth);
  return place.schema(id).nullable ? [...named, word(" or "), mono("null")] : named;
}

/** The notation of a place that refers to a schema: a page's name even where it is the whole. */
export function referenceOf(id: SchemaId, place: Place): Span[] {
  return notation(id, place, 1);
}

function shapeNotation(id: SchemaId, place: Place, depth: number): Span[] {
  const { shape } = place.schema(id);
  if (depth > DEEPEST) return [word("a nested value")];
  const inner = (part: SchemaId | "any"): Span[] =>
    part === "any" ? [word("any value")] : notation(part, place, depth + 1);
  switch (shape.kind) {
    case "unknown":
      return [word("any value")];
    case "never":
      return [word("no value")];
    case "scalar":
      return [mono(shape.type)];
    case "mixed":
      return listed(
        shape.types.map((type) => [mono(type)]),
        "or",
      );
    case "literals":
      return [mono([...new Set(shape.values.map(typeName))].join(" or "))];
    case "object":
      if (shape.properties.length > 0 || shape.rest === "any" || shape.rest === "none") {
        return [mono("object")];
      }
      return [word("map of "), ...inner(shape.rest)];
    case "array":
      return [word("array of "), ...inner(shape.item)];
    case "tuple":
      return [word("tuple of "), ...commas(shape.items.map(inner))];
    case "union":
      if (shape.variants.length > MOST_VARIANTS) {
        return [word(`one of ${shape.variants.length} variants`)];
      }
      return listed(
        shape.variants.map((variant) => inner(variant.schema)),
        "or",
      );
    case "intersection":
      return listed(
        [...shape.parts.map(inner), ...(shape.properties.length > 0 ? [[mono("object")]] : [])],
        "and",
      );
    case "reference":
      return inner(shape.target);
  }
}

function commas(pieces: readonly Span[][]): Span[] {
  return pieces.length === 0 ? [word("nothing")] : listed(pieces, "and");
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
