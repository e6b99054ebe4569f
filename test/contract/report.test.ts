import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { matrixOfRun, merged, type RunRecord } from "../../scripts/contract/record.js";
import { htmlReport } from "../../scripts/contract/report/html.js";
import { junitReport } from "../../scripts/contract/report/junit.js";
import type { CaseResult } from "../../scripts/contract/result.js";
import { selected, shuffled } from "../../scripts/contract/selection.js";
import type { Suite } from "../../generator/index.js";

const HOSTILE = `</script><img src=x onerror="globalThis.hit=1"> & "'\u0001`;
const result = (id: string, more: Partial<CaseResult> = {}): CaseResult => ({
  id,
  operation: "readPet",
  kind: "answer",
  pointer: "#/paths/~1pets/get",
  covers: [`unit ${id}`],
  blame: "passed",
  isProven: true,
  verdicts: [{ witness: "client", says: "valid" }],
  ...more,
});
const unit = (name: string) =>
  ({ id: `unit ${name}`, dimension: "answer", name, pointer: "#" }) as const;
const RECORD: RunRecord = {
  version: 1,
  document: { title: HOSTILE, version: "1", input: "pets.yaml" },
  served: "normalised",
  operations: [{ name: "readPet", method: "get", path: "/pets", units: ["a", "b", "c"].map(unit) }],
  results: [
    result("a", { answer: { line: "200 OK", headers: {}, body: HOSTILE } }),
    result("b", { blame: "client", isProven: false, words: HOSTILE }),
  ],
};

describe("the matrix", () => {
  it("counts what is proven, and says why the rest is not", () => {
    const { units, percent, covered, open } = matrixOfRun(RECORD);
    expect([percent, covered, open]).toEqual([33.3, 1, 2]);
    expect(units.map(({ outcome }) => outcome)).toEqual([
      { state: "covered" },
      { state: "open", reason: `client: ${HOSTILE}` },
      { state: "open", reason: "no case was run" },
    ]);
  });

  it("does not hold a fault of the document against the client", () => {
    const results = [
      result("a", { blame: "document", isProven: false, words: "its example is not valid" }),
    ];
    const { explained, open } = matrixOfRun({ ...RECORD, results });
    expect([explained, open]).toEqual([1, 2]);
  });
});

describe("reports", () => {
  it("of JUnit hold each case, and texts as texts", () => {
    const { window } = new JSDOM("");
    const xml = new window.DOMParser().parseFromString(junitReport(RECORD), "text/xml");
    expect(xml.querySelectorAll("parsererror")).toHaveLength(0);
    expect([...xml.querySelectorAll("testcase")].map((one) => one.getAttribute("name"))).toEqual([
      "a",
      "b",
    ]);
    expect(xml.querySelector("failure")?.getAttribute("message")).toBe(
      HOSTILE.replace("\u0001", "?"),
    );
    expect(xml.querySelector("testsuites")?.getAttribute("failures")).toBe("1");
  });

  it("in HTML show, search and open cases, and run nothing of a document", () => {
    const { window } = new JSDOM(htmlReport(RECORD), {
      runScripts: "dangerously",
      url: "https://report.example/",
    });
    const { document } = window;
    const listed = (): (string | null)[] =>
      [...document.querySelectorAll("#cases code")].map((one) => one.textContent);
    expect(listed()).toEqual(["b", "a"]);
    expect(document.querySelectorAll("img")).toHaveLength(0);
    expect(window).not.toHaveProperty("hit");
    const words = document.querySelector("#words") as HTMLInputElement;
    words.value = "unit b";
    words.dispatchEvent(new window.Event("input"));
    expect(listed()).toEqual(["b"]);
    const details = document.querySelector("#cases details") as HTMLDetailsElement;
    details.open = true;
    details.dispatchEvent(new window.Event("toggle"));
    expect(details.textContent).toContain(HOSTILE);
    document.querySelector<HTMLButtonElement>("#scheme")?.click();
    expect(["dark", "light"]).toContain(document.documentElement.dataset["scheme"]);
  });

  it("of shards join into the whole", () => {
    const parts = RECORD.results.map((one) => ({ ...RECORD, results: [one] }));
    expect(matrixOfRun(merged(parts))).toEqual(matrixOfRun(RECORD));
    const other = { ...RECORD, document: { ...RECORD.document, version: "2" } };
    expect(() => merged([RECORD, other])).toThrow("different documents");
    const shards = [1, 2, 3].map((index) => ({ ...RECORD, shard: { index, count: 3 } }));
    expect(() => merged(shards.slice(1))).toThrow("1/3 is missing");
    expect(merged(shards)).toEqual(RECORD);
  });
});

describe("the selection", () => {
  const one = (id: string) =>
    ({
      kind: "security",
      id,
      pointer: "#",
      input: "minimal",
      status: 401,
      documented: true,
      covers: [],
    }) as const;
  const suite: Suite = {
    document: { title: "Pets", version: "1" },
    operations: [
      {
        name: "readPet",
        method: "get",
        path: "/pets",
        inputs: {},
        units: [],
        cases: ["a", "b", "c", "d", "e"].map(one),
      },
    ],
  };
  const ids = (selection: Parameters<typeof selected>[1]): string[] =>
    selected(suite, selection).map(({ one: { id } }) => id);

  it("puts every case into one shard, whatever the seed", () => {
    const parts = [1, 2].flatMap((index) => ids({ shard: { index, count: 2 }, seed: index }));
    expect(parts.sort()).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("takes what matches, in an order that the seed decides", () => {
    expect(ids({ grep: /[ad]/ })).toEqual(["a", "d"]);
    expect(ids({ seed: 4 })).toEqual(ids({ seed: 4 }));
    expect(
      new Set([1, 2, 3, 4].map((seed) => shuffled(["a", "b", "c", "d"], seed).join(""))).size,
    ).toBeGreaterThan(1);
  });
});
