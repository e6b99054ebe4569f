import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../generator/index.js";
import { sourcesIn } from "../../scripts/contract/package.js";
import { readContractModel } from "../../scripts/contract/session.js";
import { clientMutants } from "../../scripts/mutate/client-mutants.js";
import { CLIENT_OPERATORS } from "../../scripts/mutate/client-operators.js";
import { documentMutants, generatedFrom } from "../../scripts/mutate/document-mutants.js";
import { DOCUMENT_OPERATORS } from "../../scripts/mutate/document-operators.js";
import type { MutantOutcome } from "../../scripts/mutate/mutant.js";
import { linesOf, scoreOf } from "../../scripts/mutate/score.js";
import { EXCUSES, idle, reasonOf, refuted } from "../../scripts/mutate/survivors.js";

const LIBRARY = "test/mutate/fixtures/library.yaml";

async function modelOf(input: string) {
  const { model } = await readContractModel({ input });
  if (model === undefined) throw new Error(`${input} has no model`);
  return model;
}

const library = await modelOf(LIBRARY);
const sources = (await generatedFrom(library.document as JsonObject)) ?? new Map<string, string>();
const mutants = [
  ...documentMutants(library.document as JsonObject),
  ...clientMutants(sources, () => true),
];

describe("mutants", () => {
  it("are made by every operator, of our document or of the library's", async () => {
    const { document } = await modelOf("spec/openapi.yaml");
    const ours = [
      ...documentMutants(document as JsonObject),
      ...clientMutants(await sourcesIn("generated"), () => true),
    ];
    const found = new Set([...ours, ...mutants].map(({ of, operator }) => `${of} ${operator}`));
    const operators = [
      ...DOCUMENT_OPERATORS.map(({ name }) => `document ${name}`),
      ...CLIENT_OPERATORS.map(({ name }) => `client ${name}`),
    ];
    expect(operators.filter((name) => !found.has(name))).toEqual([]);
    const ids = ours.map(({ id }) => id);
    expect(new Set(ids).size, "ids tell mutants apart").toBe(ids.length);
    expect(idle(ids), "excuses of mutants that are none any more").toEqual([]);
  });

  it("of a client change one file each, and know whom it is about", async () => {
    const own = mutants.filter(({ of }) => of === "client");
    for (const { sources: make, id } of own) {
      const changed = [...((await make()) ?? [])].filter(
        ([path, text]) => sources.get(path) !== text,
      );
      expect(
        changed.map(([path]) => path),
        id,
      ).toHaveLength(1);
    }
    const nearOf = (operator: string): readonly string[][] =>
      own.filter((one) => one.operator === operator).map(({ near }) => [...near]);
    expect(nearOf("skips credentials")).toEqual([["listBooks"], ["addBook"], ["getBook"]]);
    expect(nearOf("drops a listed value")).toEqual([["/schemas/BookInput"]]);
  });

  it("of a document are generated from it", async () => {
    const title = "document #/components/schemas/Book/properties/title";
    const dropped = mutants.find(({ id }) => id === `${title} drops minLength: minLength`);
    const text = (await dropped?.sources())?.get("src/schemas/book.ts") ?? "";
    expect(sources.get("src/schemas/book.ts")).toContain("z.string().min(1).max(20)");
    expect(text).toContain("z.string().max(20)");
  });
});

it("counts what is killed among what could be, and names what lives", () => {
  const outcome = (id: string, fate: MutantOutcome["outcome"]): MutantOutcome => ({
    id,
    of: "client",
    operator: "breaks a path",
    outcome: fate,
  });
  const outcomes = [
    outcome("a", { fate: "killed", by: "a case", words: "" }),
    outcome("b", { fate: "survived" }),
    outcome("c", { fate: "equivalent", reason: "" }),
  ];
  expect(scoreOf(outcomes)).toEqual({ killed: 1, judged: 2, percent: 50 });
  expect(linesOf(outcomes, 9)).toEqual([
    "    1 of 2     client: breaks a path",
    "= c",
    "✗ b",
    "1 of 2 mutants killed, 50.0 %; 1 more (=) generate the same code; a sample of 9",
  ]);
});

it("excuses no mutant without a reason, nor one that is killed", () => {
  expect(EXCUSES.filter(({ reason }) => reason.length < 20)).toEqual([]);
  expect(reasonOf("client src/client/pets.ts:1:1 breaks a path")).toBeUndefined();
  expect(refuted([])).toEqual([]);
});
