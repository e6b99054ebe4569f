import { beforeAll, describe, expect, it } from "vitest";
import { suiteOf, type ApiModel, type Suite } from "../../generator/index.js";
import { selfCheck } from "../../scripts/contract/mock/self-check.js";
import type { ClientPackage } from "../../scripts/contract/package.js";
import { failuresOf, matrixOfRun } from "../../scripts/contract/record.js";
import {
  packageOf,
  readContractModel,
  runSession,
  startMock,
} from "../../scripts/contract/session.js";

const INPUT = "test/contract/fixtures/pets.yaml";
let model: ApiModel;
let suite: Suite;
let pack: ClientPackage;

beforeAll(async () => {
  const read = await readContractModel({ input: INPUT });
  if (read.model === undefined) throw new Error(`${INPUT} has no model`);
  model = read.model;
  suite = suiteOf(model);
  pack = await packageOf({ input: INPUT });
});

describe("a document that contradicts itself, and a mock that reads it badly", () => {
  it("is covered when it is reworded for the mock, but for the example that is wrong", async () => {
    const record = await runSession(model, { input: INPUT }, pack, suite);
    expect(failuresOf(record).map(({ id, words }) => `${id}: ${words ?? ""}`)).toEqual([]);
    const { percent, units } = matrixOfRun(record);
    expect(percent).toBe(100);
    expect(units.map(({ outcome }) => outcome.state)).not.toContain("open");
  });

  it("shows the mock's faults as it is written", async () => {
    const record = await runSession(model, { input: INPUT, raw: true }, pack, suite);
    const blamed = failuresOf(record).filter(({ blame }) => blame === "mock");
    expect(blamed.some(({ id }) => id.includes("/violation/"))).toBe(true);
    expect(failuresOf(record).filter(({ blame }) => blame !== "mock")).toEqual([]);
    expect(matrixOfRun(record).percent, "the client and Ajv still prove it").toBeGreaterThan(90);
  });

  it("is told by the mock's own check before it says ready", async () => {
    const started = await startMock(model, suite, false);
    try {
      const { answering, operations, faults } = await selfCheck(
        model,
        suite,
        { input: INPUT },
        started,
      );
      expect([answering, operations]).toEqual([2, 2]);
      expect(faults).toEqual([]);
    } finally {
      await started.mock.stop();
    }
  });
});
