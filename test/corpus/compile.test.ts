import { describe, expect, it } from "vitest";
import { judged } from "../../scripts/agreement/compile.js";

const ERROR = "src/a.ts(3,1): error TS2322: Type 'string' is not assignable to type 'number'.\n";

describe("what a compiler says", () => {
  it("is what it found, where it came to its end", () => {
    expect(judged("typescript", { code: 0, output: "" })).toEqual([]);
    expect(judged("typescript", { code: 2, output: `${ERROR}  Because.\n` })).toEqual([
      {
        file: "src/a.ts",
        line: 3,
        text: "TS2322: Type 'string' is not assignable to type 'number'.",
        explanation: ["Because."],
      },
    ]);
  });

  it.each([
    ["was killed", { code: "SIGKILL", output: "" }],
    ["was killed after its first words", { code: "SIGKILL", output: ERROR }],
    ["ran out of memory", { code: 134, output: `${ERROR}FATAL ERROR: heap out of memory` }],
    ["said more than is read", { code: "ERR_CHILD_PROCESS_STDIO_MAXBUFFER", output: ERROR }],
    ["failed without a word", { code: 1, output: "" }],
    ["had nothing to compile", { code: 2, output: `${ERROR}error TS18003: No inputs were found.` }],
    ["was content and complained", { code: 0, output: ERROR }],
  ])("is no verdict where it %s", (_, ended) => {
    expect(() => judged("typescript", ended)).toThrow(/^typescript ended with /);
  });
});
