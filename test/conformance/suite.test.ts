import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { differences, entriesOf, lineOf, ownLedger } from "../../scripts/conformance/ledger.js";
import { RUNS } from "../../scripts/conformance/runs.js";
import { readSuite } from "../../scripts/conformance/suite.js";

/** Absent in a checkout of this repository alone; then the tests below show as skipped. */
const suite = await readSuite(join("..", "shared", "json-schema-test-suite"));

/** What each run asks at least: a folder that lost its files would otherwise pass. */
const LEAST: Readonly<Record<string, number>> = {
  "3.1": 1299,
  "3.1-typed": 1050,
  "3.0": 420,
  "3.0-typed": 350,
  formats: 700,
  optional: 150,
};

describe.skipIf(suite === undefined)("the JSON Schema Test Suite", () => {
  test.each(RUNS.map((run) => [run.name, run] as const))(
    "%s: every verdict is right, or the ledger says why not",
    { timeout: 240_000 },
    async (name, run) => {
      if (suite === undefined) throw new Error("there is no suite");
      const outcomes = await run.judge(suite);
      const asked = outcomes.reduce((sum, { group }) => sum + group.tests.length, 0);
      expect(asked).toBeGreaterThanOrEqual(LEAST[name] ?? Infinity);
      const ledger = (await ownLedger()).filter((entry) => entry.run === name);
      // A wrong verdict may be listed; one that was never given may not.
      const silent = outcomes.flatMap(({ failures }) =>
        failures.filter((f) => f.fault !== "wrong"),
      );
      expect(silent).toEqual([]);
      const { unlisted, passing } = differences(entriesOf(name, outcomes), ledger);
      expect(unlisted.map(lineOf)).toEqual([]);
      expect(passing.map(lineOf)).toEqual([]);
    },
  );
});

test("the ledger names runs that are made", async () => {
  const names = RUNS.map(({ name }) => name);
  const unknown = (await ownLedger()).filter(({ run }) => !names.includes(run));
  expect(unknown.map(lineOf)).toEqual([]);
});
