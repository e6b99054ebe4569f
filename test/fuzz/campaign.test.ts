import { describe, expect, test } from "vitest";
import { runCampaign, type CampaignOptions } from "../../scripts/fuzz/campaign.js";
import { missingKeywords } from "../../scripts/fuzz/report.js";
import { KEYWORDS } from "../../scripts/fuzz/schema-keywords.js";
import { shrunk } from "../../scripts/fuzz/shrink.js";
import { textOf } from "../../scripts/fuzz/json.js";
import { ledger } from "./ledger.js";
import { ignoring, planted } from "./planted.js";

function campaign(options: Partial<CampaignOptions>) {
  return runCampaign({
    seed: 1,
    until: { verdicts: 4000 },
    batch: 1,
    ledger,
    clock: () => 0,
    ...options,
  });
}

describe("our validators and Ajv", () => {
  test("agree on a slice of what the fuzz draws, or the ledger says why not", async () => {
    const tally = await campaign({ until: { verdicts: 6_000 } });
    expect(tally.found).toEqual([]);
    expect([...tally.unjudged]).toEqual([]);
    expect(tally.verdicts).toBeGreaterThanOrEqual(6_000);
    expect(missingKeywords(tally)).toEqual([]);
    const share = tally.accepted / tally.verdicts;
    expect(share, "both verdicts are asked for").toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.7);
  });
});

/** Keywords that decide nothing by themselves, or only what another keyword counts. */
const SILENT = ["discriminator"];
const keywords = [...Object.keys(KEYWORDS), "type", "$ref", "then", "else"].filter(
  (keyword) => !SILENT.includes(keyword),
);

describe("the fuzz sees", () => {
  test.each(keywords)("that validators ignore %s", async (keyword) => {
    const only = keyword === "then" || keyword === "else" ? "if" : keyword;
    const witnesses = planted(ignoring(keyword));
    const tally = await campaign({ only, ledger: [], enough: 1, witnesses });
    expect(tally.found.length).toBeGreaterThan(0);
  });

  test("nothing where nothing is planted", async () => {
    const tally = await campaign({ ledger: [], witnesses: planted((schema) => schema) });
    expect(tally.found).toEqual([]);
    expect(tally.documents).toBeGreaterThan(1);
  });
});

describe("a campaign", () => {
  const witnesses = planted(ignoring("uniqueItems"));

  test("is a function of its seed", async () => {
    const [first, again, other] = await Promise.all(
      [3, 3, 4].map((seed) => campaign({ seed, witnesses })),
    );
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test("meets a disagreement again by its path alone", async () => {
    const options = { seed: 3, only: "uniqueItems", witnesses };
    const [one] = (await campaign(options)).found.toReversed();
    if (one === undefined) throw new Error("nothing was found");
    const again = await campaign({ ...options, path: one.path });
    expect(again.found).toContainEqual(one);
  });

  test("makes what it finds small", async () => {
    const { found } = await campaign({ only: "uniqueItems", witnesses });
    const [one] = found;
    if (one === undefined) throw new Error("nothing was found");
    const least = await shrunk(one, witnesses);
    expect({ ...least.ours, ajv: least.ajv }).toEqual({ says: "valid", ajv: "invalid" });
    expect(textOf(Object.values(least.description.components))).toBe('[{"uniqueItems":true}]');
    expect(textOf(least.instance)).toMatch(/^\[(.+),\1\]$/);
  });
});
