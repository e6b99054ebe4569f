import { build } from "esbuild";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as mini from "zod/mini";
import { evaluateValidators, type Evaluated } from "../../../../scripts/validators.js";
import { compile, compilers, documentOf, generated, inFolder, schemaText } from "../generated.js";
import { fixtures, operations } from "../types/agreement.fixtures.js";

const text = { type: "string" };
const document = documentOf(fixtures, operations);

const cases: readonly (readonly [title: string, given: object, want: string])[] = [
  [
    "lengths and a pattern are one list of checks, behind a format",
    { ...text, minLength: 1, maxLength: 9, pattern: "^a", format: "date" },
    'formats.date.check(z.minLength(1), z.maxLength(9), z.regex(new RegExp("^a", "u")))',
  ],
  ["a fixed length", { ...text, minLength: 2, maxLength: 2 }, "z.string().check(z.length(2))"],
  [
    "bounds",
    { type: "number", minimum: 0, exclusiveMaximum: 1, multipleOf: 0.01 },
    "z.number().check(z.gte(0), z.lt(1), z.multipleOf(0.01))",
  ],
  ["int32", { type: "integer", format: "int32", maximum: 9 }, "z.int32().check(z.lte(9))"],
  ["nullable", { type: ["string", "null"] }, "z.nullable(z.string())"],
  ["literals with null", { enum: ["a", 1, null] }, 'z.nullable(z.literal(["a", 1]))'],
  [
    "items and their checks",
    { type: "array", items: text, minItems: 1, uniqueItems: true },
    "z.array(z.string()).check(z.minLength(1), js.uniqueItems())",
  ],
  [
    "a tuple that may be short",
    { type: "array", prefixItems: [text], items: false },
    "z.tuple([z.exactOptional(z.string())])",
  ],
  [
    "members that may be absent, and others",
    { type: "object", properties: { a: text }, additionalProperties: text },
    "js.uncopied(z.catchall(z.object({ a: z.exactOptional(z.string()) }), z.string()))",
  ],
  [
    "keys of one pattern",
    { type: "object", patternProperties: { "^x": text }, additionalProperties: false },
    'js.objectOf(z.string()).check(js.patternProperties([[new RegExp("^x", "u"), z.string()]]), js.additionalProperties({ keys: [], patterns: [new RegExp("^x", "u")] }, z.never()))',
  ],
  [
    "three conjuncts",
    { allOf: [{ anyOf: [text, { type: "array" }] }, text, { ...text, minLength: 1 }] },
    "z.intersection(z.intersection(z.union([z.string(), z.array(z.unknown())]), z.string()), z.string().check(z.minLength(1)))",
  ],
];

/** Without the line breaks and commas that a formatter adds. */
function flat(code: string): string {
  return code.replace(/\s+/g, "").replace(/,(?=[)\]}])/g, "");
}

describe("schemas for zod/mini", () => {
  test.each(cases)("say by functions %s", async (_title, given, want) => {
    const files = await generated(documentOf({ Subject: given }), ["zod"], { zod: "mini" });
    const printed = schemaText(files, "src/schemas/subject.ts");
    expect(flat(printed)).toBe(flat(`export const SubjectSchema = ${want};`));
  });

  test("have nothing of classic in any file of a package", async () => {
    const options = { zod: "mini" } as const;
    const files = await generated(document, ["types", "zod", "client"], options);
    const sources = [...files].filter(([path]) => path.endsWith(".ts"));
    const imports = sources.flatMap(([, source]) => source.match(/ from "zod[^"]*"/g) ?? []);
    expect(new Set(imports)).toEqual(new Set([' from "zod/mini"']));
    expect(sources.map(([path]) => path).filter((path) => path.includes("mini"))).toEqual([]);
  });

  test("are what the reference speaks of", async () => {
    const pages = async (zod: "classic" | "mini"): Promise<string | undefined> =>
      (await generated(document, ["docs"], { zod })).get("docs/validation.md");
    expect(await pages("mini")).toContain("schemas of `zod/mini`");
    expect(await pages("classic")).not.toContain("mini");
  });

  test("bundle without it, and smaller", { timeout: 60_000 }, async () => {
    const [small, large] = [await bundled("mini"), await bundled("classic")];
    expect(small.inputs.filter((path) => /zod\/v4\/classic|zod\/v4\/locales/.test(path))).toEqual(
      [],
    );
    expect(large.inputs.some((path) => /zod\/v4\/classic/.test(path))).toBe(true);
    expect(small.bytes * 2).toBeLessThan(large.bytes);
  });
});

/** What a program that parses one component takes along. */
async function bundled(zod: "classic" | "mini"): Promise<{ inputs: string[]; bytes: number }> {
  const files = await generated(document, ["types", "zod"], { zod });
  const program = 'import { PlainSchema } from "./schemas/plain.js";\nPlainSchema.parse({});\n';
  return inFolder(new Map([...files, ["src/program.ts", program] as const]), async (folder) => {
    const { metafile, outputFiles } = await build({
      entryPoints: [join(folder, "src/program.ts")],
      absWorkingDir: folder,
      bundle: true,
      format: "esm",
      logLevel: "error",
      metafile: true,
      minify: true,
      write: false,
    });
    const [output] = Object.values(metafile.outputs);
    const inputs = Object.entries(output?.inputs ?? {});
    return {
      inputs: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path),
      bytes: outputFiles[0]?.contents.byteLength ?? 0,
    };
  });
}

