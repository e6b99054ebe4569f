import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readModel, type ApiModel } from "../../generator/index.js";
import { composeValue } from "../../scripts/corpus/compose.js";
import { inDirection, withOpenEnumerations } from "../../scripts/corpus/directions.js";
import { entriesOf } from "../../scripts/corpus/entries.js";
import { examine } from "../../scripts/corpus/examine.js";
import { formatsOf } from "../../scripts/corpus/formats.js";
import { excused, type Excuse } from "../../scripts/corpus/ledger.js";
import { checkLinks } from "../../scripts/corpus/links.js";
import { mutantsOf } from "../../scripts/corpus/mutants.js";
import { passed, type Outcome } from "../../scripts/corpus/outcome.js";
import { heading, rowOf, summary } from "../../scripts/corpus/report.js";
import { compareVerdicts } from "../../scripts/corpus/verdicts.js";
import * as runtime from "../../templates/runtime/formats.js";

/** Writes files into a folder that is lent and removed. */
async function inFolder<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "chain-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("documents of a folder", () => {
  it("are those with a top-level openapi that no other refers to", async () => {
    const files = {
      "a.yaml": "# A comment\nopenapi: 3.1.0\npaths: { /x: { $ref: 'parts/b.yaml#/paths/~1x' } }\n",
      "parts/b.yaml": "openapi: 3.1.0\npaths: {}\n",
      "parts/schema.yaml": "type: object\nproperties:\n  openapi: { type: string }\n",
      "deep/c.json": '{\n  "info": {},\n  "openapi": "3.0.3"\n}',
      "notes.md": "openapi: 3.1.0",
    };
    await inFolder(files, async (folder) => {
      const found = await entriesOf([folder, join(folder, "parts/b.yaml")]);
      expect(found.map((path) => relative(folder, path))).toEqual([
        "a.yaml",
        "deep/c.json",
        "parts/b.yaml",
      ]);
    });
  });

  it("must be there", async () => {
    await expect(entriesOf(["test/corpus/nowhere.yaml"])).rejects.toThrow(/there is no/);
    await inFolder({ "a.txt": "" }, async (folder) => {
      await expect(entriesOf([folder])).rejects.toThrow(/no OpenAPI document/);
    });
  });
});

describe("values", () => {
  const components = {
    Pet: {
      type: "object",
      properties: {
        name: { type: "string", examples: ["Rex"] },
        kind: { const: "dog" },
        mood: { enum: ["good", "bad"] },
        tags: { type: "array", items: { type: "string", default: "x" } },
        parent: { $ref: "#/components/schemas/Pet" },
      },
    },
    Old: {
      allOf: [{ $ref: "#/components/schemas/Pet" }],
      properties: { age: { type: "integer", minimum: 9 } },
    },
  };

  it("are composed of what is shown of the parts, and recursion ends", () => {
    const value = composeValue(components.Old, components);
    expect(value).toMatchObject({
      name: "Rex",
      kind: "dog",
      mood: "good",
      tags: ["x"],
      age: 9,
      parent: { name: "Rex" },
    });
  });

  it("are changed in one place at a time", () => {
    const value = { a: "x", b: [1] };
    const mutants = mutantsOf(value, 1000);
    expect(mutants).toEqual(
      expect.arrayContaining([{ b: [1] }, { a: 17.5, b: [1] }, { a: "x", b: [1, 1] }]),
    );
    expect(mutants).not.toContainEqual(value);
    expect(mutantsOf(value, 5)).toHaveLength(5);
  });
});

describe("schemas in a direction", () => {
  const id = { type: "string", readOnly: true };

  it("ask for nothing that goes the other way", () => {
    const components = { A: { required: ["id", "b"], properties: { id, b: true } } };
    expect(inDirection(components, "request")).toEqual({
      A: { required: ["b"], properties: { b: true } },
    });
    expect(inDirection(components, "response")).toEqual(components);
  });

  it("still describe it where the object is closed", () => {
    const inner = { required: ["id"], properties: { id } };
    const closed = { A: { ...inner, additionalProperties: false } };
    expect(inDirection(closed, "request").A).toMatchObject({ required: [], properties: { id } });
    const around = { A: { anyOf: [inner], unevaluatedProperties: false } };
    expect(inDirection(around, "request").A).toMatchObject({ anyOf: [{ properties: { id } }] });
  });

  it("leave enumerations open, but not one value alone", () => {
    const components = { A: { enum: ["a", "b"] }, B: { enum: ["a"] } };
    expect(withOpenEnumerations(components)).toEqual({ A: {}, B: { enum: ["a"] } });
  });

  it("leave alternatives told apart by enumerations open together, and no others", () => {
    const A = { enum: ["a", "b"] };
    const told = { oneOf: [{ $ref: "#/components/schemas/A" }, { enum: ["c", "d"] }] };
    const other = { oneOf: [{ type: "string" }, { const: 1 }] };
    const { B, C } = withOpenEnumerations({ A, B: told, C: other });
    expect(B).toEqual({ allOf: [{ anyOf: [{ $ref: "#/components/schemas/A" }, {}] }] });
    expect(C).toEqual(other);
  });
});

