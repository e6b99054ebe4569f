import { describe, expect, test } from "vitest";
import { body, compile, compilers, documentOf, generated, inFolder } from "../generated.js";

const text = { type: "string" };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const cases: readonly (readonly [title: string, given: object | boolean, want: string])[] = [
  ["const: null", { const: null }, "null"],
  ["an enumeration whose null type forbids", { type: "string", enum: ["a", null] }, '"a"'],
  [
    "a type with null that the enumeration lacks",
    { type: ["string", "null"], enum: ["a", "b"] },
    '"a" | "b"',
  ],
  ["an empty object", { type: "object" }, "Record<string, unknown>"],
  [
    "a required member with a default",
    { type: "object", properties: { a: { ...text, default: "x" } }, required: ["a"] },
    "{ /** @default x */ a: string; }",
  ],
  [
    "an optional member with a default",
    { type: "object", properties: { a: { ...text, default: "x" } } },
    "{ /** @default x */ a?: string; }",
  ],
  ["a required key that nothing describes", { type: "object", required: ["a"] }, "{ a: unknown; }"],
  [
    "members beside alternatives hold for all",
    { type: "object", properties: { a: text }, anyOf: [ref("Cat"), ref("Dog")] },
    '{ a?: string; } & (components["schemas"]["Cat"] | components["schemas"]["Dog"])',
  ],
  [
    "alternatives that only constrain",
    { type: "object", properties: { a: text }, anyOf: [{ required: ["a"] }] },
    "{ a?: string; }",
  ],
  [
    "scalars beside constants",
    { type: "string", oneOf: [{ const: "a" }, { const: "b" }] },
    'string & ("a" | "b")',
  ],
  [
    "a discriminator leaves the members' own literals",
    {
      oneOf: [ref("Cat"), ref("Dog")],
      discriminator: { propertyName: "kind", mapping: { feline: "Cat" } },
    },
    'components["schemas"]["Cat"] | components["schemas"]["Dog"]',
  ],
  [
    "a tuple may be short",
    { type: "array", prefixItems: [text, { type: "number" }], minItems: 1 },
    "[string, number?, ...unknown[]]",
  ],
  ["no items", { type: "array", items: false }, "[]"],
  [
    "$defs are no members",
    { type: "object", properties: { a: text }, $defs: { b: text } },
    "{ a?: string; }",
  ],
  [
    "patterns beside other members",
    { type: "object", properties: { a: text }, patternProperties: { "^x": { type: "number" } } },
    "{ a?: string; }",
  ],
];

const others = {
  Cat: { type: "object", properties: { kind: { const: "cat" } }, required: ["kind"] },
  Dog: { type: "object", properties: { kind: { const: "dog" } }, required: ["kind"] },
};

function flat(code: string): string {
  return code.replace(/\s+/g, " ").trim();
}

describe("a schema as a type", () => {
  test.each(cases)("%s", async (_title, given, want) => {
    const files = await generated(documentOf({ ...others, Subject: given }), ["types"]);
    const code = flat(body(files, "src/types.ts"));
    expect(code).toContain(`Subject: ${want}`);
    const rest = code.slice(code.indexOf(`Subject: ${want}`) + `Subject: ${want}`.length);
    expect(rest).toMatch(/^;? \}/);
  });
});

test("a schema that is referred to inside another has a type of its own", async () => {
  const schemas = {
    Tree: { type: "object", properties: { root: ref("Tree/$defs/node") }, $defs: { node: text } },
  };
  const code = flat(body(await generated(documentOf(schemas), ["types"]), "src/types.ts"));
  expect(code).toContain('root?: components["schemas"]["Tree/$defs/node"]');
  expect(code).toContain('"Tree/$defs/node": string');
});

test.each(compilers)(
  "recursion without an object compiles with %s",
  { timeout: 60_000 },
  async (compiler) => {
    const schemas = {
      List: { type: "array", items: ref("List") },
      Value: { anyOf: [text, { type: "array", items: ref("Value") }, ref("Pair")] },
      Pair: { type: "array", prefixItems: [ref("Value"), ref("Pair")], items: false },
    };
    const files = await generated(documentOf(schemas), ["types", "models", "zod"]);
    expect(await inFolder(files, (folder) => compile(folder, compiler))).toEqual([]);
  },
);

