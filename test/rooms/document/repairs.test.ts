import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { codesOf, documentWith, read, schemasOf } from "./read.js";

/** A mistake, what it is read as, and what is said. */
type Case = readonly [title: string, given: Json, meant: Json, codes: readonly string[]];

const ok = { "200": { description: "Done." } };
const operation = (members: JsonObject): JsonObject => ({
  operationId: "act",
  responses: ok,
  ...members,
});
const pathsWith = (item: JsonObject, path = "/pets"): Json =>
  documentWith({ paths: { [path]: item } });
const getting = (members: JsonObject, path?: string): Json =>
  pathsWith({ get: operation(members) }, path);
const posting = (members: JsonObject): Json => pathsWith({ post: operation(members) });
const text = { type: "string" };
const named = (
  name: string,
  place: string,
  members: JsonObject = { schema: text },
): JsonObject => ({
  name,
  in: place,
  ...members,
});
const inPath = (name: string): JsonObject => named(name, "path", { required: true, schema: text });

const PET = { type: "object", required: ["kind"], properties: { kind: text } };
const petOf = (...kinds: readonly string[]): JsonObject => ({
  ...PET,
  oneOf: kinds.map((kind) => ({ $ref: `#/components/schemas/${kind}` })),
});
const PET_BODY = { description: "A pet.", content: { "application/json": { schema: text } } };
const answering = ($ref: string): JsonObject => ({
  "/pets": { get: operation({ responses: { "200": { $ref } } }) },
});
const guarded = (security: Json): Json =>
  documentWith({
    security,
    components: { securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } } },
  });
const parametersOf = (parameters: JsonObject, members: JsonObject = {}): Json =>
  documentWith({ ...members, components: { parameters } });
const carrying = (content: JsonObject): Json =>
  documentWith({
    paths: { "/pets": { get: operation({ responses: { "200": { description: "d", content } } }) } },
    components: { schemas: { Pets: { type: "array", items: {} } } },
  });

