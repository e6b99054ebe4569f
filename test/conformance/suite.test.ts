import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judge, readSuite, type Outcome } from "../../scripts/conformance.js";
import { lineOf, readLedger } from "./ledger.js";

const suite = join("..", "shared", "json-schema-test-suite", "tests", "draft2020-12");

function linesOf(outcomes: readonly Outcome[]): string[] {
  return outcomes
    .filter(({ failures }) => failures.length > 0)
    .map(({ group, failures }) =>
      lineOf({ file: group.file, group: group.description, wrong: failures.length }),
    )
    .sort();
}

function ledger(name: string): string[] {
  return readLedger(readFileSync(join("test", "conformance", name), "utf8"))
    .map(lineOf)
    .sort();
}

// A ledger is honest both ways: what is listed and passes fails the test as well.
describe.skipIf(!existsSync(suite))("the JSON Schema Test Suite, draft 2020-12", () => {
  test("required tests are right, or the ledger says why not", { timeout: 120_000 }, async () => {
    const outcomes = await judge(await readSuite(suite), "annotate");
    expect(outcomes.length).toBeGreaterThan(300);
    expect(linesOf(outcomes)).toEqual(ledger("known-failures.txt"));
  });

  test("formats are right, or the ledger says why not", { timeout: 120_000 }, async () => {
    const outcomes = await judge(await readSuite(join(suite, "optional", "format")), "assert");
    expect(outcomes.length).toBeGreaterThan(20);
    expect(linesOf(outcomes)).toEqual(ledger("known-format-failures.txt"));
  });
});
