import { describe, expect, test } from "vitest";
import { generate } from "../../../../generator/index.js";
import { FORMATS, isAsserted } from "../../../../generator/model/formats.js";
import { ownTemplates } from "../../../../scripts/disk.js";
import { documentOf, generated, schemaText } from "../generated.js";

async function printed(schema: object, formats: "assert" | "annotate" = "assert"): Promise<string> {
  const files = await generated(documentOf({ Subject: schema }), ["zod"], { formats });
  return schemaText(files, "src/schemas/subject.ts").replaceAll(/\s+/g, " ");
}

/** What each numeric format is printed as beside `type: number`. */
const numbers: { readonly [format: string]: string } = {
  int8: "z.int().min(-128).max(127)",
  int16: "z.int().min(-32768).max(32767)",
  int32: "z.int32()",
  int64: "z.number().check(formats.int64)",
  uint8: "z.int().min(0).max(255)",
  uint16: "z.int().min(0).max(65535)",
  uint32: "z.int().min(0).max(4294967295)",
  uint64: "z.number().check(formats.uint64)",
  "double-int": "z.int()",
  "sf-integer": "z.int().min(-999999999999999).max(999999999999999)",
  "sf-decimal": "z .number() .min(-999999999999.999) .max(999999999999.999) .multipleOf(0.001)",
  float: "z.number()",
  double: "z.number()",
  decimal: "z.number()",
  decimal128: "z.number()",
};

describe("every format of the table", () => {
  test("that speaks of strings is a schema, or nothing", async () => {
    const texts = FORMATS.filter(({ type }) => type === "string");
    const names = texts.map(({ name }) => name);
    const properties = Object.fromEntries(
      names.map((name) => [name, { type: "string", format: name }]),
    );
    const text = await printed({ type: "object", properties, required: names });
    for (const { name, check } of texts) {
      const want = check === undefined ? "z.string()" : `formats.${check}`;
      expect(text.replaceAll('"', ""), name).toContain(` ${name}: ${want}, `);
    }
  });

  test("that speaks of numbers bounds them, or does nothing", async () => {
    expect(Object.keys(numbers).sort()).toEqual(
      FORMATS.flatMap(({ name, type }) => (type === "number" ? [name] : [])).sort(),
    );
    for (const [format, want] of Object.entries(numbers)) {
      const text = (await printed({ type: "number", format })).replaceAll(" .", ".");
      expect(text, format).toBe(`export const SubjectSchema = ${want.replaceAll(" .", ".")};`);
    }
  });

  test("is an annotation by option", async () => {
    for (const { name, type } of FORMATS.filter(isAsserted)) {
      const want = `export const SubjectSchema = z.${type}();`;
      expect(await printed({ type, format: name }, "annotate"), name).toBe(want);
    }
  });
});

test("a format speaks of its own type only", async () => {
  const head = "export const SubjectSchema = ";
  const date = { format: "date" };
  expect(await printed({ ...date, type: ["string", "null"] })).toBe(
    `${head}formats.date.nullable();`,
  );
  expect(await printed({ ...date, type: ["string", "integer"] })).toBe(
    `${head}z.union([formats.date, z.int()]);`,
  );
  expect(await printed({ ...date, type: "integer" })).toBe(`${head}z.int();`);
  expect(await printed(date)).toBe(`${head}z.unknown().check(js.when("string", formats.date));`);
  expect(await printed({ format: "uint8", type: ["string", "integer"] })).toBe(
    `${head}z.union([z.string(), z.int().min(0).max(255)]);`,
  );
});

test("an unknown format is an annotation, and nothing to speak of", async () => {
  const text = JSON.stringify(documentOf({ Subject: { type: "string", format: "shoe-size" } }));
  const { files, diagnostics } = await generate(
    { input: "openapi.json", only: ["zod"] },
    { load: async () => ({ kind: "text", text }), templates: await ownTemplates() },
  );
  expect(files?.get("src/schemas/subject.ts")).toContain("SubjectSchema = z.string();");
  expect(diagnostics.map(({ code }) => code)).toEqual(["document/empty"]);
});
