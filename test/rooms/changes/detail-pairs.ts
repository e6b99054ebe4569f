import type { Json, JsonObject } from "../../../generator/model/json.js";
import { answers, api, asks, bothWays, sends, type Pair } from "./pairs.js";

/* What documents say of tags, forms, links, sunsets of parameters, and patterns that mean the same. */

const text = { type: "string" };
const limit = { name: "limit", in: "query", schema: { type: "integer" } };
const announced = { ...limit, deprecated: true };

const parameters: readonly (readonly [
  name: string,
  before: JsonObject[],
  after: JsonObject[],
  changes: readonly string[],
])[] = [
  ["a deprecated one goes", [announced], [], ["info parameter-removed-deprecated"]],
  [
    "one goes before its sunset",
    [{ ...announced, "x-sunset": "2026-12-31" }],
    [],
    ["error parameter-removed-before-sunset"],
  ],
  [
    "one goes after its sunset",
    [{ ...announced, "x-sunset": "2026-01-31" }],
    [],
    ["info parameter-removed-after-sunset"],
  ],
  [
    "one goes whose sunset is no date",
    [{ ...announced, "x-sunset": "soon" }],
    [],
    ["warning parameter-removed"],
  ],
  [
    "deprecated with a sunset",
    [limit],
    [{ ...announced, "x-sunset": "2027-01-31" }],
    ["info parameter-deprecated", "info sunset-added"],
  ],
  [
    "an earlier sunset",
    [{ ...announced, "x-sunset": "2027-01-31" }],
    [{ ...announced, "x-sunset": "2026-12-31" }],
    ["error sunset-earlier"],
  ],
  ["reactivated", [announced], [limit], ["info parameter-reactivated"]],
];

const object = { type: "object", properties: { a: text, b: { type: "array", items: text } } };
const form = (type: string, encoding?: JsonObject): JsonObject =>
  api({
    requestBody: {
      required: true,
      content: { [type]: { schema: object, ...(encoding === undefined ? {} : { encoding }) } },
    },
  });
const URLENCODED = "application/x-www-form-urlencoded";
const PARTS = "multipart/form-data";
const list = (encodings: JsonObject): JsonObject =>
  api({
    requestBody: {
      required: true,
      content: { "multipart/mixed": { schema: { type: "array", items: {} }, ...encodings } },
    },
  });
const part = (headers: JsonObject): JsonObject => form(PARTS, { a: { headers } });
const link = (links: JsonObject): JsonObject =>
  api({ responses: { 200: { description: "Fine", links } } });

const documents: readonly (readonly [
  name: string,
  before: JsonObject,
  after: JsonObject,
  changes: readonly string[],
])[] = [
  [
    "a form's list is written otherwise",
    form(URLENCODED, { b: { style: "form", explode: true } }),
    form(URLENCODED, { b: { style: "pipeDelimited", explode: false } }),
    ["error encoding-changed"],
  ],
  ["a form's default, said or not", form(URLENCODED), form(URLENCODED, {}), []],
  [
    "a part gets a type",
    form(PARTS),
    form(PARTS, { a: { contentType: "image/png, image/*" } }),
    ["error encoding-changed"],
  ],
  [
    "a part's type, in capitals",
    form(PARTS, { a: { contentType: "image/png" } }),
    form(PARTS, { a: { contentType: "Image/PNG" } }),
    [],
  ],
  [
    "parts of a part are written otherwise",
    form(PARTS, { b: { contentType: "multipart/mixed" } }),
    form(PARTS, {
      b: { contentType: "multipart/mixed", itemEncoding: { contentType: "image/png" } },
    }),
    ["error encoding-changed"],
  ],
  [
    "items get a type at one position, and there it is",
    list({ itemEncoding: { contentType: "image/png" } }),
    list({
      prefixEncoding: [{ contentType: "application/json" }, { contentType: "image/png" }],
      itemEncoding: { contentType: "image/png" },
    }),
    ["error encoding-changed"],
  ],
  [
    "a part needs a header",
    part({}),
    part({ "X-Sum": { required: true, schema: text } }),
    ["error required-part-header-added"],
  ],
  [
    "a part's header comes and goes",
    part({ "X-Old": { schema: text } }),
    part({ "X-New": { schema: text } }),
    ["info part-header-added", "warning part-header-removed"],
  ],
  [
    "a part's header narrows",
    part({ "X-Sum": { schema: text } }),
    part({ "X-Sum": { schema: { ...text, maxLength: 3 } } }),
    ["error request-parameter-max-length-added"],
  ],
  ["a link comes", link({}), link({ next: { operationId: "addPet" } }), ["info link-added"]],
  ["a link goes", link({ next: { operationId: "addPet" } }), link({}), ["warning link-removed"]],
  [
    "a link gives something else",
    link({ next: { operationId: "addPet", parameters: { id: "$response.body#/id" } } }),
    link({ next: { operationId: "addPet", parameters: { id: "$response.body#/key" } } }),
    ["warning link-changed"],
  ],
  [
    "a link names the operation by its place",
    link({ next: { operationId: "addPet" } }),
    link({ next: { operationRef: "#/paths/~1pets/post" } }),
    [],
  ],
];

