import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Tally } from "../../scripts/reference/finding.js";
import { checkSiteLinks } from "../../scripts/reference/site-links.js";
import { readEarlier, type EarlierDocument } from "../../scripts/site/earlier.js";
import { referenceOf } from "../docs/reference.js";
import { siteOf, type TemporarySite } from "./sites.js";

const HOSTILE = `</h1><script>canary()</script> [a](javascript:b)`;

/** A document of operations by method and path, each with its id, and of named schemas. */
function documentOf(
  version: string,
  operations: Readonly<Record<string, string>>,
  schemas: readonly string[],
): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [key, operationId] of Object.entries(operations)) {
    const [method = "", path = ""] = key.split(/ (.*)/s);
    const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name);
    (paths[path] ??= {})[method.toLowerCase()] = {
      operationId,
      parameters: names.map((name) => ({
        name,
        in: "path",
        required: true,
        schema: { type: "string" },
      })),
      responses: { "204": { description: "Done." } },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Pets", version },
    paths,
    components: { schemas: Object.fromEntries(schemas.map((name) => [name, { type: "object" }])) },
  };
}

const FIRST = documentOf(
  "1.0.0",
  {
    "GET /pets": "listPets",
    "GET /pets/{id}": "getPet",
    "DELETE /pets/{id}": "deletePet",
    [`GET /${HOSTILE}`]: "getHostile",
  },
  ["Pet", "Owner"],
);
const SECOND = documentOf(
  "1.10.0",
  { "GET /pets": "findPets", "GET /pets/{id}": "getPet", "PUT /pets/{id}": "putPet" },
  ["Pet", "Owner"],
);
const THIRD = documentOf(
  "2.0.0-<beta>",
  { "GET /pets": "searchPets", "GET /pets/{petId}": "getOnePet", "POST /pets": "listPets" },
  ["Pet"],
);

let folder: string;
let files: ReadonlyMap<string, string>;
let earlier: EarlierDocument[];
let site: TemporarySite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "earlier-"));
  const write = async (name: string, document: object): Promise<string> => {
    await writeFile(join(folder, name), JSON.stringify(document));
    return join(folder, name);
  };
  ({ files } = await referenceOf(await write("openapi.json", THIRD)));
  const read = await readEarlier(
    // Their versions, not their names, say which is the newer.
    [await write("a.json", SECOND), await write("b.json", FIRST)],
    {},
  );
  if (typeof read === "number") throw new Error("an earlier document was refused");
  earlier = read;
  site = await siteOf(files, { earlier });
});
afterAll(async () => {
  await site.remove();
  await rm(folder, { recursive: true });
});

const textOf = (page: string): string => readFileSync(join(site.folder, page), "utf8");
const read = (page: string): Document => new JSDOM(textOf(page)).window.document;
const hrefOf = (document: Document, selector: string): string | null =>
  document.querySelector(selector)?.getAttribute("href") ?? null;

