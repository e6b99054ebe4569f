import { beforeAll, describe, expect, test } from "vitest";
import { compile, inTemporaryFolder } from "../../../../scripts/agreement/compile.js";
import { compilers } from "../../../../scripts/compilers.js";
import { judge, subjectOf, type Subject } from "../../../../scripts/agreement/judge.js";
import { ownTemplates } from "../../../../scripts/disk.js";
import { evaluateValidators } from "../../../../scripts/validators.js";
import { documentOf } from "../generated.js";
import { narrowed, narrowing, unions } from "./unions.fixtures.js";

const document = documentOf(unions);
let subject: Subject;

beforeAll(async () => {
  const text = JSON.stringify(document);
  subject = await subjectOf("openapi.json", {
    load: async () => ({ kind: "text", text }),
    templates: await ownTemplates(),
  });
});

describe.each(compilers)("unions narrow by the wire value, says %s,", (compiler) => {
  const sources = {
    "of types.ts":
      'import type { components } from "./types.js";\ntype Schemas = components["schemas"];',
    "of validators": [
      'import type * as z from "zod";',
      'import type { componentSchemas } from "./schemas/registry.js";',
      "type Validators = typeof componentSchemas;",
      "type Schemas = { [Key in keyof Validators]: z.output<Validators[Key]> };",
    ].join("\n"),
  };

  test.each(Object.entries(sources))("%s", { timeout: 120_000 }, async (_title, head) => {
    const files = new Map([...subject.files, ["src/narrowing.ts", head + narrowing] as const]);
    const complaints = await inTemporaryFolder(files, (folder) =>
      compile(folder, { files: ["src/narrowing.ts"] }, compiler),
    );
    expect(complaints).toEqual([]);
  });

  test("and both agree", { timeout: 120_000 }, async () => {
    const { disagreements, errors } = await judge(subject, compiler);
    expect([...disagreements, ...errors]).toEqual([]);
  });
});

test("the alternatives narrower than their schemas are named", () => {
  const found = subject.narrowed.map(({ pointer, values }) => [
    pointer.replace("#/components/schemas/", ""),
    ...values,
  ]);
  expect(found).toEqual(narrowed);
});

test("a tag that only the discriminator states decides no validity", async () => {
  const [evaluated] = await evaluateValidators([document]);
  const schemas = evaluated !== undefined && "schemas" in evaluated ? evaluated.schemas : {};
  const accepts = (component: string, value: unknown): boolean | undefined =>
    schemas[component]?.safeParse(value).success;
  expect(accepts("ByPlainNames", { kind: "hamster", meow: "miaow" })).toBe(true);
  expect(accepts("ByPlainNames", { song: "la" })).toBe(true);
  expect(accepts("Children", { wheels: "three" })).toBe(false);
  expect(accepts("Stated", { shape: "round", radius: 1 })).toBe(false);
});
