import { describe, expect, it } from "vitest";
import { catalog } from "../../../generator/diagnostics/catalog.js";
import { diagnose, hasErrors, Reporter } from "../../../generator/diagnostics/reporter.js";

describe("diagnose", () => {
  it("takes severity, wording and hint from the catalogue", () => {
    const location = { file: "api.yaml", pointer: "#/a/$ref" } as const;
    expect(diagnose("ref/unresolved", location, { ref: "#/b", nearest: "#/c" })).toEqual({
      code: "ref/unresolved",
      severity: "error",
      message: 'nothing at "#/b"',
      hint: 'did you mean "#/c"?',
      location,
    });
  });

  it("lets no character through that a terminal obeys", () => {
    const reason = "at \u001b[31m\u0000 of \u202e";
    const { message } = diagnose("schema/invalid-pattern", undefined, { pattern: "(", reason });
    expect(message).toContain("at \\u001b[31m\\u0000 of \\u202e");
  });

  it("leaves out what there is not", () => {
    expect(Object.keys(diagnose("ref/unresolved", undefined, { ref: "#/b" }))).toEqual([
      "code",
      "severity",
      "message",
    ]);
  });

  it("takes the parameters of its code alone", () => {
    // @ts-expect-error -- a parameter of another code
    expect(() => diagnose("ref/unresolved", undefined, { path: "x" })).toThrow();
    // @ts-expect-error -- no such code
    expect(() => diagnose("ref/unheard-of", undefined, {})).toThrow();
  });
});

describe("Reporter", () => {
  it("says the same thing of one place once", () => {
    const reporter = new Reporter();
    const at = (pointer: `#${string}`) => ({ file: "api.yaml", pointer });
    reporter.report("tag/undeclared", at("#/a"), { tag: "Pets" });
    reporter.report("tag/undeclared", at("#/a"), { tag: "Pets" });
    reporter.report("tag/undeclared", at("#/b"), { tag: "Pets" });
    reporter.report("tag/undeclared", at("#/a"), { tag: "Owners" });
    expect(reporter.diagnostics).toHaveLength(3);
    expect(reporter.failed).toBe(false);
    reporter.report("document/version-missing", at("#"), {});
    expect(hasErrors(reporter.diagnostics)).toBe(true);
  });
});

describe("the catalogue", () => {
  it("names areas and faults alike", () => {
    for (const code of Object.keys(catalog)) expect(code).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
  });
});
