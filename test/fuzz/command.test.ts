import { describe, expect, test } from "vitest";
import { script } from "../cli/command.js";

describe("npm run fuzz", () => {
  test("prints its report as JSON, and ends clean", async () => {
    const { code, stdout } = await script("fuzz", ["--cases", "500", "--format", "json"]);
    const report = JSON.parse(stdout) as { verdicts: number; seed: number; findings: unknown[] };
    expect(report).toMatchObject({ seed: 1, findings: [] });
    expect(report.verdicts).toBeGreaterThanOrEqual(500);
    expect(code).toBe(0);
  });

  test("shows how it is used", async () => {
    const { code, stdout } = await script("fuzz", ["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("npm run fuzz -- --seconds 60 --seed 1");
  });

  test.each([
    [["--seed", "x"], "--seed"],
    [["--only", "minWidth"], "--only"],
    [["--seconds", "1", "--cases", "1"], "--cases"],
    [["--format", "xml"], "--format"],
    [["--speed"], "--speed"],
  ])("refuses %j", async (args, named) => {
    const { code, stdout, stderr } = await script("fuzz", args);
    expect(code).toBe(2);
    expect(stderr).toContain(named);
    expect(stdout).toBe("");
  });
});
