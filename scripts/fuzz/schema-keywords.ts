import type { Draw } from "./draw.js";
import type { Json, JsonObject } from "./json.js";
import { referenceTo } from "./keywords.js";
import { drawChild, drawConstant, drawInPlace, type Group, type Place } from "./place.js";
import { FORMAT_NAMES } from "./formats.js";
import { drawName, drawNames, drawNumber, PATTERN_SOURCES } from "./stock.js";

interface Keyword {
  readonly group: Group | "any";
  /** Not a keyword of OpenAPI 3.0. */
  readonly since?: "3.1";
  /** How likely it is among its group, 3 unless told. */
  readonly weight?: number;
  /** The members it becomes; some keywords mean little without a second. */
  readonly draw: (place: Place) => JsonObject;
}

const count = ({ draw }: Place): number => draw.int(0, 3);
const some = ({ draw }: Place): number => draw.int(1, 4);

/** A bound; in OpenAPI 3.0 an exclusive one is a flag beside it. */
function bound(name: "minimum" | "maximum", exclusive: boolean, place: Place): JsonObject {
  const value = drawNumber(place.draw);
  if (!exclusive) return { [name]: value };
  const flag = name === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
  return place.version === "3.1"
    ? { [flag]: value }
    : { [name]: value, [flag]: place.draw.chance(75) };
}

const DIVISORS = [1, 2, 3, 0.5, 0.1, 0.01, 0.3, 0.07, 2.5, 10, 1e-7, 1e21, 123456789, 0.0001];
const NUMBER_FORMATS = ["int32", "float", "double"];

/** What `type` of OpenAPI or JSON Schema a group of keywords is of, for branches that narrow it. */
function ofObjects(place: Place, draw: () => JsonObject): JsonObject {
  return place.draw.chance(50) ? { type: "object", ...draw() } : draw();
}

function named(draw: Draw, make: () => Json): JsonObject {
  return Object.fromEntries(drawNames(draw, 1, 3).map((name) => [name, make()]));
}

function described(place: Place): JsonObject {
  const properties = named(place.draw, () => drawChild(place));
  const names = Object.keys(properties);
  const required = place.draw.chance(35) ? { required: [place.draw.pick(names)] } : {};
  return { properties, ...required };
}

/** What an `if` asks of an object, as authors write it: a literal, or that a key is there. */
function condition(place: Place): Json {
  const { draw } = place;
  if (!place.likely.includes("object") || draw.chance(40)) return drawInPlace(place);
  const name = drawName(draw);
  return draw.chance(50)
    ? { required: [name] }
    : { properties: { [name]: { const: drawConstant(place) } }, required: [name] };
}

/** Something that `unevaluated…` may look through; otherwise it is only another `additional…`. */
function around(place: Place, group: Group): JsonObject {
  const { draw } = place;
  const inside = { ...place, likely: [group] };
  const part = (): Json =>
    group === "object" ? ofObjects(place, () => described(inside)) : drawInPlace(inside);
  return draw.weighted<() => JsonObject>([
    [3, () => ({})],
    [3, () => ({ allOf: draw.list(1, 2, part) })],
    [2, () => ({ anyOf: draw.list(1, 2, part) })],
    [1, () => ({ oneOf: draw.list(1, 2, part) })],
    [1, () => ({ if: condition(inside), then: part(), else: part() })],
    [1, () => ({ not: part() })],
    [place.targets.length > 0 ? 2 : 0, () => referenceTo(draw.pick(place.targets))],
  ])();
}

function rest(place: Place): Json {
  return place.draw.chance(70) ? false : drawChild(place);
}

/** Variants told apart by a literal, as a document of OpenAPI describes them; each is a component. */
function discriminated(place: Place): JsonObject {
  const { draw, version } = place;
  const tag = draw.pick(["kind", "a"]);
  const tags = ["x", "y", "z"].slice(0, draw.int(2, 3));
  const names = tags.map((value) => {
    const literal = version === "3.1" && draw.chance(50) ? { const: value } : { enum: [value] };
    const name = draw.pick(["b", "c", "n1"]);
    return place.declare({
      type: "object",
      properties: { [tag]: { type: "string", ...literal }, [name]: { type: draw.pick(TYPES) } },
      required: draw.chance(85) ? [tag] : [name],
      ...(draw.chance(30) ? { additionalProperties: false } : {}),
    });
  });
  const mapping = Object.fromEntries(
    names.map((name, index) => [
      tags[index] ?? name,
      draw.chance(50) ? name : (referenceTo(name)["$ref"] ?? name),
    ]),
  );
  return {
    [draw.chance(75) ? "oneOf" : "anyOf"]: names.map(referenceTo),
    discriminator: { propertyName: tag, ...(draw.chance(70) ? { mapping } : {}) },
  };
}

const TYPES = ["string", "integer", "boolean"];

