import { describe, expect, test } from "vitest";
import { body, documentOf, generated, schemaText } from "../generated.js";

const text = { type: "string" };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

/** Components beside the one under test. */
const others = {
  Base: { type: "object", properties: { id: { type: "integer" }, note: text }, required: ["id"] },
  Sealed: { type: "object", properties: { a: text }, additionalProperties: false },
  Cat: { type: "object", properties: { kind: { const: "cat" } }, required: ["kind"] },
  Dog: { allOf: [ref("Base"), { properties: { kind: { const: "dog" } }, required: ["kind"] }] },
};

const cases: readonly (readonly [title: string, given: object | boolean, want: string])[] = [
  ["anything", {}, "z.unknown()"],
  ["nothing", false, "z.never()"],
  ["lengths", { ...text, minLength: 1, maxLength: 9 }, "z.string().min(1).max(9)"],
  [
    "a pattern",
    { ...text, pattern: "^[a-z]\\d$" },
    'z.string().regex(new RegExp("^[a-z]\\\\d$", "u"))',
  ],
  [
    "a pattern that is none with u",
    { ...text, pattern: "\\_" },
    'z.string().regex(new RegExp("\\\\_"))',
  ],
  ["a format", { ...text, format: "date-time" }, "formats.dateTime.clone()"],
  ["an unknown format", { ...text, format: "shoe-size" }, "z.string()"],
  ["int32", { type: "integer", format: "int32", minimum: 1 }, "z.int32().min(1)"],
  ["int64 stays a number", { type: "integer", format: "int64" }, "z.number().check(formats.int64)"],
  [
    "bounds",
    { type: "number", exclusiveMinimum: 0, maximum: 1, multipleOf: 0.01 },
    "z.number().gt(0).max(1).multipleOf(0.01)",
  ],
  ["nullable", { type: ["string", "null"] }, "z.string().nullable()"],
  ["several types", { type: ["string", "boolean"] }, "z.union([z.string(), z.boolean()])"],
  ["an enumeration", { enum: ["a", "b"] }, 'z.enum(["a", "b"])'],
  ["an enumeration with null", { enum: ["a", 1, null] }, 'z.literal(["a", 1]).nullable()'],
  ["an enumeration that type forbids", { type: "string", enum: [1] }, "z.never()"],
  [
    "a default is required all the same",
    { type: "object", properties: { a: { ...text, default: "x" } }, required: ["a"] },
    "z.looseObject({ a: z.string() })",
  ],
  ["no other members", others.Sealed, "z.strictObject({ a: z.string().exactOptional() })"],
  ["other members", { type: "object", additionalProperties: text }, "js.record(z.string())"],
  [
    "items",
    { type: "array", items: text, minItems: 1, uniqueItems: true },
    "z.array(z.string()).min(1).check(js.uniqueItems())",
  ],
  [
    "a tuple may be short",
    { type: "array", prefixItems: [text] },
    "z.tuple([z.string().exactOptional()], z.unknown())",
  ],
  [
    "keywords without a type",
    { minLength: 2 },
    'z.unknown().check(js.when("string", z.string().min(2)))',
  ],
  [
    "members without a type",
    { properties: { a: text } },
    "js.ifObject(z.looseObject({ a: z.string().exactOptional() }))",
  ],
  [
    "inherited names",
    { type: "object", properties: { toString: text } },
    "js.anyObject().check(js.properties({ toString: z.string() }))",
  ],
  ["an alias", ref("Base"), "BaseSchema"],
  [
    "allOf of plain objects",
    { allOf: [ref("Base"), { type: "object", properties: { a: text } }] },
    "z.looseObject({ ...BaseSchema.shape, a: z.string().exactOptional() })",
  ],
  [
    "allOf of what forbids keys",
    { allOf: [ref("Sealed"), ref("Base")] },
    "js.sealed(SealedSchema).and(BaseSchema)",
  ],
  ["oneOf of different kinds", { oneOf: [text, ref("Base")] }, "z.union([z.string(), BaseSchema])"],
  [
    "oneOf of the same kind",
    { oneOf: [ref("Base"), ref("Sealed")] },
    "z.xor([BaseSchema, SealedSchema])",
  ],
  [
    "oneOf told apart by a literal",
    { oneOf: [ref("Cat"), ref("Dog")] },
    'z.discriminatedUnion("kind", [CatSchema, DogSchema])',
  ],
  ["anyOf with null", { anyOf: [ref("Base"), { type: "null" }] }, "BaseSchema.nullable()"],
  ["not", { ...text, not: { const: "x" } }, 'z.string().check(js.not(z.literal("x")))'],
  [
    "closed over allOf",
    { allOf: [ref("Base")], properties: { a: text }, unevaluatedProperties: false },
    "z.strictObject({ ...BaseSchema.shape, a: z.string().exactOptional() })",
  ],
  [
    "recursion through a member",
    { type: "object", properties: { next: ref("Subject") } },
    'z.looseObject({ next: js.lazy<components["schemas"]["Subject"]>(() => SubjectSchema).exactOptional() })',
  ],
  [
    "recursion without one",
    { type: "array", items: ref("Subject") },
    'js.lazy<components["schemas"]["Subject"]>(() => z.array(SubjectSchema))',
  ],
];