const documents: readonly Case[] = [
  [
    "a null field",
    documentWith({ tags: null, servers: null }),
    documentWith({}),
    ["repair/null", "repair/null"],
  ],
  [
    "null in a list",
    getting({ parameters: [null, named("a", "query")] }),
    getting({ parameters: [named("a", "query")] }),
    ["repair/null"],
  ],
  ["null below a name", schemasOf({ A: null }), schemasOf({ A: {} }), ["repair/null"]],
  [
    "an empty list for an object",
    posting({ callbacks: [] }),
    posting({ callbacks: {} }),
    ["repair/container"],
  ],
  [
    "one parameter without its list",
    getting({ parameters: named("a", "query") }),
    getting({ parameters: [named("a", "query")] }),
    ["repair/container"],
  ],
  [
    "tags by their names",
    documentWith({ tags: ["a"] }),
    documentWith({ tags: [{ name: "a" }] }),
    ["repair/container"],
  ],
  ["one tag", getting({ tags: "a" }), getting({ tags: ["a"] }), ["repair/scalar"]],
  [
    "a flag in quotation marks",
    getting({ deprecated: "true" }),
    getting({ deprecated: true }),
    ["repair/scalar"],
  ],
  [
    "prose that is a number",
    getting({ description: 12 }),
    getting({ description: "12" }),
    ["repair/scalar"],
  ],
  [
    "no title and no version",
    { openapi: "3.1.0", paths: {} },
    { openapi: "3.1.0", paths: {}, info: { title: "API", version: "0.0.0" } },
    ["repair/field-missing", "repair/field-missing"],
  ],
  ["a path without its slash", getting({}, "pets"), getting({}), ["repair/path-slash"]],
  ["a method in capitals", pathsWith({ GET: operation({}) }), getting({}), ["repair/spelling"]],
  [
    "a range in small letters",
    posting({ responses: { "2xx": { description: "d" } } }),
    posting({ responses: { "2XX": { description: "d" } } }),
    ["repair/spelling"],
  ],
  [
    "a place in capitals",
    getting({ parameters: [named("a", "Query")] }),
    getting({ parameters: [named("a", "query")] }),
    ["repair/spelling"],
  ],
  [
    "an alternative that names a scheme that is not declared",
    guarded([{ ghost: [] }, { key: [], ghost: [] }, { key: [] }]),
    guarded([{ key: [] }]),
    ["repair/unknown-scheme", "repair/unknown-scheme"],
  ],
  [
    "such an alternative of an operation, beside none",
    getting({ security: [{}, { ghost: [] }] }),
    getting({ security: [{}] }),
    ["repair/unknown-scheme"],
  ],
  [
    "a parameter without a place that the path names",
    getting({ parameters: [{ name: "id", required: true, schema: text }] }, "/pets/{id}"),
    getting({ parameters: [inPath("id")] }, "/pets/{id}"),
    ["repair/field-missing"],
  ],
  [
    "components that are no parameters, and that nothing refers to",
    parametersOf({ a: named("a", "query"), client: { name: "endpoint" }, other: { in: "query" } }),
    parametersOf({ a: named("a", "query") }),
    ["repair/parameter-unused", "repair/parameter-unused"],
  ],
  ...(
    [
      ["application/json", { type: "object" }],
      ["application/json", { allOf: [PET] }],
      ["application/json", { $ref: "#/components/schemas/Pets" }],
      ["*/*", { type: "string", format: "binary" }],
      ["*/*", {}],
    ] satisfies (readonly [type: string, schema: Json])[]
  ).map(([type, schema]): Case => [
    `a media type without a name, of ${JSON.stringify(schema)}`,
    carrying({ "": { schema } }),
    carrying({ [type]: { schema } }),
    ["repair/media-type"],
  ]),
  [
    "a parameter as Swagger 2.0 had it",
    getting({ parameters: [named("a", "query", { type: "integer", minimum: 1 })] }),
    getting({ parameters: [named("a", "query", { schema: { type: "integer", minimum: 1 } })] }),
    ["repair/swagger-2"],
  ],
  [
    "an answer as Swagger 2.0 had it",
    posting({ responses: { "200": { description: "d", schema: text } } }),
    posting({
      responses: { "200": { description: "d", content: { "application/json": { schema: text } } } },
    }),
    ["repair/swagger-2"],
  ],
  [
    "two parameters of one name",
    getting({
      parameters: [named("a", "query"), named("a", "query", { schema: { type: "integer" } })],
    }),
    getting({ parameters: [named("a", "query")] }),
    ["repair/parameter-repeated"],
  ],
  [
    "a request body that says nothing",
    posting({ requestBody: { required: true } }),
    posting({}),
    ["repair/body-empty"],
  ],
  [
    "examples beside the one media type",
    posting({ requestBody: { content: { "application/json": { schema: {} }, examples: {} } } }),
    posting({ requestBody: { content: { "application/json": { schema: {}, examples: {} } } } }),
    ["repair/media-type-field"],
  ],
  [
    "a schema where media types belong",
    posting({ requestBody: { content: { schema: { type: "string" }, example: "a" } } }),
    posting({
      requestBody: {
        content: { "application/json": { schema: { type: "string" }, example: "a" } },
      },
    }),
    ["repair/media-type-field", "repair/media-type-field"],
  ],
  [
    "a request body where a response belongs",
    documentWith({
      paths: answering("#/components/requestBodies/Pet"),
      components: { requestBodies: { Pet: PET_BODY } },
    }),
    documentWith({
      paths: answering("#/components/responses/Pet"),
      components: { requestBodies: { Pet: PET_BODY }, responses: { Pet: PET_BODY } },
    }),
    ["repair/body-as-response"],
  ],
  [
    "a body of GET",
    getting({ requestBody: { content: {} } }),
    getting({}),
    ["repair/body-unsendable"],
  ],
  [
    "an undeclared name of a path",
    getting({}, "/pets/{id}"),
    pathsWith({ get: operation({}), parameters: [inPath("id")] }, "/pets/{id}"),
    ["repair/path-parameter"],
  ],
  [
    "a name of a path in another case",
    getting({ parameters: [inPath("petID")] }, "/pets/{petId}"),
    getting({ parameters: [inPath("petId")] }, "/pets/{petId}"),
    ["repair/path-parameter-name"],
  ],
  [
    "a variable nothing declares",
    documentWith({ servers: [{ url: "https://{a}.example" }] }),
    documentWith({ servers: [{ url: "https://{a}.example", variables: { a: { default: "a" } } }] }),
    ["repair/server-variable"],
  ],
  [
    "a variable without a default",
    documentWith({ servers: [{ url: "/{a}", variables: { a: { enum: ["x"] } } }] }),
    documentWith({ servers: [{ url: "/{a}", variables: { a: { enum: ["x"], default: "x" } } }] }),
    ["repair/field-missing"],
  ],
  [
    "a scheme by the name of its kind",
    documentWith({ components: { securitySchemes: { a: { type: "bearer" } } } }),
    documentWith({ components: { securitySchemes: { a: { type: "http", scheme: "bearer" } } } }),
    ["repair/spelling"],
  ],
  [
    "a parent that lists its children, and their children",
    schemasOf({
      Pet: { ...petOf("Cat", "Puppy"), discriminator: { propertyName: "kind" } },
      Cat: { allOf: [{ $ref: "#/components/schemas/Pet" }, { minProperties: 1 }] },
      Dog: { allOf: [{ $ref: "#/components/schemas/Pet" }] },
      Puppy: { allOf: [{ $ref: "#/components/schemas/Dog" }] },
    }),
    schemasOf({
      Pet: { ...petOf("Cat", "Puppy"), discriminator: { propertyName: "kind" } },
      Cat: { allOf: [PET, { minProperties: 1 }] },
      Dog: { allOf: [PET] },
      Puppy: { allOf: [{ $ref: "#/components/schemas/Dog" }] },
    }),
    ["repair/listed-children", "repair/listed-children"],
  ],
  [
    "the line of a header for its name",
    getting({ parameters: [named("X-Key: <key>", "header")] }),
    getting({ parameters: [named("X-Key", "header")] }),
    ["repair/spelling"],
  ],
  [
    "a parameter of a media type behind a comma",
    posting({ requestBody: { content: { "application/json, v=1.0": { schema: text } } } }),
    posting({ requestBody: { content: { "application/json; v=1.0": { schema: text } } } }),
    ["repair/media-type"],
  ],
  [
    "media types in one name",
    posting({ requestBody: { content: { "text/csv, text/x-csv;a=b": { schema: text } } } }),
    posting({
      requestBody: {
        content: { "text/csv": { schema: text }, "text/x-csv;a=b": { schema: text } },
      },
    }),
    ["repair/media-type"],
  ],
  [
    "a list of examples beside content",
    posting({ requestBody: { content: { "text/plain": { examples: ["a"] } } } }),
    posting({ requestBody: { content: { "text/plain": { examples: { "1": { value: "a" } } } } } }),
    ["repair/examples"],
  ],
];