/** Every keyword that is drawn, with how. `$ref`, `type` and `nullable` are drawn where schemas are. */
export const KEYWORDS: { readonly [name: string]: Keyword } = {
  enum: {
    group: "any",
    // In 3.0 an empty one is a mistake, and read as none.
    draw: (place) => {
      const least = place.version === "3.1" && place.draw.chance(3) ? 0 : 1;
      return { enum: place.draw.list(least, 4, () => drawConstant(place)) };
    },
  },
  const: { group: "any", since: "3.1", draw: (place) => ({ const: drawConstant(place) }) },
  allOf: {
    group: "any",
    draw: (place) => ({ allOf: place.draw.list(1, 3, () => drawInPlace(place)) }),
  },
  anyOf: {
    group: "any",
    draw: (place) => ({ anyOf: place.draw.list(1, 3, () => drawInPlace(place)) }),
  },
  oneOf: {
    group: "any",
    draw: (place) => ({ oneOf: place.draw.list(1, 3, () => drawInPlace(place)) }),
  },
  not: { group: "any", draw: (place) => ({ not: drawInPlace(place) }) },
  if: {
    group: "any",
    since: "3.1",
    draw: (place) => ({
      if: condition(place),
      ...(place.draw.chance(80) ? { then: drawInPlace(place) } : {}),
      ...(place.draw.chance(60) ? { else: drawInPlace(place) } : {}),
    }),
  },
  discriminator: { group: "any", draw: discriminated },

  minLength: { group: "string", draw: (place) => ({ minLength: count(place) }) },
  maxLength: { group: "string", draw: (place) => ({ maxLength: some(place) }) },
  pattern: { group: "string", draw: ({ draw }) => ({ pattern: draw.pick(PATTERN_SOURCES) }) },
  format: {
    group: "string",
    draw: ({ draw }) => ({ format: draw.pick(draw.chance(90) ? FORMAT_NAMES : NUMBER_FORMATS) }),
  },

  minimum: { group: "number", draw: (place) => bound("minimum", false, place) },
  maximum: { group: "number", draw: (place) => bound("maximum", false, place) },
  exclusiveMinimum: { group: "number", draw: (place) => bound("minimum", true, place) },
  exclusiveMaximum: { group: "number", draw: (place) => bound("maximum", true, place) },
  multipleOf: { group: "number", draw: ({ draw }) => ({ multipleOf: draw.pick(DIVISORS) }) },

  items: { group: "array", weight: 6, draw: (place) => ({ items: drawChild(place) }) },
  prefixItems: {
    group: "array",
    since: "3.1",
    draw: (place) => ({ prefixItems: place.draw.list(1, 3, () => drawChild(place)) }),
  },
  minItems: { group: "array", draw: (place) => ({ minItems: count(place) }) },
  maxItems: { group: "array", draw: (place) => ({ maxItems: some(place) }) },
  uniqueItems: { group: "array", draw: ({ draw }) => ({ uniqueItems: draw.chance(85) }) },
  contains: { group: "array", since: "3.1", draw: (place) => ({ contains: drawChild(place) }) },
  minContains: {
    group: "array",
    since: "3.1",
    weight: 2,
    draw: (place) => ({ contains: drawChild(place), minContains: place.draw.int(0, 2) }),
  },
  maxContains: {
    group: "array",
    since: "3.1",
    weight: 2,
    draw: (place) => ({ contains: drawChild(place), maxContains: place.draw.int(0, 2) }),
  },
  unevaluatedItems: {
    group: "array",
    since: "3.1",
    draw: (place) => ({ ...around(place, "array"), unevaluatedItems: rest(place) }),
  },

  properties: { group: "object", weight: 8, draw: described },
  required: { group: "object", draw: ({ draw }) => ({ required: drawNames(draw, 1, 2) }) },
  additionalProperties: {
    group: "object",
    draw: (place) => ({ additionalProperties: rest(place) }),
  },
  patternProperties: {
    group: "object",
    since: "3.1",
    draw: (place) => ({
      patternProperties: Object.fromEntries(
        place.draw.list(1, 2, () => [place.draw.pick(PATTERN_SOURCES), drawChild(place)] as const),
      ),
    }),
  },
  propertyNames: {
    group: "object",
    since: "3.1",
    draw: (place) => ({ propertyNames: drawChild(place, ["string"]) }),
  },
  minProperties: { group: "object", draw: (place) => ({ minProperties: count(place) }) },
  maxProperties: { group: "object", draw: (place) => ({ maxProperties: some(place) }) },
  dependentRequired: {
    group: "object",
    since: "3.1",
    draw: ({ draw }) => ({ dependentRequired: named(draw, () => drawNames(draw, 1, 2)) }),
  },
  dependentSchemas: {
    group: "object",
    since: "3.1",
    draw: (place) => ({
      dependentSchemas: named(place.draw, () => drawInPlace(place, ["object"])),
    }),
  },
  unevaluatedProperties: {
    group: "object",
    since: "3.1",
    draw: (place) => ({ ...around(place, "object"), unevaluatedProperties: rest(place) }),
  },
};

/** What `--only` may name. */
export const FOCUSES: readonly string[] = [
  "$ref",
  "type",
  "nullable",
  "true",
  "false",
  ...Object.keys(KEYWORDS),
];
