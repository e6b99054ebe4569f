import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { readSuite } from "../../scripts/conformance/suite.js";
import { evaluateValidators, type Evaluated, type Explain } from "../../scripts/validators.js";
import { readOwnModel } from "../contract/package-under-test.js";
import { documentOf } from "../rooms/emitters/generated.js";
import { fixtures } from "../rooms/emitters/types/agreement.fixtures.js";

/** Absent in a checkout of this repository alone. */
const suite = await readSuite(join("..", "shared", "json-schema-test-suite"));

type Finding = ReturnType<Explain>[number];

/** What a pointer leads to; undefined where it leads nowhere. */
function at(node: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((inner, token) => {
      if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, token))
        return undefined;
      return (inner as Record<string, unknown>)[token];
    }, node);
}

/** What is wrong with a finding: a pointer that leads nowhere, or to something else than its keyword. */
function faults(document: unknown, value: unknown, finding: Finding): string[] {
  const target = at(document, finding.schema);
  const named = finding.schema.split("/").at(-1) === finding.keyword || target === false;
  return [
    ...(target === undefined ? [`${finding.schema} leads nowhere`] : []),
    ...(named ? [] : [`${finding.schema} is not ${finding.keyword}`]),
    ...(at({ value }, `/value${finding.pointer}`) === undefined
      ? [`${finding.pointer} leads nowhere in the value`]
      : []),
    ...(/undefined|\[object|NaN/.test(finding.message) ? [finding.message] : []),
  ];
}

interface Tally {
  readonly faults: Set<string>;
  refused: number;
}

function judge(
  schema: z.ZodType,
  explain: Explain,
  document: unknown,
  values: Iterable<unknown>,
  tally: Tally,
): void {
  for (const value of values) {
    const findings = explain(schema, value);
    if (schema.safeParse(value).success !== (findings.length === 0))
      tally.faults.add(`verdict on ${JSON.stringify(value)}`);
    if (findings.length > 0) tally.refused += 1;
    for (const finding of findings)
      for (const fault of faults(document, value, finding)) tally.faults.add(fault);
  }
}

/** The value with one part exchanged, taken away or added, in every place. */
function* mutants(value: unknown): Generator<unknown> {
  for (const other of [null, 1.5, -1, "", [null], { other: 1 }]) yield other;
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    yield [...(value as unknown[]), ...(value as unknown[])];
    for (const [index, item] of value.entries())
      for (const mutant of mutants(item)) yield value.with(index, mutant);
    return;
  }
  yield { ...value, "un/known~": 1 };
  for (const [key, member] of Object.entries(value)) {
    yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const mutant of mutants(member)) yield { ...value, [key]: mutant };
  }
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every name under `properties`, wherever. */
function namesOf(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, inner]) => [
    ...(keyword === "properties" && typeof inner === "object" && inner !== null
      ? Object.keys(inner)
      : []),
    ...namesOf(inner),
  ]);
}

function evaluatedOf(evaluated: Evaluated | undefined): Exclude<Evaluated, { reason: string }> {
  if (evaluated === undefined || "reason" in evaluated) throw new Error(evaluated?.reason);
  return evaluated;
}

