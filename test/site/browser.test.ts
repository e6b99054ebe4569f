import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findChromium } from "../../scripts/consumers/browser.js";
import { readEarlier } from "../../scripts/site/earlier.js";
import { openBrowser, serveFolder, type ServedSite } from "../../scripts/site/browser.js";
import { ROOT, warehouseSync } from "../docs/reference.js";
import { siteOf, type TemporarySite } from "./sites.js";

const chromium = findChromium();
const AXE = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));
const PAGES = [
  "index.html",
  "operations/create-pipeline.html",
  "schemas/connection.html",
  "guides/snowflake.html",
  "changelog.html",
  "0.0.9/operations/start-pipeline.html",
];

/** The released document as if it were an earlier one, with one operation called otherwise. */
async function earlierVersion(): Promise<string> {
  const text = await readFile(`${ROOT}spec/releases/0.1.0.yaml`, "utf8");
  const folder = await mkdtemp(join(tmpdir(), "earlier-"));
  const file = join(folder, "openapi.yaml");
  await writeFile(
    file,
    text.replace("version: 0.1.0", "version: 0.0.9").replaceAll("triggerPipeline", "startPipeline"),
  );
  return file;
}

// Chromium comes from the system; `.ci/run` installs it.
describe.skipIf(chromium === undefined)("the site in Chromium", () => {
  let site: TemporarySite;
  let served: ServedSite;
  let browser: Browser;
  let page: Page;
  /** What no page may do: write to the console, ask another origin, miss a file. */
  let faults: string[];
  let weight: number;

  beforeAll(async () => {
    const { files } = await warehouseSync();
    const earlier = await readEarlier([await earlierVersion()], {});
    if (typeof earlier === "number") throw new Error("the earlier version was refused");
    site = await siteOf(files, { earlier });
    served = await serveFolder(site.folder, "/some/base/");
    browser = await openBrowser(chromium?.program ?? "");
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
    await site.remove();
  });

  beforeEach(async () => {
    faults = [];
    weight = 0;
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    page.on("console", (message) => faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`error: ${String(error)}`));
    page.on("request", (request) => {
      if (!/^data:/.test(request.url()) && !request.url().startsWith(served.url))
        faults.push(`asks ${request.url()}`);
    });
    page.on("response", (response) => {
      if (!response.ok() && !/^data:/.test(response.url()))
        faults.push(`${String(response.status())} ${response.url()}`);
      void response.buffer().then(
        ({ length }) => (weight += length),
        () => undefined,
      );
    });
  });
  afterEach(async () => {
    expect(faults).toEqual([]);
    await page.close();
  });

  const open = (path: string) => page.goto(`${served.url}${path}`);
  const theme = () => page.evaluate(() => document.documentElement.dataset["theme"]);

  it("leads from the index to an operation and to a parameter of it", async () => {
    await open("index.html");
    await page.waitForNetworkIdle();
    expect(weight).toBeLessThan(150_000);
    await page.click('main a[href="operations/create-pipeline.html"]');
    await page.waitForSelector(".endpoint");
    await page.click('main a[href$="schemas/pipeline-create.html"]');
    await page.waitForSelector("h1");
    expect(await page.$eval("h1", (heading) => heading.textContent)).toContain("PipelineCreate");
    await open("operations/create-pipeline.html#body-sync_mode");
    const top = await page.$eval("#body-sync_mode", (anchor) => anchor.getBoundingClientRect().top);
    expect(top).toBeGreaterThan(40);
    expect(top).toBeLessThan(800);
  });

  it("finds pages by the keyboard alone", async () => {
    await open("guides/tutorial.html");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      "Skip to the content",
    );
    await page.keyboard.press("/");
    await page.keyboard.type("trigger pipeline");
    await page.waitForSelector(".results a");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.closest(".results") !== null)).toBe(
      true,
    );
    await page.keyboard.press("ArrowUp");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    expect(page.url()).toBe(`${served.url}operations/trigger-pipeline.html`);
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    expect(await page.$eval("dialog", (dialog) => dialog.open)).toBe(false);
  });

  it("remembers the theme and the language of samples", async () => {
    await open("operations/create-pipeline.html");
    await page.click("[data-theme-switch]");
    const chosen = await theme();
    expect(["light", "dark"]).toContain(chosen);
    await page.focus('.tabs input[value="ts"]');
    await page.keyboard.press("ArrowRight");
    await open("operations/create-feed.html");
    expect(await theme()).toBe(chosen);
    expect(
      await page.$eval(".tabs input:checked", (input) => (input as HTMLInputElement).value),
    ).toBe("sh");
    await page.evaluate(() => {
      localStorage.clear();
    });
  });

  it("copies a sample", async () => {
    await browser
      .defaultBrowserContext()
      .overridePermissions(new URL(served.url).origin, [
        "clipboard-read",
        "clipboard-write",
        "clipboard-sanitized-write",
      ]);
    await open("operations/list-feeds.html");
    await page.click(".code .copy");
    await page.waitForFunction(() => document.querySelector(".copy")?.textContent === "Copied");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await page.$eval(".code code", (code) => code.textContent));
  });

  it("can be read without a script", async () => {
    await page.setJavaScriptEnabled(false);
    await open("operations/create-pipeline.html");
    expect(await page.$eval("main", (main) => (main as HTMLElement).innerText)).toContain(
      "partner_feed_key",
    );
    await Promise.all([page.waitForNavigation(), page.click('.menu a[href$="get-pipeline.html"]')]);
    expect(page.url()).toBe(`${served.url}operations/get-pipeline.html`);
    await page.setViewport({ width: 360, height: 740 });
    expect(await page.$eval(".menu", (menu) => menu.checkVisibility())).toBe(false);
    await page.click(".menu-label");
    expect(await page.$eval(".menu", (menu) => menu.checkVisibility())).toBe(true);
  });

  it("keeps the anchor of a link to an address that has moved", async () => {
    await Promise.all([page.waitForNavigation(), open("operations/start-pipeline.html#responses")]);
    await page.waitForSelector(".endpoint");
    expect(page.url()).toBe(`${served.url}operations/trigger-pipeline.html#responses`);
    await page.setJavaScriptEnabled(false);
    await open("operations/start-pipeline.html#responses");
    await page.waitForSelector(".endpoint");
    expect(page.url()).toBe(`${served.url}operations/trigger-pipeline.html`);
  });

  it("chooses a version without a script, and searches in that one alone", async () => {
    await page.setJavaScriptEnabled(false);
    await open("operations/trigger-pipeline.html");
    await page.focus(".versions summary");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    expect(page.url()).toBe(`${served.url}0.0.9/operations/start-pipeline.html`);
    await page.setJavaScriptEnabled(true);
    await page.reload();
    await page.keyboard.press("/");
    await page.keyboard.type("start pipeline");
    await page.waitForSelector(".results a");
    const found = await page.$$eval(".results a", (links) => links.map(({ href }) => href));
    expect(found.length).toBeGreaterThan(3);
    expect(found.filter((url) => !url.startsWith(`${served.url}0.0.9/`))).toEqual([]);
    await page.keyboard.press("Escape");
    await Promise.all([page.waitForNavigation(), page.click(".older a")]);
    expect(page.url()).toBe(`${served.url}operations/trigger-pipeline.html`);
  });

  it.each(PAGES)("fits a phone: %s", async (path) => {
    await page.setViewport({ width: 360, height: 740, isMobile: true, hasTouch: true });
    await open(path);
    // Whatever it asks for late is seen, and would be a fault.
    await page.waitForNetworkIdle();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      360,
    );
  });

  it.each(PAGES)("has nothing that axe finds, in both themes: %s", async (path) => {
    const axe = await readFile(AXE, "utf8");
    for (const value of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      await open(path);
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
});
