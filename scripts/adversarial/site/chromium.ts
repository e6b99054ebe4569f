import type { Browser, Page } from "puppeteer-core";
import { openBrowser, serveFolder, type ServedSite } from "../../site/browser.js";
import { CANARY } from "../canary.js";
import { EVENTS } from "../dom.js";

/** What texts of the corpus have in common: searched for, they bring up every page that quotes one. */
const QUERIES = [CANARY, "script", "img onerror", "constructor"];

/**
 * Visits pages of a served folder in Chromium as their readers would, with the policy that keeps
 * foreign scripts away switched off: what only that stops is a fault too. Opened once for all sites.
 */
export class Visitor {
  private constructor(private readonly browser: Browser) {}

  static async open(program: string): Promise<Visitor> {
    return new Visitor(await openBrowser(program));
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** The faults of pages, by their paths below the folder; and of the search, under `""`. */
  async visit(folder: string, paths: readonly string[]): Promise<Map<string, string[]>> {
    const served = await serveFolder(folder, "/");
    try {
      const found = new Map<string, string[]>();
      const waiting = [...paths];
      const work = async (): Promise<void> => {
        const tab = await Tab.open(this.browser, served);
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
          found.set(path, await tab.visit(path));
        await tab.close();
      };
      await Promise.all([work(), work()]);
      const tab = await Tab.open(this.browser, served);
      found.set("", await tab.search("index.html"));
      await tab.close();
      return found;
    } finally {
      await served.close();
    }
  }
}

/** A tab that notes what pages do. */
class Tab {
  private faults: string[] = [];

  private constructor(
    private readonly page: Page,
    private readonly served: ServedSite,
  ) {}

  static async open(browser: Browser, served: ServedSite): Promise<Tab> {
    const page = await browser.newPage();
    const tab = new Tab(page, served);
    await page.setBypassCSP(true);
    await page.evaluateOnNewDocument((canary) => {
      Object.defineProperty(globalThis, canary, {
        set() {
          console.log("a script of the document's ran");
        },
        get() {
          console.log("a script of the document's ran");
          return 1;
        },
      });
    }, CANARY);
    page.on("console", (message) => tab.faults.push(message.text()));
    page.on("pageerror", (error) => tab.faults.push(String(error)));
    page.on("dialog", (dialog) => {
      tab.faults.push("a dialog opened");
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!/^data:,?$/.test(request.url()) && !request.url().startsWith(served.url))
        tab.faults.push(`it asks ${request.url()}`);
    });
    return tab;
  }

  close(): Promise<void> {
    return this.page.close();
  }

  /** Loads a page and does to each element what readers and their mice do. */
  async visit(path: string): Promise<string[]> {
    this.faults = [];
    await this.page.goto(`${this.served.url}${path}`, { waitUntil: "load" });
    await this.page.evaluate((events) => {
      for (const element of document.querySelectorAll(":is(main, nav) :not(button)")) {
        for (const type of events) element.dispatchEvent(new Event(type));
      }
    }, EVENTS);
    return this.faults.map((fault) => fault.slice(0, 160));
  }

  /** Searches by the page's own field, and shows every result as the page does. */
  async search(path: string): Promise<string[]> {
    await this.visit(path);
    await this.page.click("[data-search]");
    let results = 0;
    for (const query of QUERIES) {
      await this.page.$eval(".finder input", (field) => {
        (field as HTMLInputElement).value = "";
        field.dispatchEvent(new Event("input"));
      });
      await this.page.type(".finder input", query);
      await this.page.waitForFunction(
        () => /^\d+ pages?$/.test(document.querySelector(".count")?.textContent ?? ""),
        // Frames of a tab that nobody sees may not come.
        { timeout: 60_000, polling: 50 },
      );
      const shown = await this.page.$eval(".results", (list) => ({
        results: list.querySelectorAll("li > a").length,
        foreign: [...list.querySelectorAll("*")]
          .filter((element) => !element.matches("li, li > a, li > p, li > p > mark"))
          .map((element) => element.outerHTML),
      }));
      results += shown.results;
      this.faults.push(...shown.foreign.map((html) => `the search shows ${html}`));
    }
    if (results === 0) this.faults.push("the search finds nothing");
    return this.faults.map((fault) => fault.slice(0, 160));
  }
}
