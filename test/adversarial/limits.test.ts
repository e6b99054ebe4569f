import { expect, test } from "vitest";
import { excesses } from "../../scripts/adversarial/limits/documents.js";
import { measured } from "../../scripts/adversarial/limits/measure.js";
import { faultsOf } from "../../scripts/adversarial/limits/table.js";

/** More than a start costs anywhere; the command measures the baseline instead. */
const BASELINE = 3;

test.each([
  ["aliases, YAML", "source/aliases"],
  ["10,000 levels, YAML block", "source/too-deep"],
  ["circle of $ref alone", "ref/circular"],
])("%s: refused by name, within the limits", async (name, code) => {
  const excess = excesses.find((it) => it.name === name);
  if (excess === undefined) throw new Error(`no document is called ${name}`);
  const result = await measured(excess);
  expect(result.codes).toContain(code);
  expect(faultsOf(result, BASELINE)).toEqual([]);
});

test("what is slow, large, unnamed or generated is a fault", () => {
  const given = { name: "it", expected: "refused", exit: 1, codes: ["source/too-deep"] } as const;
  const usage = { cpu: 1.5, memory: 100 };
  expect(faultsOf({ ...given, usage }, 1)).toEqual([]);
  expect(faultsOf({ ...given, usage: { cpu: 3.5, memory: 600 } }, 1)).toEqual([
    "2.5 s of work to refuse",
    "600 MB to refuse",
  ]);
  expect(faultsOf({ ...given, codes: [], usage }, 1)).toEqual(["exit 1 with no diagnostic"]);
  expect(faultsOf({ ...given, exit: 0, usage }, 1)).toEqual(["generated, and had to be refused"]);
  expect(faultsOf({ ...given, reports: "ref/circular", usage }, 1)).toEqual([
    "ref/circular was not told",
  ]);
  expect(faultsOf(given, 1)).toEqual(["the process ended without a word"]);
});