const ofSchema = (title: string, given: Json, meant: Json, ...codes: readonly string[]): Case => [
  title,
  schemasOf({ A: given }),
  schemasOf({ A: meant }),
  codes,
];

const schemas: readonly Case[] = [
  ofSchema(
    "a null among types, without its quotation marks",
    { type: ["string", null] },
    { type: ["string", "null"] },
    "repair/keyword",
  ),
  ofSchema(
    "an alternative that is null, without its quotation marks",
    { anyOf: [{ type: null, description: "None." }, text] },
    { anyOf: [{ type: "null", description: "None." }, text] },
    "repair/keyword",
  ),
  ofSchema(
    "an alternative whose type a serialiser left empty",
    { anyOf: [{ type: null, format: null, properties: {} }, text] },
    { anyOf: [{ properties: {} }, text] },
    "repair/null",
    "repair/null",
  ),
  ofSchema("a name of no type", { type: "any" }, {}, "repair/type-name"),
  ofSchema("an empty type", { type: "" }, {}, "repair/type-name"),
  ofSchema("a file", { type: "file" }, { type: "string", format: "binary" }, "repair/type-name"),
  ofSchema("a type with a comma behind it", { type: "string," }, text, "repair/type-name"),
  ofSchema("a type in capitals", { type: "String" }, text, "repair/type-name"),
  ofSchema(
    "a type with its own format",
    { type: "long", format: "x" },
    { type: "integer", format: "x" },
    "repair/type-name",
  ),
  ofSchema("a type twice", { type: ["string", "String"] }, { type: ["string"] }, "repair/keyword"),
  ofSchema(
    "a type for a schema",
    { properties: { a: "string" } },
    { properties: { a: text } },
    "repair/container",
  ),
  ofSchema(
    "required as a flag",
    { properties: { a: { required: true }, b: { required: false } } },
    { properties: { a: {}, b: {} }, required: ["a"] },
    "repair/keyword",
    "repair/keyword",
  ),
  ofSchema("a flag no object reads", { required: true }, {}, "repair/keyword-ignored"),
  ofSchema("one required name", { required: "a" }, { required: ["a"] }, "repair/keyword"),
  ofSchema("a value listed twice", { enum: [1, 2, 1] }, { enum: [1, 2] }, "repair/keyword"),
  ofSchema("one listed value", { enum: "a" }, { enum: ["a"] }, "repair/keyword"),
  ofSchema("items in a list of one", { items: [text] }, { items: text }, "repair/keyword"),
  ofSchema(
    "a tuple of old",
    { items: [text, {}], additionalItems: false },
    { prefixItems: [text, {}], items: false },
    "repair/keyword",
  ),
  ofSchema("an empty list of parts", { type: "string", allOf: [] }, text, "repair/keyword-ignored"),
  ofSchema("a bound in quotation marks", { maxLength: "3" }, { maxLength: 3 }, "repair/scalar"),
  ofSchema(
    "false in quotation marks",
    { additionalProperties: "false" },
    { additionalProperties: false },
    "repair/keyword",
  ),
  ofSchema(
    "named examples",
    { examples: { a: { value: 1 } } },
    { examples: [1] },
    "repair/examples",
  ),
  ofSchema(
    "a discriminator of Swagger 2.0",
    { oneOf: [{}], discriminator: "kind" },
    { oneOf: [{}], discriminator: { propertyName: "kind" } },
    "repair/keyword",
  ),
];

