import type { Json, JsonObject } from "../../../generator/model/json.js";
import { bothWays, type Pair } from "./pairs.js";

const text = { type: "string" };
const pet = { type: "object", required: ["name"], properties: { name: text, tag: text } };
const dog = { type: "object", required: ["kind"], properties: { kind: { const: "dog" } } };
const cat = { type: "object", required: ["kind"], properties: { kind: { const: "cat" } } };
const cow = { type: "object", required: ["kind"], properties: { kind: { const: "cow" } } };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const member = (schema: JsonObject): JsonObject => ({ type: "object", properties: { a: schema } });

const pairs: Pair[] = [];
/** A keyword that is set where there was none, and its converse. */
function both(
  name: string,
  loose: Json,
  strict: Json,
  narrowed: readonly string[],
  widened: readonly string[],
): void {
  pairs.push(
    ...bothWays(
      `${name}: set`,
      loose,
      strict,
      narrowed.map((id) => `error request-body-${id}`),
      narrowed.map((id) => `info response-body-${id}`),
    ),
    ...bothWays(
      `${name}: dropped`,
      strict,
      loose,
      widened.map((id) => `info request-body-${id}`),
      widened.map((id) => `error response-body-${id}`),
    ),
  );
}

const number = { type: "number" };
const list = { type: "array", items: text };
const object = { type: "object" };
both("minimum", number, { ...number, minimum: 1 }, ["minimum-added"], ["minimum-removed"]);
both(
  "minimum moves",
  { ...number, minimum: 1 },
  { ...number, minimum: 2 },
  ["minimum-increased"],
  ["minimum-decreased"],
);
both(
  "exclusiveMinimum",
  { ...number, minimum: 1 },
  { ...number, exclusiveMinimum: 1 },
  ["minimum-increased"],
  ["minimum-decreased"],
);
both(
  "maximum",
  { ...number, maximum: 9 },
  { ...number, maximum: 5 },
  ["maximum-decreased"],
  ["maximum-increased"],
);
both(
  "multipleOf",
  number,
  { ...number, multipleOf: 2 },
  ["multiple-of-added"],
  ["multiple-of-removed"],
);
both("integer", number, { type: "integer" }, ["type-narrowed"], ["type-widened"]);
both(
  "int32 in int64",
  { type: "integer", format: "int64" },
  { type: "integer", format: "int32" },
  ["format-changed"],
  ["format-changed"],
);
both("maxLength", text, { ...text, maxLength: 5 }, ["max-length-added"], ["max-length-removed"]);
both(
  "minLength moves",
  { ...text, minLength: 1 },
  { ...text, minLength: 2 },
  ["min-length-increased"],
  ["min-length-decreased"],
);
both("pattern", text, { ...text, pattern: "^a" }, ["pattern-added"], ["pattern-removed"]);
both("format", text, { ...text, format: "date" }, ["format-added"], ["format-removed"]);
both("enum", text, { ...text, enum: ["a", "b"] }, ["became-enum"], ["enum-removed"]);
both("const", text, { ...text, const: "a" }, ["became-enum"], ["enum-removed"]);
both("maxItems", list, { ...list, maxItems: 3 }, ["max-items-added"], ["max-items-removed"]);
both(
  "minItems moves",
  { ...list, minItems: 1 },
  { ...list, minItems: 2 },
  ["min-items-increased"],
  ["min-items-decreased"],
);
both(
  "uniqueItems",
  list,
  { ...list, uniqueItems: true },
  ["unique-items-added"],
  ["unique-items-removed"],
);
both(
  "contains",
  list,
  { ...list, contains: { const: "a" } },
  ["contains-narrowed"],
  ["contains-widened"],
);
both(
  "prefixItems",
  { type: "array" },
  { type: "array", prefixItems: [text] },
  ["property-items-narrowed".replace("property-", "")],
  ["items-widened"],
);
both(
  "minProperties",
  object,
  { ...object, minProperties: 2 },
  ["min-properties-added"],
  ["min-properties-removed"],
);
both(
  "additionalProperties",
  object,
  { ...object, additionalProperties: false },
  ["additional-properties-narrowed"],
  ["additional-properties-widened"],
);
both(
  "patternProperties",
  object,
  { ...object, patternProperties: { "^x": text } },
  ["additional-properties-narrowed"],
  ["additional-properties-widened"],
);
both(
  "propertyNames",
  object,
  { ...object, propertyNames: { maxLength: 3 } },
  ["property-names-added"],
  ["property-names-removed"],
);
both(
  "dependentRequired",
  pet,
  { ...pet, dependentRequired: { tag: ["age"] } },
  ["dependent-required-added"],
  ["dependent-required-removed"],
);
both(
  "dependentSchemas",
  pet,
  { ...pet, dependentSchemas: { tag: { minProperties: 2, maxProperties: 4 } } },
  ["dependent-schemas-added"],
  ["dependent-schemas-removed"],
);
both("not", text, { ...text, not: { const: "a" } }, ["not-narrowed"], ["not-widened"]);
both(
  "unevaluatedProperties",
  { allOf: [pet] },
  { allOf: [pet], unevaluatedProperties: false },
  ["additional-properties-narrowed"],
  ["additional-properties-widened"],
);
both("null goes", { type: ["string", "null"] }, text, ["became-not-nullable"], ["became-nullable"]);
both("a type goes", { type: ["string", "integer"] }, text, ["type-narrowed"], ["type-widened"]);
both(
  "an alternative goes",
  { oneOf: [dog, cat, cow] },
  { oneOf: [dog, cat] },
  ["alternative-removed"],
  ["alternative-added"],
);
both(
  "anyOf of types",
  { anyOf: [text, number] },
  { anyOf: [text] },
  ["type-narrowed"],
  ["type-widened"],
);
both(
  "if and then",
  pet,
  { ...pet, if: { required: ["tag"] }, then: { minProperties: 3 } },
  ["conditional-narrowed"],
  ["conditional-widened"],
);
both(
  "allOf with a bound",
  text,
  { allOf: [text, { maxLength: 4 }] },
  ["max-length-added"],
  ["max-length-removed"],
);