/** One line, as layout is the formatter's. */
function flat(code: string): string {
  return code
    .replace(/\s+/g, " ")
    .replace(/([([{]) /g, "$1")
    .replace(/,? ([)\]])/g, "$1")
    .replace(/ \./g, ".")
    .replace(/\{(?=\S)/g, "{ ")
    .replace(/,? \}/g, " }");
}

describe("a schema as a zod expression", () => {
  test.each(cases)("%s", async (_title, given, want) => {
    const files = await generated(documentOf({ ...others, Subject: given }), ["zod"]);
    const code = schemaText(files, "src/schemas/subject.ts");
    expect(flat(code)).toBe(flat(`export const SubjectSchema = ${want};`));
  });
});

describe("the files", () => {
  const operation = {
    operationId: "putPet",
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "integer" } },
      { name: "dry-run", in: "query", schema: { type: "boolean" } },
    ],
    requestBody: {
      content: { "application/json": { schema: ref("Base") }, "application/pdf": { schema: {} } },
    },
    responses: {
      "200": { description: "", content: { "application/json": { schema: ref("Base") } } },
      "4XX": { description: "", content: { "application/problem+json": { schema: text } } },
      "204": { description: "" },
    },
  };
  const document = documentOf(
    { Base: others.Base, "my.key": text },
    { "/pets/{id}": { put: operation } },
  );

  test("an operation has a schema for each of its parts, and the object the client takes", async () => {
    const code = body(await generated(document, ["zod"]), "src/schemas/operations/put-pet.ts");
    expect(code).toContain("export const PutPetPathSchema = z.looseObject({ id: z.int() });");
    expect(code).toContain(
      'PutPetQuerySchema = z.looseObject({ "dry-run": z.boolean().exactOptional() });',
    );
    expect(code).toContain("export const PutPetBodySchema = BaseSchema;");
    const validators = flat(code.slice(code.indexOf("export const putPetValidators")));
    expect(validators).toBe(
      flat(`export const putPetValidators = { path: PutPetPathSchema, query: PutPetQuerySchema,
        body: { "application/json": PutPetBodySchema },
        responses: { "200": { "application/json": PutPetResponse200Schema },
          "4XX": { "application/problem+json": PutPetResponse4XXSchema } }, judge, explain };`),
    );
  });

  test("the registry has the document's own keys", async () => {
    const code = body(await generated(document, ["zod"]), "src/schemas/registry.ts");
    expect(flat(code)).toContain('componentSchemas = { Base: BaseSchema, "my.key": MyKeySchema };');
  });

  test("the index names everything", async () => {
    const files = await generated(document, ["zod"]);
    const exported = [...files]
      .filter(([path]) => path.startsWith("src/schemas/") && !path.endsWith("index.ts"))
      .flatMap(([, code]) =>
        [...code.matchAll(/^export const ([\w$]+)/gm)].map(([, name]) => name),
      );
    const text = body(files, "src/schemas/index.ts");
    expect(text).toContain('export * as validators from "./validators.js";');
    const index = [...text.matchAll(/[\w$]*(?:Schema|Validators|componentSchemas)\b(?=[,\s}])/g)];
    expect(index.map(([name]) => name).sort()).toEqual(exported.sort());
  });

  test("a cycle through eager references is declared in one module, in the order of need", async () => {
    const schemas = {
      Union: { oneOf: [ref("Leaf"), ref("Branch")] },
      Leaf: { type: "object", properties: { kind: { const: "leaf" } }, required: ["kind"] },
      Branch: {
        type: "object",
        properties: { kind: { const: "branch" }, parts: { type: "array", items: ref("Union") } },
        required: ["kind"],
      },
    };
    const files = await generated(documentOf(schemas), ["zod"]);
    const code = body(files, "src/schemas/union.ts");
    expect(code.indexOf("const BranchSchema")).toBeLessThan(code.indexOf("const UnionSchema"));
    expect(code).toContain('z.discriminatedUnion("kind", [LeafSchema, BranchSchema])');
    expect(body(files, "src/schemas/branch.ts")).toBe('export { BranchSchema } from "./union.js";');
  });

  test("comments are the first paragraph and cannot be closed by the document", async () => {
    const description = "First */ line.\n\nSecond paragraph.";
    const files = await generated(documentOf({ Subject: { ...text, description } }), ["zod"]);
    expect(body(files, "src/schemas/subject.ts")).toBe(
      '/** First *\\/ line. */\nexport const SubjectSchema = z.string();\nlocate(SubjectSchema, "#/components/schemas/Subject");',
    );
  });
});