/** Errors are at the lines of what does not hold. */
const PROGRAM = [
  'import * as z from "zod/mini";',
  'import type { ValidationOptions } from "./runtime/validation.js";',
  'import type * as source from "./schemas/index.js";',
  'import type * as packed from "./schemas/packed.js";',
  'import type { components } from "./types.js";',
  "type Agree<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;",
  "declare function agree<T extends true>(): T;",
  "agree<Agree<keyof typeof source, keyof typeof packed>>();",
  ...Object.keys(fixtures).map((key) => {
    const name = JSON.stringify(key);
    return `agree<Agree<z.output<(typeof packed.componentSchemas)[${name}]>, components["schemas"][${name}]>>();`;
  }),
  "export const extend = (plain: typeof packed.PlainSchema, base: typeof source.PlainSchema) => {",
  "  const extended = z.extend(z.pick(plain, { id: true, note: true }), { more: z.boolean() });",
  "  agree<Agree<z.output<typeof extended>, { id: number; note?: string; more: boolean; [key: string]: unknown }>>();",
  "  return plain.shape.id.parse(1) + base.shape.id.parse(1);",
  "};",
  "export const validation = (validators: typeof packed.validators): ValidationOptions =>",
  "  ({ validators, compile: z.compile });",
  "export const sources = (validators: typeof source.validators): ValidationOptions =>",
  "  ({ validators, compile: z.compile });",
  "",
].join("\n");

describe("packed.d.ts for zod/mini", () => {
  test.each(compilers)("holds for the sources, says %s", { timeout: 120_000 }, async (compiler) => {
    const files = await generated(document, ["types", "zod"], { zod: "mini" });
    const all = new Map([...files, ["src/program.ts", PROGRAM] as const]);
    expect(await inFolder(all, (folder) => compile(folder, compiler))).toEqual([]);
  });
});

/** Values of every kind, right and wrong for some of the constructs, in their members too. */
const values: readonly unknown[] = [
  ...["", "a", "only", null, true, 0, 1, 2.5, 2 ** 60, [], [1], ["a"], ["a", 1], ["a", "a"]],
  ...[{}, { a: "x" }, { a: 1 }, { a: null }, { a: "x", b: 1, c: [] }, { constructor: "x" }],
  ...[{ "x-a": "b" }, { "x-a": 1, "n-b": 2 }, { id: 1, when: "now" }, { id: "1", when: "", b: "" }],
  ...[{ kind: "cat", meow: 1 }, { kind: "hound" }, { kind: "cow" }, { id: 1, when: "a", note: 1 }],
  ...[
    { value: "a", next: { value: 1, kids: [{ next: 1 }] } },
    { files: [{ copy: { folder: 1 } }] },
  ],
  ...[
    { type: "sum", terms: [{ type: "literal", value: "a" }] },
    { type: "sum", note: {} },
  ],
  ...[[{ id: 1, when: "a" }], [{ id: 1, when: "a" }, {}, {}]],
];

type Judged = Extract<Evaluated, { schemas: unknown }>;

async function judged(options: Parameters<typeof evaluateValidators>[1]): Promise<Judged> {
  const [evaluated] = await evaluateValidators([document], options);
  if (evaluated === undefined || "reason" in evaluated) throw new Error(evaluated?.reason);
  return evaluated;
}

describe.each(["double", "exact"] as const)("with numbers %s, both interfaces", async (numbers) => {
  const [classic, small] = [await judged({ numbers }), await judged({ numbers, zod: "mini" })];

  test.each(Object.keys(fixtures))("say the same of %s", (key) => {
    const [one, other] = [classic.schemas[key], small.schemas[key]];
    if (one === undefined || other === undefined) throw new Error(`no schema ${key}`);
    for (const value of values) {
      const findings = classic.explain(one, value);
      expect(small.explain(other, value)).toEqual(findings);
      expect(other.safeParse(value).success).toBe(findings.length === 0);
      expect(one.safeParse(value).success).toBe(findings.length === 0);
      expect(mini.compile(other).safeParse(value).success).toBe(findings.length === 0);
    }
  });

  test("accept some of the values and refuse others", () => {
    const refused = Object.values(small.schemas).map(
      (schema) => values.filter((value) => !schema.safeParse(value).success).length,
    );
    expect(refused.filter((count) => count > 0 && count < values.length).length).toBeGreaterThan(
      60,
    );
  });
});
