import { afterEach, describe, expect, it, vi } from "vitest";
import { diagnose } from "../../generator/index.js";
import { printDiagnostics } from "../../scripts/fault.js";

afterEach(() => vi.restoreAllMocks());

describe("findings of the command line", () => {
  it("are printed all: whoever lacks thirteen variables is told once", () => {
    let printed = "";
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    const names = Array.from({ length: 13 }, (_, index) => `VARIABLE_${String(index)}`);
    const findings = names.map((option) => diagnose("option/required", undefined, { option }));
    printDiagnostics(findings, new Map(), "text");
    for (const name of names) expect(printed).toContain(`"${name}" is required`);
  });
});
