import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Tally } from "../../scripts/reference/finding.js";
import { checkSiteLinks } from "../../scripts/reference/site-links.js";
import { referenceOf, ROOT, warehouseSync } from "../docs/reference.js";
import { siteOf, type TemporarySite } from "./sites.js";

const sites: TemporarySite[] = [];
afterAll(() => Promise.all(sites.map((site) => site.remove())));

async function built(files: ReadonlyMap<string, string>): Promise<TemporarySite> {
  const site = await siteOf(files);
  sites.push(site);
  return site;
}

const htmlOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".html"),
  );

const documentOf = (folder: string, page: string): Document =>
  new JSDOM(readFileSync(join(folder, page), "utf8")).window.document;

describe("the site of the Warehouse Sync reference", () => {
  let site: TemporarySite;
  let pages: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const reference = await warehouseSync();
    ({ pages } = reference);
    site = await built(reference.files);
  });

  it("has a page of HTML and one of Markdown for each, and the search knows them all", () => {
    expect(htmlOf(site.folder).sort()).toEqual(
      [...pages.keys(), "changelog.md"].map((path) => path.replace(/md$/, "html")).sort(),
    );
    for (const [path, text] of pages)
      expect(readFileSync(join(site.folder, path), "utf8")).toBe(text);
    expect(site).toMatchObject({ pages: pages.size + 1, searched: pages.size + 1 });
  });

  it("has links that lead to pages and anchors of its own, from any base path", () => {
    const tally = new Tally();
    checkSiteLinks(site.folder, tally);
    expect(tally.findings).toEqual([]);
    expect(tally.counts()[0]?.total).toBeGreaterThan(5_000);
  });

  it("shows samples as tabs, unconfirmed parts as such and the place in the menu", () => {
    const document = documentOf(site.folder, "operations/create-pipeline.html");
    expect(document.querySelector(".endpoint")?.textContent).toMatch(/^POST \/platform\/v2\//);
    const labels = [...(document.querySelector(".tabs")?.querySelectorAll("label") ?? [])];
    expect(labels.map(({ textContent }) => textContent)).toEqual(["TypeScript", "curl"]);
    expect(
      document.querySelectorAll("blockquote.unconfirmed, strong.unconfirmed").length,
    ).toBeGreaterThan(5);
    expect(document.querySelector("nav [aria-current=page]")?.textContent).toBe(
      "POST Create a pipeline",
    );
    expect(document.title).toBe("Create a pipeline · mParticle Warehouse Sync API");
    expect(document.querySelector("meta[name=description]")?.getAttribute("content")).toMatch(
      /^Creates a pipeline/,
    );
  });

  it("hands out the collection, and says where in it an operation is", () => {
    const document = documentOf(site.folder, "operations/trigger-pipeline.html");
    const links = [...document.querySelectorAll("a[download]")].map((link) =>
      String(link.getAttribute("href")),
    );
    expect(links).toEqual(["../postman/collection.json", "../postman/environment.json"]);
    const [collection, environment] = links.map(
      (href) => JSON.parse(readFileSync(join(site.folder, "operations", href), "utf8")) as object,
    );
    const cells = (title: string): string[] =>
      [...document.querySelectorAll("table")]
        .filter((table) => table.querySelector("th")?.textContent === title)
        .flatMap((table) => [...table.querySelectorAll("td:first-child")])
        .map(({ textContent }) => textContent);
    expect(cells("Request")).toEqual(["Trigger Pipeline"]);
    expect(JSON.stringify(collection)).toContain('"name":"Trigger Pipeline"');
    const variables = JSON.stringify([environment, collection]);
    expect(cells("Variable")).toContain("WORKSPACE_ID");
    for (const name of cells("Variable")) expect(variables).toContain(`"key":"${name}"`);
  });

  it("tells programs what it is", () => {
    const text = readFileSync(join(site.folder, "llms.txt"), "utf8");
    expect(text).toMatch(/^# mParticle Warehouse Sync API\n\n> /);
    expect(text).toContain("- [Create a pipeline](operations/create-pipeline.md): POST");
    const full = readFileSync(join(site.folder, "llms-full.txt"), "utf8");
    for (const page of pages.values()) expect(full).toContain(page.trim());
  });
});

describe("text of a document", () => {
  it("stays text, where everything is odd", async () => {
    const { files } = await referenceOf(`${ROOT}test/docs/fixtures/odd.yaml`);
    const { folder } = await built(files);
    for (const page of htmlOf(folder)) {
      const document = documentOf(folder, page);
      expect([...document.querySelectorAll("script")].map((script) => script.textContent)).toEqual([
        "",
        "",
      ]);
      expect(
        document.querySelectorAll(
          "main :is(img, svg, iframe, script, style, form, input:not([type=radio]))",
        ),
      ).toHaveLength(0);
      for (const element of document.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
          expect(name, page).not.toMatch(/^on/);
          if (name === "href" || name === "src")
            expect(value, page).not.toMatch(/^\s*javascript:/i);
        }
      }
      expect(document.querySelectorAll("main").length).toBe(1);
    }
  });
});
