import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.js";
import {
  countDiagnostics,
  formatDiagnostics,
  recordDiagnostics,
  type Locate,
} from "../../../generator/diagnostics/format.js";

const text = ["openapi: 3.1.0", "info: {}", "paths: none"];

/** Pointers `#/<line>/<column>/<end>` lead straight to their place. */
const locate: Locate = ({ file, pointer }) => {
  const [, line = 0, column = 0, endColumn = 0] = (pointer ?? "").split("/").map(Number);
  if (file !== "api.yaml" || line === 0) return undefined;
  const above = text[line - 2];
  return {
    line,
    column,
    endColumn,
    text: text[line - 1] ?? "",
    ...(above === undefined ? {} : { above }),
  };
};

function finding(pointer: `#${string}`, rest: Partial<Diagnostic> = {}): Diagnostic {
  const location = { file: "api.yaml", pointer };
  return { code: "a/b", severity: "error", message: "it is wrong", location, ...rest };
}

describe("formatDiagnostics", () => {
  it("shows place, line, caret, pointer and hint", () => {
    expect(formatDiagnostics([finding("#/3/8/12", { hint: "put it right" })], locate)).toBe(
      [
        "api.yaml:3:8 error a/b: it is wrong",
        "",
        "  2 | info: {}",
        "> 3 | paths: none",
        "    |        ^^^^",
        "  at   #/3/8/12",
        "  hint put it right",
        "",
      ].join("\n"),
    );
  });

  it("orders by file, line, column, then severity", () => {
    const shuffled = [
      finding("#/2/1/2", { message: "third" }),
      finding("#/1/5/6", { message: "second", severity: "warning" }),
      finding("#/1/5/6", { message: "first" }),
      { code: "a/b", severity: "error", message: "no place" } as const,
    ];
    const order = recordDiagnostics(shuffled, locate).map(({ message }) => message);
    expect(order).toEqual(["no place", "first", "second", "third"]);
  });

  it("does without what it does not know", () => {
    const bare: Diagnostic = { code: "a/b", severity: "error", message: "it is wrong" };
    expect(formatDiagnostics([bare], locate)).toBe("error a/b: it is wrong\n");
    expect(formatDiagnostics([{ ...bare, location: { file: "other.yaml" } }], locate)).toBe(
      "other.yaml error a/b: it is wrong\n",
    );
    expect(formatDiagnostics([], locate)).toBe("");
  });

  it("leaves out lesser findings, and counts those above a limit", () => {
    const many = [1, 2, 3].map((line) => finding(`#/${line}/1/2`));
    const note = finding("#/1/1/2", { severity: "info", code: "c/d" });
    const shown = formatDiagnostics([...many, note], locate, { severity: "warning", limit: 2 });
    expect(shown).not.toContain("c/d");
    expect(shown.match(/error a\/b/g)).toHaveLength(2);
    expect(shown).toContain("… and 1 more of a/b: ");
  });

  it("shows once what is no error and comes often, and says where else", () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      finding(`#/${String(index + 1)}/1/2`, { severity: "warning", code: "c/d" }),
    );
    const shown = formatDiagnostics(many, locate, { limit: 5 });
    expect(shown.match(/warning c\/d/g)).toHaveLength(1);
    expect(shown).toMatch(/… and 8 more of c\/d: \S+:2:1, \S+:3:1, \S+:4:1, …\n$/);
    expect(formatDiagnostics(many.slice(0, 5), locate, { limit: 5 })).not.toContain("more of");
    expect(recordDiagnostics(many, locate)).toHaveLength(9);
  });

  it("cuts long lines around the caret, and blanks what would move the cursor", () => {
    const long = `${"\t".repeat(300)}here${"\u001b[2J".repeat(300)}`;
    const place = { line: 1, column: 301, endColumn: 305, text: long };
    const lines = formatDiagnostics([finding("#/x")], () => place).split("\n");
    const [shown = "", caret = ""] = [lines[2], lines[3]];
    expect(shown.length).toBeLessThan(130);
    expect(shown.slice(caret.indexOf("^"), caret.lastIndexOf("^") + 1)).toBe("here");
    expect(shown).not.toContain("\u001b");
  });

  it("colours only when asked", () => {
    expect(formatDiagnostics([finding("#/1/1/2")], locate)).not.toContain("\u001b");
    expect(formatDiagnostics([finding("#/1/1/2")], locate, { color: true })).toContain(
      "\u001b[31m",
    );
  });
});

describe("recordDiagnostics", () => {
  it("has what editors need", () => {
    expect(recordDiagnostics([finding("#/3/8/12")], locate)).toEqual([
      {
        code: "a/b",
        severity: "error",
        message: "it is wrong",
        file: "api.yaml",
        pointer: "#/3/8/12",
        line: 3,
        column: 8,
        endColumn: 12,
      },
    ]);
  });
});

describe("countDiagnostics", () => {
  it.each([
    [[], ""],
    [["error"], "1 error"],
    [["info", "error", "warning", "error"], "2 errors, 1 warning, 1 note"],
  ] as const)("%j", (severities, want) => {
    expect(countDiagnostics(severities.map((severity) => finding("#/1/1/2", { severity })))).toBe(
      want,
    );
  });
});