const tagged = (name: string): JsonObject => ({
  type: "object",
  required: ["kind"],
  properties: { kind: text, type: text, [name]: text },
});
const schemas = { Cat: tagged("purr"), Dog: tagged("bark"), Cow: tagged("moo") };
const to = (name: string): string => `#/components/schemas/${name}`;
const union = (discriminator?: JsonObject): Json => ({
  oneOf: [{ $ref: to("Cat") }, { $ref: to("Dog") }],
  ...(discriminator === undefined ? {} : { discriminator }),
});
const mapped = (mapping: JsonObject): Json => union({ propertyName: "kind", mapping });
const mapping = { cat: to("Cat"), dog: to("Dog") };

const unions: Pair[] = [
  ["discriminator comes", union(), union({ propertyName: "kind" }), "warning added", "info added"],
  [
    "discriminator goes",
    union({ propertyName: "kind" }),
    union(),
    "info removed",
    "warning removed",
  ],
  [
    "another property",
    union({ propertyName: "kind" }),
    union({ propertyName: "type" }),
    "error property-changed",
    "error property-changed",
  ],
  [
    "a mapping that says what names say",
    union({ propertyName: "kind" }),
    mapped({ Cat: to("Cat"), Dog: "Dog" }),
    "",
    "",
  ],
  [
    "a tag comes",
    mapped(mapping),
    mapped({ ...mapping, kitten: to("Cat") }),
    "info mapping-added",
    "warning mapping-added",
  ],
  [
    "a tag goes",
    mapped({ ...mapping, kitten: to("Cat") }),
    mapped(mapping),
    "error mapping-removed",
    "info mapping-removed",
  ],
  [
    "a tag names another alternative",
    mapped({ ...mapping, pet: to("Cat") }),
    mapped({ ...mapping, pet: to("Dog") }),
    "error mapping-changed",
    "error mapping-changed",
  ],
].flatMap(([name, before, after, sent, received]) => {
  const ids = (area: string, told: string): string[] =>
    told === "" ? [] : [told.replace(" ", ` ${area}-discriminator-`)];
  return bothWays(
    name as string,
    before as Json,
    after as Json,
    ids("request-body", sent as string),
    ids("response-body", received as string),
    [schemas, schemas],
  );
});

const renamed = { Cat: schemas.Cat, Hound: schemas.Dog };
const hound: Json = {
  oneOf: [{ $ref: to("Cat") }, { $ref: to("Hound") }],
  discriminator: { propertyName: "kind" },
};

const like = (pattern: string, more: JsonObject = {}): JsonObject => ({
  ...text,
  pattern,
  ...more,
});
const patterns: Pair[] = [
  ...bothWays("a class written otherwise", like("^[0-9]+$"), like("^\\d\\d*$"), [], []),
  ...bothWays("a pattern that says nothing", text, like(".*"), [], []),
  ...bothWays("a pattern that lengths say", { ...text, maxLength: 2 }, like("^[^]{0,2}$"), [], []),
  ...bothWays("an end that says nothing", like("a"), like(".*a"), [], []),
  ...bothWays("alternatives in a group", like("^a$|^b$"), like("^[ab]$"), [], []),
  ...bothWays(
    "a count instead of a length",
    like("^[a-z]{1,10}$"),
    like("^[a-z]+$", { maxLength: 10 }),
    [],
    [],
  ),
  ...bothWays(
    "a longer count",
    like("^[a-z]{1,10}$"),
    like("^[a-z]{1,20}$"),
    ["info request-body-pattern-changed"],
    ["error response-body-pattern-changed"],
  ),
  ...bothWays(
    "a narrower class",
    like("^[A-Za-z0-9-]+$"),
    like("^[a-z0-9]+$"),
    ["error request-body-pattern-changed"],
    ["info response-body-pattern-changed"],
  ),
  ...bothWays(
    "what automata do not say",
    like("^(?=.*a).+$"),
    like("a"),
    ["warning request-body-pattern-changed"],
    ["warning response-body-pattern-changed"],
  ),
];

export const detailPairs: readonly Pair[] = [
  ...parameters.map(([name, before, after, changes]) => ({
    name: `a parameter: ${name}`,
    before: asks(...before),
    after: asks(...after),
    changes,
  })),
  ...documents.map(([name, before, after, changes]) => ({ name, before, after, changes })),
  ...unions,
  {
    name: "an alternative that is called otherwise, sent",
    before: sends(union({ propertyName: "kind" }), { Cat: schemas.Cat, Dog: schemas.Dog }),
    after: sends(hound, renamed),
    changes: [
      "error request-body-discriminator-mapping-removed",
      "info request-body-discriminator-mapping-added",
      "info schema-added",
      "warning schema-removed",
    ],
  },
  {
    name: "a parent's mapping loses a tag, received",
    before: answers({ $ref: to("Pet") }, parent({ cat: to("Cat"), dog: to("Dog") })),
    after: answers({ $ref: to("Pet") }, parent({ cat: to("Cat") })),
    changes: ["info response-body-discriminator-mapping-removed"],
  },
  ...patterns,
];

function parent(mapping: JsonObject): JsonObject {
  const child = { allOf: [{ $ref: to("Pet") }] };
  return {
    Pet: {
      type: "object",
      required: ["kind"],
      properties: { kind: text },
      discriminator: { propertyName: "kind", mapping },
    },
    ...{ Cat: child, Dog: child },
  };
}
