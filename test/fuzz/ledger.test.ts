import { describe, expect, test } from "vitest";
import { ask } from "../../scripts/fuzz/shrink.js";
import { ledger } from "./ledger.js";

describe("the ledger", async () => {
  const answers = await ask(ledger.map(({ example }) => example));

  // An entry that no longer holds is struck off.
  test.each(ledger.map((entry, index) => [entry.name, entry, answers[index]] as const))(
    "%s: the example still disagrees, as the entry says",
    (_name, entry, answer) => {
      expect(answer).toBeDefined();
      if (answer === undefined) return;
      const explaining = ledger.filter((other) => other.explains(answer));
      expect(explaining).toEqual([entry]);
    },
  );

  test("names each entry once, with a reason", () => {
    expect(new Set(ledger.map(({ name }) => name)).size).toBe(ledger.length);
    expect(ledger.filter(({ reason }) => reason.length < 40)).toEqual([]);
  });

  test("does not explain what is no part of it", () => {
    const description = { version: "3.1", components: { C0: { type: "string" } } } as const;
    const found = { description, target: "C0", instance: 1, ajv: "invalid" } as const;
    const verdicts = (["valid", "changed", "threw"] as const).map((says) => ({ says }));
    const explained = verdicts.filter((ours) =>
      ledger.some((entry) => entry.explains({ ...found, ours })),
    );
    expect(explained).toEqual([]);
  });
});