test("models are documented aliases by the names of the model", async () => {
  const schemas = { "my.key": { ...text, description: "Whole\n\ntext.", deprecated: true } };
  const files = await generated(documentOf(schemas), ["models"]);
  expect(body(files, "src/models.ts")).toBe(
    '/**\n * Whole\n *\n * text.\n *\n * @deprecated\n */\nexport type MyKey = components["schemas"]["my.key"];',
  );
});

test("a parameter that carries a media type has the type of its value, not of its text", async () => {
  const schema = { type: "object", properties: { a: { type: "integer" } } };
  const filter = { name: "filter", in: "query", content: { "application/json": { schema } } };
  const get = { operationId: "getA", parameters: [filter], responses: {} };
  const files = await generated(documentOf({}, { "/a": { get } }), ["types"]);
  expect(flat(body(files, "src/types.ts"))).toContain("filter?: { a?: number; }");
});

test.each(["text/xml", "application/yaml", "application/vnd.a+yaml", "text/csv"])(
  "a body of %s is its text, one of JSON beside it what the schema says",
  async (type) => {
    const media = { schema: { type: "object", properties: { a: { type: "integer" } } } };
    const answer = { description: "ok", content: { "application/json": media, [type]: media } };
    const components = { responses: { Odd: answer } };
    const document = {
      ...documentOf(
        {},
        {
          "/a": {
            get: {
              operationId: "getA",
              responses: { "200": answer, "400": { $ref: "#/components/responses/Odd" } },
            },
          },
        },
      ),
      components,
    };
    const files = await generated(document, ["types", "zod"]);
    const text = flat(body(files, "src/types.ts"));
    expect(text.split(`"${type}": string;`)).toHaveLength(text.split(`"${type}"`).length);
    expect(text).toContain(`"${type}": string;`);
    expect(body(files, "src/schemas/validators.ts")).not.toContain(type);
    expect(body(files, "src/schemas/operations/get-a.ts")).not.toContain(type);
    expect(text).toContain('"application/json": { a?: number; }');
  },
);

test("two runs give the same bytes", async () => {
  const document = documentOf(others);
  const [first, second] = [
    await generated(document, ["types"]),
    await generated(document, ["types"]),
  ];
  expect(first.get("src/types.ts")).toBe(second.get("src/types.ts"));
});

test("methods that OpenAPI 3.2 added stand beside the others", async () => {
  const answers = { responses: { "200": { description: "ok" } } };
  const files = await generated(
    {
      openapi: "3.2.0",
      info: { title: "Test", version: "1.0.0" },
      paths: {
        "/a/{id}": {
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          get: { operationId: "get", ...answers },
          query: { operationId: "find", ...answers },
          additionalOperations: { COPY: { operationId: "copy", ...answers } },
        },
      },
    },
    ["types"],
  );
  const text = files.get("src/types.ts") ?? "";
  expect(text.match(/^ *(?:"[^"]*\/a[^"]*": \{|\w+: operations\[.*)$/gm)).toEqual([
    '  "/a/{id}": {',
    '    get: operations["get"];',
    '    query: operations["find"];',
    '    COPY: operations["copy"];',
  ]);
  expect(text).toMatch(/ {2}copy: \{\n {4}parameters: \{[^}]*path: \{\n\s+id: string;/);
});

test("bodies that no operation uses are typed by the same rules, and where they refer into others", async () => {
  const json = (schema: object): object => ({ content: { "application/json": { schema } } });
  const place = "#/components/responses/Pet/content/application~1json/schema";
  const document = {
    ...documentOf({}),
    components: {
      requestBodies: { Pet: json({ oneOf: [{ $ref: `${place}/oneOf/0` }, { const: null }] }) },
      responses: {
        Pet: { description: "A pet.", ...json({ oneOf: [text, { type: "integer" }] }) },
      },
    },
  };
  const key = "components/responses/Pet/content/application/json/schema/oneOf/0";
  const printed = body(await generated(document, ["types"]), "src/types.ts").replace(/\s+/g, " ");
  expect(printed).toContain(`components["schemas"]["${key}"] | null;`);
  expect(printed).toContain(`"${key}": string;`);
});