pairs.push(
  ...bothWays(
    "a value of an enumeration goes",
    { enum: ["a", "b"] },
    { enum: ["a"] },
    ["error request-body-enum-value-removed"],
    ["info response-body-enum-value-removed"],
  ),
  ...bothWays(
    "a value of an enumeration comes",
    { enum: ["a"] },
    { enum: ["a", "b"] },
    ["info request-body-enum-value-added"],
    ["warning response-body-enum-value-added"],
  ),
  ...bothWays(
    "another const",
    { const: "a" },
    { const: "b" },
    ["error request-body-enum-value-removed", "info request-body-enum-value-added"],
    ["info response-body-enum-value-removed", "warning response-body-enum-value-added"],
  ),
  ...bothWays(
    "another type",
    text,
    number,
    ["error request-body-type-changed"],
    ["error response-body-type-changed"],
  ),
  ...bothWays(
    "another pattern",
    { ...text, pattern: "^a" },
    { ...text, pattern: "^b" },
    ["warning request-body-pattern-changed"],
    ["warning response-body-pattern-changed"],
  ),
  ...bothWays(
    "an optional member comes",
    object,
    member(text),
    ["info request-property-added"],
    ["info response-property-added"],
  ),
  ...bothWays(
    "an optional member goes",
    member(text),
    object,
    ["warning request-property-removed"],
    ["warning response-property-removed"],
  ),
  ...bothWays(
    "a required member comes",
    object,
    { ...pet, properties: { name: text } },
    ["error request-property-required-added"],
    ["info response-property-required-added"],
  ),
  ...bothWays(
    "a required member goes",
    { ...pet, properties: { name: text } },
    object,
    ["warning request-property-required-removed"],
    ["error response-property-required-removed"],
  ),
  ...bothWays(
    "a member becomes required",
    member(text),
    { ...member(text), required: ["a"] },
    ["error request-property-became-required"],
    ["info response-property-became-required"],
  ),
  ...bothWays(
    "a member becomes optional",
    { ...member(text), required: ["a"] },
    member(text),
    ["info request-property-became-optional"],
    ["error response-property-became-optional"],
  ),
  ...bothWays(
    "a member comes to a closed object",
    { ...object, additionalProperties: false },
    { ...member(text), additionalProperties: false },
    ["info request-property-added"],
    ["error response-property-added"],
  ),
  ...bothWays(
    "a member goes from a closed object",
    { ...member(text), additionalProperties: false },
    { ...object, additionalProperties: false },
    ["error request-property-removed"],
    ["warning response-property-removed"],
  ),
  ...bothWays(
    "a bound deep inside",
    member({ type: "array", items: member(text) }),
    member({ type: "array", items: member({ ...text, maxLength: 3 }) }),
    ["error request-property-max-length-added"],
    ["info response-property-max-length-added"],
  ),
  ...bothWays(
    "a member becomes null as well",
    member(text),
    member({ anyOf: [text, { type: "null" }] }),
    ["info request-property-became-nullable"],
    ["error response-property-became-nullable"],
  ),
  ...bothWays(
    "contentEncoding",
    text,
    { ...text, contentEncoding: "base64" },
    ["error request-body-content-encoding-added"],
    ["info response-body-content-encoding-added"],
  ),
  ...bothWays(
    "an object in a union",
    dog,
    { oneOf: [dog, cat] },
    ["info request-body-alternative-added"],
    ["error response-body-alternative-added"],
  ),
  ...bothWays(
    "a bound in one alternative of a union",
    { oneOf: [dog, { ...cat, properties: { ...cat.properties, n: text } }] },
    { oneOf: [dog, { ...cat, properties: { ...cat.properties, n: { ...text, maxLength: 3 } } }] },
    ["error request-property-max-length-added"],
    ["info response-property-max-length-added"],
  ),
  ...bothWays(
    "a bound in a recursive component",
    ref("Node"),
    ref("Node"),
    ["error request-property-max-length-added"],
    ["info response-property-max-length-added"],
    [
      { Node: { type: "object", properties: { value: text, next: ref("Node") } } },
      {
        Node: {
          type: "object",
          properties: { value: { ...text, maxLength: 3 }, next: ref("Node") },
        },
      },
    ],
  ),
);

