import { expect, it } from "vitest";
import type { ViolationCase } from "../../generator/emitters/contract/case.js";
import { Ledger } from "./ledger.js";

const violation: ViolationCase = {
  kind: "violation",
  id: "createPipeline/violation/body/not",
  pointer: "#/components/schemas/Pipeline/not",
  input: "minimal",
  keyword: "not",
  edit: { op: "set", at: "/body", value: {} },
  status: 422,
  alone: true,
};

it("excuses what an entry names, and no more", () => {
  const entries = [{ keyword: "not", in: "body", operations: ["createPipeline"], reason: "…" }];
  const ledger = new Ledger(entries);
  expect(ledger.excuses("updatePipeline", violation)).toBe(false);
  expect(ledger.excuses("createPipeline", { ...violation, keyword: "oneOf" })).toBe(false);
  const elsewhere = { ...violation, edit: { op: "remove", at: "/query/page" } as const };
  expect(ledger.excuses("createPipeline", elsewhere)).toBe(false);
  expect(ledger.idle()).toEqual(entries);
  expect(ledger.excuses("createPipeline", violation)).toBe(true);
  expect(ledger.idle()).toEqual([]);
});
