import { describe, expect, it } from "vitest";
import { sizeTable } from "../../scripts/review/sizes.js";

describe("the size of an output", () => {
  it("is told by folder, what grew and what shrank, and as a whole", () => {
    const before = new Map([
      ["src/client", 1000],
      ["docs", 2000],
      ["postman", 500],
    ]);
    const after = new Map([
      ["src/client", 3500],
      ["docs", 2000],
      ["contract", 100],
    ]);
    expect(sizeTable(before, after).split("\n").slice(2)).toEqual([
      "| `contract` | 0.0 | 0.1 | +0.1 |",
      "| `postman` | 0.5 | 0.0 | -0.5 |",
      "| `src/client` | 1.0 | 3.5 | +2.5 |",
      "| all | 3.5 | 5.6 | +2.1 |",
    ]);
  });
});