const recursive: Case = [
  "a recursive reference of draft 2019-09",
  schemasOf({ A: { properties: { a: { $recursiveRef: "#" } } } }),
  schemasOf({ A: { properties: { a: { $ref: "#/components/schemas/A" } } } }),
  ["repair/keyword"],
];

const repairsOf = ({ diagnostics }: Awaited<ReturnType<typeof read>>): string[] =>
  diagnostics.map(({ code }) => code).filter((code) => code.startsWith("repair/"));

describe("a common mistake is read as what was meant", () => {
  it.each([...documents, ...schemas, recursive])("%s", async (_, given, meant, codes) => {
    const found = await read({ "openapi.yaml": given });
    const wanted = await read({ "openapi.yaml": meant });
    expect(found.document?.root).toEqual(wanted.document?.root);
    expect(found.document).toBeDefined();
    expect(repairsOf(found)).toEqual(codes);
    expect(repairsOf(wanted)).toEqual([]);
  });

  it("and findings behind it point at the text as it was written", async () => {
    const given = getting({ parameters: [null, named("a", "query", { schema: { type: "x" } })] });
    const { diagnostics } = await read({ "openapi.yaml": given });
    expect(diagnostics.map(({ location }) => location?.pointer)).toContain(
      "#/paths/~1pets/get/parameters/1/schema/type",
    );
  });

  it("the only alternative stays though its scheme is not declared: all would pass for public", async () => {
    const security = [{ ghost: [] }, { key: [], kye: [] }];
    const found = await read({ "openapi.yaml": guarded(security) });
    expect(found.document?.root).toMatchObject({ security });
    const told = found.diagnostics.filter(({ code }) => code === "repair/unknown-scheme");
    expect(told.map(({ location }) => location?.pointer)).toEqual([
      "#/security/0/ghost",
      "#/security/1/kye",
    ]);
    expect(told.map(({ hint }) => hint)).toEqual([
      "declare it under components/securitySchemes",
      'did you mean "key"?',
    ]);
    expect(told[0]?.message).toContain("called without credentials, and does not pass for public");
  });

  it("findings behind an alternative that was left out point at what was written", async () => {
    const document = documentWith({
      security: [{ ghost: [] }, { login: ["reed"] }],
      components: {
        securitySchemes: {
          login: {
            type: "oauth2",
            flows: { implicit: { authorizationUrl: "https://a.example", scopes: {} } },
          },
        },
      },
    });
    expect(codesOf(await read({ "openapi.yaml": document }))).toContain(
      "security/scope-unknown api/openapi.yaml#/security/1/login/0",
    );
  });

  it("numbers in prose are as they were written", async () => {
    const yaml = "openapi: 3.1.0\ninfo: { title: Pets, version: 1.10 }\npaths: {}\n";
    const { document } = await read({ "openapi.yaml": yaml });
    expect(document?.root).toMatchObject({ info: { version: "1.10" } });
  });
});

it.each([
  ["that meet", { type: "string", minLength: 2, maxLength: 2 }],
  ["of another type than the value's", { type: ["string", "null"], minLength: 5, maxLength: 2 }],
  ["of no type", { minItems: 2, maxItems: 1 }],
])("bounds %s leave values", async (_, schema) => {
  const result = await read({ "openapi.yaml": schemasOf({ A: schema }) });
  expect(codesOf(result)).toEqual([]);
});