describe("every finding leads to its keyword in the document, and into the value", () => {
  test("of schemas of every construct", async () => {
    const document = documentOf(fixtures);
    const [evaluated] = await evaluateValidators([document]);
    const { schemas, explain } = evaluatedOf(evaluated);
    const tally: Tally = { faults: new Set(), refused: 0 };
    for (const [key, schema] of Object.entries(schemas)) {
      const names = namesOf(fixtures[key as keyof typeof fixtures]);
      const probes = [1, "a", null, {}, [1]].map((value) =>
        Object.fromEntries([...names, "kind", "xa"].map((name) => [name, value])),
      );
      judge(
        schema,
        explain,
        document,
        [...mutants({ a: [1, "b"] }), ...probes.flatMap((probe) => [...mutants(probe)])],
        tally,
      );
    }
    expect([...tally.faults]).toEqual([]);
    expect(tally.refused).toBeGreaterThan(1000);
  });

  test("of our document's components and operations", { timeout: 60_000 }, async () => {
    const model = await readOwnModel();
    const [evaluated] = await evaluateValidators([model.document]);
    const { schemas, validators, explain } = evaluatedOf(evaluated);
    const tally: Tally = { faults: new Set(), refused: 0 };
    for (const { declaration, examples } of Object.values(model.schemas)) {
      const schema = declaration === undefined ? undefined : schemas[declaration.key];
      if (schema === undefined) continue;
      for (const { value } of examples)
        judge(schema, explain, model.document, mutants(value), tally);
    }
    for (const { name, parameters, requestBody } of model.operations) {
      const own = validators[name] ?? {};
      for (const place of ["path", "query", "header"] as const) {
        const schema = own[place] as z.ZodType | undefined;
        const keys = parameters.filter((parameter) => parameter.in === place).map(({ key }) => key);
        const probe = Object.fromEntries(keys.map((key) => [key, 1]));
        // Parameters are put into an object by the client.
        const probes = [...mutants(probe)].filter(isObject);
        if (schema !== undefined) judge(schema, explain, model.document, probes, tally);
      }
      for (const { type, examples } of requestBody?.content ?? []) {
        const schema = (own["body"] as Record<string, z.ZodType> | undefined)?.[type];
        if (schema === undefined) continue;
        for (const { value } of examples)
          judge(schema, explain, model.document, mutants(value), tally);
      }
    }
    expect([...tally.faults]).toEqual([]);
    expect(tally.refused).toBeGreaterThan(1000);
  });

  test.skipIf(suite === undefined)(
    "of the JSON Schema Test Suite",
    { timeout: 120_000 },
    async () => {
      const groups = (await suite?.groups("draft2020-12")) ?? [];
      // References are rewritten when the suite's own conformance is judged; here those without do.
      const local = groups.filter(
        ({ schema }) => !/"\$(?:ref|dynamicRef|id)"/.test(JSON.stringify(schema)),
      );
      const documents = local.map(({ schema }) => documentOf({ Subject: schema as object }));
      const evaluated = await evaluateValidators(documents, { formats: "annotate" });
      const tally: Tally = { faults: new Set(), refused: 0 };
      for (const [index, group] of local.entries()) {
        const { schemas, explain } = evaluatedOf(evaluated[index]);
        const values = group.tests.map(({ data }) => data);
        judge(schemas["Subject"] as z.ZodType, explain, documents[index], values, tally);
      }
      expect([...tally.faults]).toEqual([]);
      expect(tally.refused).toBeGreaterThan(400);
    },
  );
});

test("a format that stands in many objects is found where each says it, spread or not", async () => {
  const at = { type: "string", format: "date-time" };
  const Base = { type: "object", required: ["at"], properties: { at } };
  const document = documentOf({
    First: { type: "object", required: ["at"], properties: { at } },
    Moment: at,
    Base,
    Spread: {
      allOf: [{ $ref: "#/components/schemas/Base" }],
      type: "object",
      required: ["end"],
      properties: { end: at },
    },
  });
  const [evaluated] = await evaluateValidators([document]);
  const { schemas, explain } = evaluatedOf(evaluated);
  const places = (key: string, value: unknown): string[] => {
    const schema = schemas[key];
    return schema === undefined ? [] : explain(schema, value).map((finding) => finding.schema);
  };
  expect(places("First", { at: "now" })).toEqual([
    "#/components/schemas/First/properties/at/format",
  ]);
  expect(places("Moment", "now")).toEqual(["#/components/schemas/Moment/format"]);
  expect(places("Base", { at: "now" })).toEqual(["#/components/schemas/Base/properties/at/format"]);
  expect(places("Spread", { at: "now", end: "then" })).toEqual([
    "#/components/schemas/Base/properties/at/format",
    "#/components/schemas/Spread/properties/end/format",
  ]);
  expect(places("Spread", {})).toEqual([
    "#/components/schemas/Base/required",
    "#/components/schemas/Spread/required",
  ]);
});
