import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { compilers } from "../../../../scripts/compilers.js";
import { anyPlaces, judge, subjectOf } from "../../../../scripts/agreement/judge.js";
import { assess } from "../../../../scripts/agreement/ledger.js";
import { anyTypesIn } from "../../../../scripts/agreement/any-types.js";
import { loadFrom, ownTemplates } from "../../../../scripts/disk.js";
import { documentOf } from "../generated.js";
import { faults } from "./faults.fixtures.js";
import { fixtures, operations } from "./agreement.fixtures.js";

const timeout = 240_000;

/** Documents whose types and validators are compared here; the command takes any. */
const documents: readonly (readonly [name: string, path: string])[] = [
  ["our own document", "spec/openapi.yaml"],
  ["museum", "../shared/corpus/museum.yaml"],
];

describe.each(compilers)("validators' outputs and types agree, says %s,", (compiler) => {
  test("for every construct, or the ledger says why not", { timeout }, async () => {
    const schemas = { ...fixtures, ...schemasOfFaults() };
    const subject = await subjectOfObject(documentOf(schemas, operations));
    const kinds = new Set(subject.pairs.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(["component", "body", "parameters", "headers"]));
    const judgement = await judge(subject, compiler);
    expect(judgement.errors).toEqual([]);
    expect(assess("types-agreement.fixtures", judgement)).toEqual({
      unexplained: [],
      needless: [],
    });
  });

  test("for every construct in the words of zod/mini", { timeout }, async () => {
    const schemas = { ...fixtures, ...schemasOfFaults() };
    const subject = await subjectOfObject(documentOf(schemas, operations), { zod: "mini" });
    expect(anyPlaces(subject)).toEqual([]);
    const judgement = await judge(subject, compiler);
    expect(judgement.errors).toEqual([]);
    expect(assess("types-agreement.fixtures", judgement)).toEqual({
      unexplained: [],
      needless: [],
    });
  });

  for (const [name, path] of documents) {
    test.skipIf(!existsSync(path))(`for ${name}`, { timeout }, async () => {
      const subject = await subjectAt(path);
      expect(subject.pairs.length).toBeGreaterThan(10);
      expect(anyPlaces(subject)).toEqual([]);
      const judgement = await judge(subject, compiler);
      expect(judgement.errors).toEqual([]);
      expect(assess(resolve(path), judgement)).toEqual({ unexplained: [], needless: [] });
    });
  }

  test("and what differs is found, and shown", { timeout }, async () => {
    const members = { a: { type: "string" }, b: { type: "number" } };
    const headers = { "X-Count": { required: true, schema: { type: "integer" } } };
    const responses = { "204": { description: "Gone.", headers } };
    const subject = await subjectOfObject(
      documentOf(
        { Wider: { type: "object", properties: members }, Any: { type: "string" } },
        { "/gone": { get: { operationId: "getGone", responses } } },
      ),
    );
    const types = subject.files.get("src/types.ts") ?? "";
    const spoilt = types
      .replace("b?: number", "b: number")
      .replace("Any: string", "Any: any")
      .replace('"X-Count": number', '"X-Count": string');
    const files = new Map([...subject.files, ["src/types.ts", spoilt] as const]);
    const { disagreements } = await judge({ ...subject, files }, compiler);
    expect(disagreements.map(({ pair, verdict }) => [pair.pointer, verdict])).toEqual([
      ["#/components/schemas/Wider", "the validator is wider"],
      ["#/components/schemas/Any", "the type is any"],
      ["#/paths/~1gone/get/responses/204/headers/X-Count", "neither contains the other"],
    ]);
    expect(disagreements[0]?.explanation.join("\n")).toMatch(/'b'|undefined/);
    expect(anyPlaces({ ...subject, files })).toHaveLength(1);
  });
});

test("an entry of the ledger whose pair agrees is needless", () => {
  const judgement = { compiler: "typescript", seconds: 0, disagreements: [], errors: [] } as const;
  const places = [{ document: "corpus/one.yaml", pointers: ["#/components/schemas/A"] }];
  const excuses = [{ construct: "none", reason: "none", places }];
  expect(assess("/shared/corpus/one.yaml", judgement, excuses)).toEqual({
    unexplained: [],
    needless: ["#/components/schemas/A"],
  });
  expect(assess("/shared/corpus/other.yaml", judgement, excuses).needless).toEqual([]);
});

test("any is found where it is a type, and nowhere else", () => {
  const source = ['const any = "any"; // any', "const all: any[] = [];", "export { any, all };"];
  expect(anyTypesIn(source.join("\n"))).toEqual([2]);
});

const subjects = new Map<string, ReturnType<typeof subjectOf>>();

/** A document's subject, generated once for all compilers. */
async function subjectAt(path: string): ReturnType<typeof subjectOf> {
  const known = subjects.get(path);
  if (known !== undefined) return known;
  const subject = subjectOf(path, { load: loadFrom(path), templates: await ownTemplates() });
  subjects.set(path, subject);
  return subject;
}

/** The schemas of every fault, each fault's under names of its own. */
function schemasOfFaults(): Record<string, unknown> {
  return Object.fromEntries(
    faults.flatMap(({ schemas }, index) => {
      const renamed = JSON.stringify(schemas).replaceAll(
        "#/components/schemas/",
        `#/components/schemas/Fault${String(index)}.`,
      );
      return Object.entries(JSON.parse(renamed) as Record<string, unknown>).map(
        ([key, schema]) => [`Fault${String(index)}.${key}`, schema] as const,
      );
    }),
  );
}

async function subjectOfObject(
  document: object,
  options: Parameters<typeof subjectOf>[2] = {},
): ReturnType<typeof subjectOf> {
  const text = JSON.stringify(document);
  const templates = await ownTemplates();
  return subjectOf(
    "openapi.json",
    { load: async () => ({ kind: "text", text }), templates },
    options,
  );
}