describe("formats of numbers that the registry has for texts too", () => {
  it.each(["int64", "uint64", "decimal", "decimal128"])(
    "%s of a text is not told",
    async (format) => {
      const { diagnostics } = await read({
        "openapi.yaml": schemasOf({
          A: { type: "string", format },
          B: { type: "boolean", format },
        }),
      });
      const told = diagnostics.filter(({ code }) => code === "schema/format-type");
      expect(told.map(({ location }) => location?.pointer)).toEqual([
        "#/components/schemas/B/format",
      ]);
    },
  );
});

describe("what is read without a change is told all the same", () => {
  it.each([
    ["an unknown field", posting({ requestbody: {} }), "document/unknown-field"],
    ["a keyword but for its case", schemasOf({ A: { minlength: 1 } }), "schema/unknown-keyword"],
    [
      "a header said elsewhere",
      getting({ parameters: [named("accept", "header")] }),
      "parameter/header-ignored",
    ],
    [
      "bounds that cross",
      schemasOf({ A: { type: "string", minLength: 5, maxLength: 2 } }),
      "schema/never",
    ],
    [
      "one value, left out",
      schemasOf({ A: { type: "integer", minimum: 1, exclusiveMaximum: 1 } }),
      "schema/never",
    ],
    ["a list of nothing", schemasOf({ A: { enum: [] } }), "schema/never"],
    [
      "a format of another type",
      schemasOf({ A: { type: "string", format: "int32" } }),
      "schema/format-type",
    ],
    [
      "a default of another type",
      schemasOf({ A: { type: "string", default: 1 } }),
      "schema/invalid-default",
    ],
    [
      "a default not listed",
      schemasOf({ A: { enum: ["a"], default: "b" } }),
      "schema/invalid-default",
    ],
    [
      "an example beside examples",
      getting({ parameters: [named("a", "query", { schema: text, example: 1, examples: {} })] }),
      "document/example-and-examples",
    ],
    [
      "an array of anything in 3.0",
      schemasOf({ A: { type: "array" } }, "3.0.3"),
      "schema/items-missing",
    ],
    [
      "a form of 3.1 in 3.0",
      schemasOf({ A: { type: ["string", "null"] } }, "3.0.3"),
      "schema/later-keyword",
    ],
  ] as const)("%s", async (_, given, code) => {
    const { document, diagnostics } = await read({ "openapi.yaml": given });
    expect(document).toBeDefined();
    expect(diagnostics.map((finding) => finding.code)).toContain(code);
  });

  it.each([
    ["extensions", posting({ "x-a": 1 })],
    ["keywords of one's own", schemasOf({ A: { "x-min": 1, faker: "name" } })],
    ["formats of one's own", schemasOf({ A: { type: "string", format: "phone" } })],
    ["a default that fits", schemasOf({ A: { type: ["integer", "null"], default: null } })],
  ] as const)("and not %s", async (_, given) => {
    const { diagnostics } = await read({ "openapi.yaml": given });
    expect(diagnostics.filter(({ code }) => code !== "document/empty")).toEqual([]);
  });
});

describe("what was not plainly meant is refused, all of it at once", () => {
  it.each([
    ["an unknown type", schemasOf({ A: { type: "thing" } }), ["schema/invalid-keyword"]],
    [
      "an unknown status",
      posting({ responses: { "20x": { description: "d" } } }),
      ["response/status"],
    ],
    [
      "a parameter in a body",
      posting({ parameters: [named("a", "body")] }),
      ["document/field-value"],
    ],
    [
      "a parameter without a place that the path does not name",
      getting({ parameters: [{ name: "a", schema: text }] }),
      ["document/field-missing"],
    ],
    [
      "a component of that kind that is referred to",
      parametersOf(
        { a: { name: "a", schema: text } },
        {
          paths: {
            "/pets": { get: operation({ parameters: [{ $ref: "#/components/parameters/a" }] }) },
          },
        },
      ),
      ["document/field-missing"],
    ],
    ["a text for a list", schemasOf({ A: { allOf: "x" } }), ["schema/invalid-keyword"]],
    [
      "two at once",
      documentWith({
        paths: { "/pets": { get: operation({ responses: { "20x": { description: "d" } } }) } },
        components: { schemas: { A: { type: "thing" } } },
      }),
      ["response/status", "schema/invalid-keyword"],
    ],
  ] as const)("%s", async (_, given, codes) => {
    const { document, diagnostics } = await read({ "openapi.yaml": given });
    expect(document).toBeUndefined();
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code }) => code)).toEqual(expect.arrayContaining([...codes]));
  });
});
