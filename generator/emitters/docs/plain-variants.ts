import type { SchemaId } from "../../model/schema.js";
import { constraintsOf, type Fact } from "./constraints.js";
import { referenceOf } from "./notation.js";
import type { Place } from "./place.js";
import { listed, word } from "./span.js";

/**
 * What a union's variant demands where nothing else tells it: those with members have rows, those
 * with a page are linked to.
 */
export function plainDemands(variant: SchemaId, place: Place): Fact[] {
  const { kind } = place.schema(variant).shape;
  const isPlain = kind === "scalar" || kind === "literals" || kind === "mixed";
  return isPlain && place.declaration(variant) === undefined ? constraintsOf(variant, place) : [];
}

/** The same of all variants of a union, each for its values: `as string, has at most 7 characters`. */
export function variantFacts(id: SchemaId, place: Place): Fact[] {
  const { shape } = place.schema(id);
  if (shape.kind !== "union") return [];
  return shape.variants.flatMap(({ schema }): Fact[] => {
    const facts = plainDemands(schema, place);
    if (facts.length === 0) return [];
    return [[word("as "), ...referenceOf(schema, place), word(", "), ...listed(facts, "and")]];
  });
}