describe("verdicts", () => {
  const pet = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
  const compare = async (validator: z.ZodType, schema: object = pet, formats = {}) => {
    const text = JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Pets", version: "1" },
      paths: {},
      components: { schemas: { Pet: schema } },
    });
    const load = () => Promise.resolve({ kind: "text", text } as const);
    const { model } = await readModel({ input: "openapi.json" }, { load, templates: {} });
    const registry = { componentSchemas: { Pet: validator } };
    const modules = { "schemas/registry.ts": registry, "runtime/formats.ts": { ...runtime, ...formats } };
    return compareVerdicts(model as ApiModel, new Map(Object.entries(modules)));
  };

  it("of a right validator are Ajv's", async () => {
    const { faults, checked } = await compare(z.looseObject({ id: z.int() }));
    expect(faults).toEqual([]);
    expect(checked).toBeGreaterThan(10);
  });

  it.each([
    ["accepts too much", z.looseObject({ id: z.number() }), "valid, and invalid by Ajv"],
    ["accepts too little", z.strictObject({ id: z.int() }), "invalid, and valid by Ajv"],
    ["drops members", z.object({ id: z.int() }), "changed"],
    ["throws", z.any().refine(() => { throw new Error("no"); }), "threw"],
  ])("of one that %s are faults, with the place and the value", async (_, validator, reason) => {
    const { faults } = await compare(validator);
    expect(faults.map(({ at }) => at)).toContain("#/components/schemas/Pet");
    expect(faults.map((fault) => fault.reason).join("\n")).toContain(reason);
  });

  it("that Ajv does not give are faults: nothing was compared", async () => {
    const date = z.string().check(() => { throw new Error("no date"); });
    const { faults } = await compare(z.string(), { type: "string", format: "date" }, { date });
    expect(faults).toEqual([
      { at: "#/components/schemas/Pet", reason: 'Ajv has no verdict (Error: no date): "text"' },
    ]);
  });
});

describe("formats that Ajv is told", () => {
  it("are those of the runtime", () => {
    const { date, int8 } = formatsOf(runtime) as Record<string, { validate: (of: unknown) => boolean }>;
    expect(date?.validate("2024-02-29")).toBe(true);
    expect(date?.validate("2023-02-29")).toBe(false);
    expect(int8?.validate(128)).toBe(false);
  });

  it("are all there: a text nobody judges would agree with everything", () => {
    expect(() => formatsOf({ ...runtime, uuid: () => true })).toThrow("no schema of uuid");
  });
});

describe("links of a reference", () => {
  it("that lead nowhere, anchors that are there twice and pages nobody links to are faults", () => {
    const pages = new Map([
      ["index.md", '[a](a.md#x) [b](gone.md) [c](a.md#y) `[d](none.md)` [e](https://example.com)'],
      ["a.md", '<a id="x"></a><a id="z"></a><a id="z"></a> [back](index.md)'],
      ["lost.md", "It is no link: \\[\\`x\\`\\](#x)"],
    ]);
    expect(checkLinks(pages).faults).toEqual([
      { at: "index.md", reason: "gone.md is no page" },
      { at: "index.md", reason: "a.md#y is no anchor" },
      { at: "a.md", reason: "the anchor z is there twice" },
      { at: "lost.md", reason: "no link leads here from the index" },
    ]);
  });
});

describe("the ledger", () => {
  const outcome: Outcome = {
    document: "corpus/pets.yaml",
    stages: { agree: { checked: 3, faults: [{ at: "#/a", reason: "differs" }], notes: [] } },
  };
  const excuse = (at: string, document = "pets.yaml"): Excuse => ({
    stage: "agree",
    construct: "one",
    reason: "because",
    places: [{ document, at: [at] }],
  });

  it("excuses what it names, in the document it names", () => {
    expect(passed(excused(outcome, [excuse("#/a")]), ["agree"])).toBe(true);
    expect(passed(excused(outcome, [excuse("#/a", "other.yaml")]), ["agree"])).toBe(false);
    expect(excused(outcome, [excuse("#/a")]).stages.agree?.notes.join()).toContain("because");
  });

  it("fails where it explains what is not wrong", () => {
    const found = excused(outcome, [excuse("#/a"), excuse("#/b")]).stages.agree?.faults;
    expect(found?.map(({ at }) => at)).toEqual(["#/b"]);
  });
});

describe("a document that is refused", () => {
  it("is a fault of the first stage, with code and place, and reaches no other", async () => {
    const yaml =
      "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths:\n  /a: { get: { responses: { 20x: {} } } }\n";
    const outcome = await inFolder({ "openapi.yaml": yaml }, (folder) =>
      examine({ document: join(folder, "openapi.yaml"), stages: ["import"], compilers: [] }),
    );
    expect(Object.keys(outcome.stages)).toEqual(["generate"]);
    const [fault] = outcome.stages.generate?.faults ?? [];
    expect(fault?.at).toBe("#/paths/~1a/get/responses/20x");
    expect(fault?.reason).toContain(":4:29 response/status");
    expect(passed(outcome, ["import"])).toBe(false);
    const stages = ["generate", "import"] as const;
    expect(heading(stages)).toMatch(/^document +generate +import$/);
    expect(rowOf(outcome, stages)).toMatch(/openapi\.yaml +1 fault +not reached$/);
    expect(summary([outcome], stages)).toMatch(/^passed +0 of 1 +0 of 1\n/);
  });
});
