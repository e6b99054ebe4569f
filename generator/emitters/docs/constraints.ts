import type {
  ArrayAssertions,
  Assertions,
  NumberAssertions,
  ObjectAssertions,
  SchemaId,
  StringAssertions,
} from "../../model/schema.js";
import { referenceOf } from "./notation.js";
import type { Place } from "./place.js";
import { linked, listed, mono, value, word, type Span } from "./span.js";

/** A fact about valid values, as a phrase whose subject is the value: `is at least 3`. */
export type Fact = readonly Span[];

/**
 * What a schema demands beyond what its notation and its table of properties say, keyword by keyword.
 * Demands of schemas that have a page are linked to, not repeated.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
export function constraintsOf(id: SchemaId, place: Place): Fact[] {
  const { assertions, shape } = place.schema(id);
  const facts = ownFacts(assertions, place, new Set([id]));
  // The notation names the variants of a union, and the parts of an intersection.
  const isUnion = shape.kind === "union" || shape.kind === "reference";
  if (!isUnion) facts.push(...alternatives(assertions, place, new Set([id])));
  if (shape.kind === "mixed") facts.push(...itemFacts(assertions, place, new Set([id])));
  if (shape.kind === "object") facts.push(...partFacts(assertions, place, new Set([id])));
  // What stands inside a component has no page to be linked to.
  else if (shape.kind === "reference" && place.declaration(shape.target) === undefined)
    facts.push(...constraintsOf(shape.target, place));
  else
    for (const part of assertions.allOf ?? []) {
      if (place.declaration(part) === undefined)
        facts.push(...ownFacts(place.schema(part).assertions, place, new Set([id, part])));
    }
  return facts;
}

/** Of a value of several types, the items it has as an array: no table tells them. */
function itemFacts({ array }: Assertions, place: Place, seen: Set<SchemaId>): Fact[] {
  return array?.items === undefined
    ? []
    : [
        [
          word("as "),
          mono("array"),
          word(", has items that each "),
          ...described(array.items, place, seen),
        ],
      ];
}

/** An object is merged from its parts: those with a page are named, the others' demands are its own. */
function partFacts(assertions: Assertions, place: Place, seen: Set<SchemaId>): Fact[] {
  const parts = [
    ...(assertions.ref === undefined ? [] : [assertions.ref]),
    ...(assertions.allOf ?? []),
  ];
  return parts.flatMap((part): Fact[] => {
    const declaration = place.declaration(part);
    if (declaration !== undefined) {
      return [[word("meets "), linked(declaration.key, place.schemaLink(declaration))]];
    }
    if (seen.has(part)) return [];
    const inner = place.schema(part).assertions;
    const within = new Set([...seen, part]);
    return [
      ...ownFacts(inner, place, within),
      ...alternatives(inner, place, within),
      ...partFacts(inner, place, within),
    ];
  });
}

function ownFacts(assertions: Assertions, place: Place, seen: Set<SchemaId>): Fact[] {
  const { string, number, array, object, conditional, not } = assertions;
  const inner = (id: SchemaId): Fact => described(id, place, seen);
  return [
    ...valueFacts(assertions),
    ...(string === undefined ? [] : stringFacts(string, inner)),
    ...(number === undefined ? [] : numberFacts(number)),
    ...(array === undefined ? [] : arrayFacts(array, inner)),
    ...(object === undefined ? [] : objectFacts(object, inner)),
    ...(not === undefined ? [] : [[word("never "), ...inner(not)]]),
    ...(conditional?.then === undefined
      ? []
      : [
          [
            word("if it "),
            ...inner(conditional.if),
            word(", then it "),
            ...inner(conditional.then),
          ],
        ]),
    ...(conditional?.else === undefined
      ? []
      : [
          [word("unless it "), ...inner(conditional.if), word(", it "), ...inner(conditional.else)],
        ]),
  ];
}

function valueFacts({ const: constant, enum: values, string, number }: Assertions): Fact[] {
  if (constant !== undefined) return [[word("is always "), value(constant.value)]];
  const known: readonly (string | number)[] = string?.known ?? number?.known ?? [];
  if (known.length > 0 && values === undefined)
    return [[word("is "), ...commas(known.map(value)), word(" or a value that is not listed yet")]];
  if (values === undefined) return [];
  return [
    [
      word(values.length === 1 ? "is always " : "is one of "),
      ...listed(
        values.map((one) => [value(one)]),
        "or",
      ),
    ],
  ];
}

function commas(pieces: readonly Span[]): Span[] {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [word(", "), piece]));
}

function stringFacts(string: StringAssertions, inner: (id: SchemaId) => Fact): Fact[] {
  const {
    minLength,
    maxLength,
    pattern,
    format,
    contentEncoding,
    contentMediaType,
    contentSchema,
  } = string;
  return [
    ...range("has", minLength, maxLength, "character"),
    ...(pattern === undefined ? [] : [[word("matches the pattern "), mono(pattern)]]),
    ...(format === undefined ? [] : [[word("has the format "), mono(format)]]),
    ...(contentEncoding === undefined ? [] : [[word("is encoded as "), mono(contentEncoding)]]),
    ...(contentMediaType === undefined ? [] : [[word("holds "), mono(contentMediaType)]]),
    ...(contentSchema === undefined
      ? []
      : [[word("holds a value that "), ...inner(contentSchema)]]),
  ];
}

