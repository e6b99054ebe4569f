import { describe, expect, it } from "vitest";
import { compareModels } from "../../../generator/changes/compare.js";
import { directed } from "../../../generator/diff.js";
import { secondOpinion } from "../../../generator/opinion/opinion.js";
import { detailPairs } from "./detail-pairs.js";
import { documentPairs } from "./document-pairs.js";
import { sends } from "./pairs.js";
import { comparisonOf, soundOf } from "./read.js";
import { schemaPairs } from "./schema-pairs.js";

describe("a second opinion", () => {
  it("agrees on every labelled pair, and shows most differences", async () => {
    let [shown, unshown] = [0, 0];
    for (const { name, before, after } of [...schemaPairs, ...documentPairs, ...detailPairs]) {
      const { opinion } = await comparisonOf(before, after);
      expect(opinion.disagreements, name).toEqual([]);
      shown += opinion.shown;
      unshown += opinion.unshown;
    }
    expect(shown).toBeGreaterThan(unshown);
  });

  it("is heard where a rule misses something, with the smallest value that shows it", async () => {
    const pet = (required: readonly string[]) =>
      sends({
        type: "object",
        required,
        properties: { name: { type: "string" }, tag: { type: "string" } },
      });
    const [old, young] = [await soundOf(pet(["tag"])), await soundOf(pet(["tag", "name"]))];
    const [before, after] = [directed(old.model), directed(young.model)];
    const { related } = compareModels(before, after);
    // The rules are made to say nothing.
    const silent = related.map((pair) => ({ ...pair, narrower: false }));
    const { disagreements } = secondOpinion(before, after, silent);
    expect(disagreements).toMatchObject([{ operation: "POST /pets", accepted: "before" }]);
    expect(Object.keys(disagreements[0]?.instance as object)).toEqual(["tag"]);
  });
});
