import { createConfig, lint, loadConfig } from "@redocly/openapi-core";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { entry } from "./document.js";

const settings = fileURLToPath(new URL("../../spec/redocly.yaml", import.meta.url));

describe("Redocly's recommended rules", () => {
  it("find nothing, warnings included", async () => {
    const config = await loadConfig({ configPath: settings });
    const problems = await lint({ ref: entry, config });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it("are waived only by name, each waiver for a reason and of use", async () => {
    const text = await readFile(settings, "utf8");
    const waivers = parse(text) as { extends: string[]; rules: Record<string, unknown> };
    expect(waivers.extends).toEqual(["recommended"]);
    expect([...new Set(Object.values(waivers.rules))]).toEqual(["off"]);
    for (const rule of Object.keys(waivers.rules)) {
      expect(text, `${rule} without a reason`).toMatch(new RegExp(`#.*\\n  ${rule}: off`));
    }

    const config = await createConfig({ extends: ["recommended"] });
    const problems = await lint({ ref: entry, config });
    const found = new Set(problems.map((problem) => problem.ruleId));
    expect([...found].sort()).toEqual(Object.keys(waivers.rules).sort());
    expect(problems).toHaveLength(2);
  });
});