function numberFacts(number: NumberAssertions): Fact[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = number;
  const bounds: [string, number | undefined][] = [
    ["is at least ", minimum],
    ["is at most ", maximum],
    ["is greater than ", exclusiveMinimum],
    ["is less than ", exclusiveMaximum],
    ["is a multiple of ", multipleOf],
  ];
  const facts = bounds.flatMap(([text, bound]): Fact[] =>
    bound === undefined ? [] : [[word(text), value(bound)]],
  );
  return format === undefined ? facts : [...facts, [word("has the format "), mono(format)]];
}

function arrayFacts(array: ArrayAssertions, inner: (id: SchemaId) => Fact): Fact[] {
  const { minItems, maxItems, uniqueItems, contains, unevaluatedItems } = array;
  return [
    ...range("has", minItems, maxItems, "item"),
    ...(uniqueItems === true ? [[word("has no item twice")]] : []),
    ...(contains === undefined
      ? []
      : [
          [
            word(
              `has at least ${contains.min}${contains.max === undefined ? "" : ` and at most ${contains.max}`} of the items that each `,
            ),
            ...inner(contains.schema),
          ],
        ]),
    ...(unevaluatedItems === undefined
      ? []
      : [[word("any further item "), ...inner(unevaluatedItems)]]),
  ];
}

function objectFacts(object: ObjectAssertions, inner: (id: SchemaId) => Fact): Fact[] {
  const rest = object.additionalProperties ?? object.unevaluatedProperties;
  const undeclared = (object.required ?? []).filter(
    (key) => !Object.hasOwn(object.properties ?? {}, key),
  );
  return [
    ...(undeclared.length === 0 ? [] : [presence(undeclared)]),
    ...range("has", object.minProperties, object.maxProperties, "property"),
    ...(rest === undefined ? [] : [[word("any other property "), ...inner(rest)]]),
    ...(object.propertyNames === undefined
      ? []
      : [[word("each property’s name "), ...inner(object.propertyNames)]]),
    ...Object.entries(object.patternProperties ?? {}).map(([pattern, id]): Fact => [
      word("each property whose name matches "),
      mono(pattern),
      word(" "),
      ...inner(id),
    ]),
    ...Object.entries(object.dependentRequired ?? {}).map(([key, keys]): Fact => [
      word("with "),
      mono(key),
      word(", "),
      ...presence(keys),
    ]),
    ...Object.entries(object.dependentSchemas ?? {}).map(([key, id]): Fact => [
      word("with "),
      mono(key),
      word(", it "),
      ...inner(id),
    ]),
  ];
}

/** `anyOf` and `oneOf` that no union in the notation stands for. */
function alternatives(assertions: Assertions, place: Place, seen: Set<SchemaId>): Fact[] {
  const groups = [
    ["at least", assertions.anyOf],
    ["exactly", assertions.oneOf],
  ] as const;
  return groups.flatMap(([count, members]): Fact[] => {
    if (members === undefined) return [];
    const pieces = members.map((id) => described(id, place, seen));
    return [[word(`${count} one of these holds: it `), ...listed(pieces, "or")]];
  });
}

/** A schema as a condition: a predicate made of its own facts; the name alone where it has a page. */
function described(id: SchemaId, place: Place, seen: Set<SchemaId>): Fact {
  const { assertions } = place.schema(id);
  if (place.declaration(id) !== undefined || assertions.ref !== undefined) {
    return [word("is "), ...referenceOf(id, place)];
  }
  if (seen.has(id)) return [word("meets the same rules")];
  if (assertions.types?.length === 0) return [word("is not allowed")];
  const within = new Set([...seen, id]);
  const { types, object, array } = assertions;
  const facts: Fact[] = [];
  if (types !== undefined)
    facts.push([
      word("is of type "),
      ...listed(
        types.map((type) => [mono(type)]),
        "or",
      ),
    ]);
  const declared = (object?.required ?? []).filter((key) =>
    Object.hasOwn(object?.properties ?? {}, key),
  );
  if (declared.length > 0) facts.push(presence(declared));
  for (const [key, member] of Object.entries(object?.properties ?? {})) {
    facts.push([word("has "), mono(key), word(" that "), ...described(member, place, within)]);
  }
  if (array?.items !== undefined)
    facts.push([word("has items that each "), ...described(array.items, place, within)]);
  facts.push(...ownFacts(assertions, place, within), ...alternatives(assertions, place, within));
  for (const part of assertions.allOf ?? []) facts.push(described(part, place, within));
  return facts.length === 0 ? [word("may be anything")] : listed(facts, "and");
}

function presence(keys: readonly string[]): Fact {
  return [
    word("has "),
    ...listed(
      keys.map((key) => [mono(key)]),
      "and",
    ),
  ];
}

function range(
  verb: string,
  min: number | undefined,
  max: number | undefined,
  noun: string,
): Fact[] {
  const many = (count: number): string =>
    count === 1 ? noun : noun === "property" ? "properties" : `${noun}s`;
  if (min !== undefined && max !== undefined) {
    return min === max
      ? [[word(`${verb} exactly ${min} ${many(min)}`)]]
      : [[word(`${verb} ${min} to ${max} ${many(max)}`)]];
  }
  if (min !== undefined) return [[word(`${verb} at least ${min} ${many(min)}`)]];
  return max === undefined ? [] : [[word(`${verb} at most ${max} ${many(max)}`)]];
}
