import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../../scripts/consumers/browser.js";
import type { RunRecord } from "../../scripts/contract/record.js";
import { htmlReport } from "../../scripts/contract/report/html.js";
import type { CaseResult } from "../../scripts/contract/result.js";
import { openBrowser } from "../../scripts/site/browser.js";

const chromium = findChromium();
const AXE = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));

/** Lines enough for a body to scroll in its box. */
const LONG = "\nand more".repeat(100);
const result = (index: number, blame: CaseResult["blame"] = "passed"): CaseResult => ({
  id: `readPet/answer/${String(index)}`,
  operation: "readPet",
  kind: "answer",
  pointer: "#/paths/~1pets/get",
  covers: [`readPet answer: ${String(index)}`],
  blame,
  isProven: blame === "passed",
  ...(blame === "passed" ? {} : { words: "the body is not the one that was asked for" }),
  verdicts: [{ witness: "client", says: "valid" }],
  request: { line: "GET /pets", headers: { accept: "application/json" } },
  answer: { line: "200 OK", headers: {}, body: `{"seen":${String(index)}}${LONG}` },
});
/** More cases than the report shows at once, one of every verdict. */
const RESULTS = Array.from({ length: 120 }, (_, index) => {
  const blames = ["client", "mock", "document", "suite"] as const;
  return result(index, blames[index]);
});
const unit = (index: number) =>
  ({
    id: `readPet answer: ${String(index)}`,
    dimension: "answer",
    name: String(index),
    pointer: "#",
  }) as const;
const RECORD: RunRecord = {
  version: 1,
  document: { title: "Pets", version: "1", input: "pets.yaml" },
  served: "normalised",
  operations: [
    { name: "readPet", method: "get", path: "/pets", units: RESULTS.map((_, i) => unit(i)) },
  ],
  results: RESULTS,
};

// Chromium comes from the system; `.ci/run` installs it.
describe.skipIf(chromium === undefined)("the report in Chromium", () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "contract-report-"));
    const file = join(folder, "report.html");
    await writeFile(file, htmlReport(RECORD));
    browser = await openBrowser(chromium?.program ?? "");
    page = await browser.newPage();
    page.on("console", (message) => faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`error: ${String(error)}`));
    page.on("request", (request) => {
      if (request.url() !== pathToFileURL(file).href) faults.push(`asks ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  const listed = () =>
    page.$$eval("#cases code", (found) => found.map(({ textContent }) => textContent));

  it("shows some cases at first, and all when asked", async () => {
    expect(await listed()).toHaveLength(100);
    await page.click("#more");
    expect(await listed()).toHaveLength(120);
    expect(await page.$eval("#more", (button) => button.checkVisibility())).toBe(false);
  });

  it("finds cases by words and by verdict, and opens one", async () => {
    await page.type("#words", "answer: 117");
    expect(await listed()).toEqual(["readPet/answer/117"]);
    await page.$eval("#words", (input) => {
      (input as HTMLInputElement).value = "";
    });
    await page.select("#blame", "document");
    expect(await listed()).toEqual(["readPet/answer/2"]);
    expect(await page.$eval("#count", ({ textContent }) => textContent)).toBe("1 of 120");
    await page.click("#cases summary");
    await page.waitForSelector("#cases details pre");
    const told = await page.$eval(
      "#cases details",
      (details) => (details as HTMLElement).innerText,
    );
    expect(told).toContain("the body is not the one that was asked for");
    expect(told).toContain('{"seen":2}');
  });

  it("leads from a cell of the matrix to its cases, failures first", async () => {
    await page.reload();
    expect((await listed()).slice(0, 4)).toEqual(
      [0, 1, 3, 2].map((index) => `readPet/answer/${String(index)}`),
    );
    await page.type("#words", "117");
    await page.click("#matrix td button");
    expect(await page.$eval("#words", (input) => (input as HTMLInputElement).value)).toBe(
      '"readPet answer:"',
    );
    expect(await listed()).toHaveLength(100);
    const all = await page.$$eval("#matrix tr:last-child td", (cells) =>
      cells.map(({ textContent }) => textContent),
    );
    expect(all).toEqual(["all", "116/120*"]);
  });

  it("remembers whether it is dark", async () => {
    const scheme = () => page.evaluate(() => document.documentElement.dataset["scheme"]);
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.click("#scheme");
    const [first, light] = [await scheme(), await paper()];
    await page.click("#scheme");
    expect(new Set([first, await scheme()])).toEqual(new Set(["dark", "light"]));
    expect(await paper()).not.toBe(light);
    const chosen = await scheme();
    await page.reload();
    expect(await scheme()).toBe(chosen);
  });

  it("has nothing that axe finds, in both themes and with a case open", async () => {
    const axe = await readFile(AXE, "utf8");
    await page.evaluate(() => {
      localStorage.clear();
    });
    for (const value of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      await page.reload();
      await page.click("#cases summary");
      await page.waitForSelector("#cases details pre");
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { axe: engine } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const found = await engine.run();
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
      });
      expect(violations, value).toEqual([]);
    }
  });

  it("writes nothing to the console and asks for nothing else", () => {
    expect(faults).toEqual([]);
  });
});
