import { expect, test } from "vitest";
import { chosen } from "../../scripts/adversarial.js";
import { outcomesOf, type Outcome } from "../../scripts/adversarial/matrix.js";
import { sampled } from "../../scripts/adversarial/sample.js";
import { ownTemplates } from "../../scripts/disk.js";

test.each([
  ["a sample", chosen({ texts: "all", sample: 32, seed: 20 })],
  ["documents made by hand", chosen({ texts: "one", grep: /^kill shot/, seed: 1 })],
])("hostile texts are refused by name or arrive as they are: %s", async (_, cases) => {
  const outcomes: Outcome[] = [];
  for await (const some of outcomesOf(cases, await ownTemplates())) outcomes.push(...some);
  const failed = outcomes
    .filter(({ faults }) => faults.length > 0)
    .map(({ trial, faults }) => `${trial.position} × ${trial.payload}: ${faults.join("; ")}`);
  expect(failed).toEqual([]);
  expect(outcomes.length).toBe(cases.length);
  expect(cases.length).toBeGreaterThan(20);
});

test("a sample is the same for a seed, another for another, and in order", () => {
  const list = Array.from({ length: 1000 }, (_, index) => index);
  const first = sampled(list, 20, 1);
  expect(first).toEqual(sampled(list, 20, 1));
  expect(first).not.toEqual(sampled(list, 20, 2));
  expect(first).toEqual([...first].sort((a, b) => a - b));
  expect(sampled(list, 2000, 1)).toEqual(list);
});