/** What is written otherwise and means the same. */
const equals: readonly (readonly [
  name: string,
  before: object | boolean,
  after: object | boolean,
  schemas?: readonly [object, object],
  changes?: readonly string[],
])[] = [
  ["an alternative moves", { oneOf: [dog, cat] }, { oneOf: [cat, dog] }],
  [
    "oneOf of alternatives that exclude each other becomes anyOf",
    { oneOf: [dog, cat] },
    { anyOf: [dog, cat] },
  ],
  [
    "overlapping oneOf stays",
    { oneOf: [{ required: ["a"] }, { required: ["b"] }] },
    { oneOf: [{ required: ["b"] }, { required: ["a"] }] },
  ],
  ["null by anyOf", { type: ["string", "null"] }, { anyOf: [text, { type: "null" }] }],
  [
    "null by oneOf",
    { type: ["string", "null"], maxLength: 3 },
    { oneOf: [{ type: "null" }, { ...text, maxLength: 3 }] },
  ],
  [
    "an enumeration and null wrapped",
    { enum: ["a", null] },
    { oneOf: [{ enum: ["a"] }, { type: "null" }] },
  ],
  ["an enumeration of one and const", { enum: ["a"] }, { const: "a" }],
  [
    "constants in a union are an enumeration",
    { enum: ["a", "b"] },
    { type: "string", oneOf: [{ const: "a" }, { const: "b" }] },
  ],
  ["a constraint moves into allOf", { ...text, maxLength: 3 }, { allOf: [text, { maxLength: 3 }] }],
  [
    "a constraint moves out of a union",
    { anyOf: [{ ...text, maxLength: 3 }, { ...number }] },
    { maxLength: 3, anyOf: [text, number] },
  ],
  [
    "members move into allOf",
    pet,
    {
      allOf: [
        { type: "object", properties: { name: text } },
        { properties: { tag: text }, required: ["name"] },
      ],
    },
  ],
  [
    "an exclusive bound of whole numbers stays whole",
    { type: "integer", multipleOf: 1 },
    { type: "integer" },
  ],
  [
    "a bound that the format implies",
    { type: "integer", format: "int32", minimum: -2147483648 },
    { type: "integer", format: "int32" },
  ],
  ["a size that required members imply", { ...pet, minProperties: 1 }, pet],
  ["double negation", text, { not: { not: text } }],
  ["an alternative within another", { anyOf: [text, { ...text, maxLength: 3 }] }, text],
  ["true and nothing", {}, true],
  ["boolean as an enumeration", { type: "boolean" }, { enum: [true, false] }],
  ["numbers written otherwise", { type: ["integer", "number"] }, number],
  ["inlined, then a component", pet, ref("Pet"), [{}, { Pet: pet }], ["info schema-added"]],
  [
    "a component under another name",
    ref("Pet"),
    ref("Animal"),
    [{ Pet: pet }, { Animal: pet }],
    ["info schema-added", "warning schema-removed"],
  ],
  [
    "a reference wrapped",
    ref("Pet"),
    { allOf: [ref("Pet")], description: "One" },
    [{ Pet: pet }, { Pet: pet }],
  ],
  [
    "a recursive component, unrolled once",
    ref("Node"),
    { type: "object", properties: { next: ref("Node") } },
    [
      { Node: { type: "object", properties: { next: ref("Node") } } },
      { Node: { type: "object", properties: { next: ref("Node") } } },
    ],
  ],
  ["additionalProperties as all it was", object, { ...object, additionalProperties: true }],
  [
    "unevaluatedProperties as additionalProperties",
    { ...pet, additionalProperties: false },
    { ...pet, unevaluatedProperties: false },
  ],
  ["prose", { ...text, description: "A" }, { ...text, title: "B", examples: ["x"] }],
];
for (const [name, before, after, schemas = [{}, {}], changes = []] of equals)
  pairs.push(
    ...bothWays(name, before as never, after as never, changes, changes, schemas as never),
  );

export const schemaPairs: readonly Pair[] = pairs;
