import { beforeAll, expect, it } from "vitest";
import { printMatrix } from "../../scripts/contract/matrix.js";
import { failuresOf, matrixOfRun, type RunRecord } from "../../scripts/contract/record.js";
import { packageOf, runSession } from "../../scripts/contract/session.js";
import { DOCUMENT, PACKAGE, readOwnModel } from "./package-under-test.js";

let record: RunRecord;

beforeAll(async () => {
  const model = await readOwnModel();
  const pack = await packageOf({ input: DOCUMENT, client: PACKAGE });
  record = await runSession(model, { input: DOCUMENT, client: PACKAGE }, pack);
  console.log(`\n${printMatrix(matrixOfRun(record))}\n`);
});

it("finds the client, the mock and Ajv of one mind about every case", () => {
  const told = record.results
    .filter(({ blame }) => blame !== "passed")
    .map(({ id, blame, words }) => `${blame} ${id}: ${words ?? ""}`);
  expect(told).toEqual([]);
  expect(failuresOf(record)).toEqual([]);
});

it("covers all that the document promises", () => {
  const { units, percent } = matrixOfRun(record);
  const open = units.filter(({ outcome }) => outcome.state === "open").map(({ id }) => id);
  expect(open).toEqual([]);
  expect(percent).toBe(100);
});

it("shows no credential in what it keeps", () => {
  expect(JSON.stringify(record)).not.toContain("invented-");
});