describe("addresses of earlier versions", () => {
  it("lead on to the page of the same operation, without a script and with one", () => {
    for (const page of ["operations/find-pets", "operations/get-pet"]) {
      const document = read(`${page}.html`);
      const target = page.endsWith("find-pets") ? "search-pets.html" : "get-one-pet.html";
      expect(document.querySelector("meta[http-equiv=refresh]")?.getAttribute("content")).toBe(
        `0; url=${target}`,
      );
      expect(hrefOf(document, "link[rel=canonical]")).toBe(target);
      expect(hrefOf(document, "main a")).toBe(target);
      expect(hrefOf(document, "link[rel=stylesheet]")).toBe("../assets/site.css");
      expect(document.querySelector("meta[name=robots]")?.getAttribute("content")).toBe("noindex");
      expect(document.querySelector("script")?.getAttribute("src")).toBe("../assets/moved.js");
    }
    expect(textOf("operations/find-pets.md")).toBe(
      "# This page has moved\n\n[GET \\/pets](search-pets.md)\n",
    );
    expect(site).toMatchObject({ moved: 2, removed: 4 });
  });

  it("are another page's where today one is called so", () => {
    expect(read("operations/list-pets.html").querySelector(".endpoint")?.textContent).toBe(
      "POST /pets",
    );
  });

  it("say where something was last that is no more", () => {
    const gone = [
      ["operations/delete-pet", "DELETE /pets/{id}", "1.0.0"],
      ["operations/put-pet", "PUT /pets/{id}", "1.10.0"],
      ["schemas/owner", "Owner", "1.10.0"],
    ] as const;
    for (const [page, name, last] of gone) {
      const document = read(`${page}.html`);
      expect(document.querySelector("h1")?.textContent).toBe(name);
      expect(document.querySelector("blockquote")?.textContent).toContain(
        `is not part of version 2.0.0-<beta>. It was last there in version ${last}.`,
      );
      expect(hrefOf(document, "blockquote a")).toBe(`../${last}/${page}.html`);
      expect(document.querySelector("[data-pagefind-body], link[rel=canonical]")).toBeNull();
      expect(textOf(`${page}.md`)).toContain(`](../${last}/${page}.md)`);
    }
  });

  it("are no way for a document's names to become markup", () => {
    const document = read("operations/get-hostile.html");
    expect(document.querySelector("h1")?.textContent).toBe(`GET /${HOSTILE}`);
    expect(document.querySelectorAll("script:not([src])")).toHaveLength(0);
    const [heading = ""] = textOf("operations/get-hostile.md").split("\n");
    expect(heading).toContain("\\<script\\>");
    expect(heading).not.toMatch(/[^\\][<[(]/);
  });
});

describe("older versions", () => {
  it("stand in folders of their own, each with a search of its own", () => {
    expect(site.older).toEqual({ "1.10.0/": 8, "1.0.0/": 9 });
    for (const version of ["1.10.0", "1.0.0"]) {
      expect(existsSync(join(site.folder, version, "pagefind", "pagefind.js"))).toBe(true);
      expect(existsSync(join(site.folder, version, "operations", "get-pet.md"))).toBe(true);
      expect(existsSync(join(site.folder, version, "llms.txt"))).toBe(false);
    }
    // Pages of the latest version, the changelog included, and nothing of older ones.
    expect(site.searched).toBe(site.pages);
    expect(textOf("llms-full.txt")).not.toContain("deletePet");
  });

  it("say so, and lead to the same page of the latest", () => {
    const document = read("1.10.0/operations/find-pets.html");
    expect(document.querySelector(".older")?.textContent).toContain("This is version 1.10.0");
    expect(hrefOf(document, ".older a")).toBe("../../operations/search-pets.html");
    expect(hrefOf(document, "link[rel=canonical]")).toBe("../../operations/search-pets.html");
    expect(document.body.dataset["root"]).toBe("../");
    const gone = read("1.0.0/operations/delete-pet.html");
    expect(gone.querySelector(".older")?.textContent).toContain("is not in version 2.0.0-<beta>");
    expect(hrefOf(gone, "link[rel=canonical]")).toBe("delete-pet.html");
    expect(read("operations/search-pets.html").querySelector(".older")).toBeNull();
  });

  it("are chosen by links, each to the same page where there is one", () => {
    const choices = (page: string): (string | null)[][] =>
      [...read(page).querySelectorAll(".versions a")].map((link) => [
        link.textContent,
        link.getAttribute("href"),
        link.getAttribute("aria-current"),
      ]);
    expect(choices("operations/search-pets.html")).toEqual([
      ["2.0.0-<beta> (latest)", "search-pets.html", "true"],
      ["1.10.0", "../1.10.0/operations/find-pets.html", null],
      ["1.0.0", "../1.0.0/operations/list-pets.html", null],
    ]);
    expect(choices("1.0.0/operations/delete-pet.html")).toEqual([
      ["2.0.0-<beta> (latest)", "../../index.html", null],
      ["1.10.0", "../../1.10.0/index.html", null],
      ["1.0.0", "delete-pet.html", "true"],
    ]);
  });

  it("have no link that leads nowhere, from any base path", () => {
    const tally = new Tally();
    checkSiteLinks(site.folder, tally);
    expect(tally.findings).toEqual([]);
  });

  it("are as many as are wanted; the addresses of the others lead on all the same", async () => {
    const few = await siteOf(files, { earlier, kept: 1 });
    try {
      expect(few.older).toEqual({ "1.10.0/": 8 });
      expect(readdirSync(few.folder)).not.toContain("1.0.0");
      const gone = new JSDOM(readFileSync(join(few.folder, "operations/delete-pet.html"), "utf8"));
      expect(gone.window.document.querySelector("blockquote")?.innerHTML).toContain(
        "in version 1.0.0.",
      );
    } finally {
      await few.remove();
    }
  });
});

it("refuses two documents of one version by name", async () => {
  const twice = join(folder, "a.json");
  await expect(readEarlier([twice, twice], {})).rejects.toThrow(
    'two documents say they are version "1.10.0"',
  );
});
