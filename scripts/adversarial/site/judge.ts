import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { renderedPage } from "../pages.js";
import type { Visitor } from "./chromium.js";
import { faultsOfFullLlms, faultsOfLlms } from "./llms.js";
import {
  compact,
  faultsOfElements,
  faultsOfLinks,
  frameOf,
  readSitePage,
  textOf,
  type SitePage,
} from "./page.js";
import { faultsOfVersions, shapesOf, visitedPaths, type Harmless } from "./moved.js";
import { buildSites, type Reference } from "./sites.js";
import { ofVersion, withOtherPages, writeVersions, type Versions } from "./versions.js";

/**
 * Builds the sites of references, reads them back and loads them where there is a `visitor`. Returns
 * the faults of each by its name; what no single one is to blame for is all of theirs. `other`: what
 * an API that has nothing of the harmless one says, to be a later version of each.
 */
export async function faultsOfSites(
  harmless: Reference,
  other: Reference,
  references: ReadonlyMap<string, Reference>,
  visitor: Visitor | undefined,
): Promise<Map<string, string[]>> {
  const { folder, remove } = await buildSites(harmless, references);
  try {
    const frames = new Set((await pagesOf(folder, harmless)).map(frameOf));
    const faults = new Map<string, string[]>();
    const told: Told = {
      other: ofVersion(other, "2.0.0"),
      harmless: await shapesIn(join(folder, "versions"), harmless, other),
    };
    const fresh: string[] = [];
    const seen = new Set<string>();
    for (const [name, reference] of references) {
      const site = join(folder, name);
      const pages = await pagesOf(site, reference);
      faults.set(name, [
        ...(await faultsOfFiles(site, reference)),
        ...faultsOfPages(pages, reference, frames),
        ...faultsOfLlms(await readFile(join(site, "llms.txt"), "utf8"), reference),
        ...faultsOfFullLlms(await readFile(join(site, "llms-full.txt"), "utf8"), reference),
      ]);
      for (const [kind, versions] of await versionsOf(site, reference, told)) {
        faults.get(name)?.push(...(await faultsOfVersions(versions, told.harmless)));
        fresh.push(...visitedPaths(versions).map((path) => `${name}-${kind}/${path}`));
      }
      // What is the same in many sites is loaded once.
      for (const { path, html } of pages) {
        const key = createHash("sha256").update(html).digest("base64");
        if (!seen.has(key)) fresh.push(`${name}/${path}`);
        seen.add(key);
      }
    }
    for (const [path, found] of (await visitor?.visit(folder, fresh)) ?? []) {
      const blamed =
        path === "" ? [...references.keys()] : [path.split("/")[0]?.replace(/-\w+$/, "") ?? ""];
      for (const name of found.length > 0 ? blamed : [])
        faults.get(name)?.push(...found.map((fault) => `${path}: loaded, ${fault}`));
    }
    return faults;
  } finally {
    await remove();
  }
}

/** What sites of several versions are made with, and what harmless ones look like. */
interface Told {
  readonly other: Reference;
  readonly harmless: Harmless;
}

/** A reference as an earlier version of another, all of which is no more, and as a later one of itself, all of which has moved. */
async function versionsOf(
  site: string,
  reference: Reference,
  { other }: Pick<Told, "other">,
): Promise<(readonly [kind: string, versions: Versions])[]> {
  const before = withOtherPages(ofVersion(reference, "0.1.0"));
  return [
    ["gone", await writeVersions(`${site}-gone`, other, reference)],
    ["moved", await writeVersions(`${site}-moved`, reference, before)],
  ];
}

async function shapesIn(folder: string, harmless: Reference, other: Reference): Promise<Harmless> {
  const found: string[] = [];
  const all = await versionsOf(folder, harmless, { other: ofVersion(other, "2.0.0") });
  for (const [, versions] of all) found.push(...(await shapesOf(versions)));
  return new Set(found);
}

async function pagesOf(site: string, reference: Reference): Promise<SitePage[]> {
  return Promise.all(
    [...reference.pages.keys()].map(async (page) => {
      const path = page.replace(/md$/, "html");
      return readSitePage(path, await readFile(join(site, path), "utf8"));
    }),
  );
}

/** A page of HTML and one of Markdown for each of the reference, and no file that only a text could have named. */
async function faultsOfFiles(site: string, reference: Reference): Promise<string[]> {
  const own = new Set([
    ...[...reference.pages.keys()].flatMap((page) => [page, page.replace(/md$/, "html")]),
    ...reference.downloads.keys(),
  ]);
  const entries = await readdir(site, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(site.length + 1))
    .filter(
      (path) =>
        !own.has(path) && !/^(?:assets\/[a-z-]+\.(?:css|js)|llms(?:-full)?\.txt)$/.test(path),
    )
    .map((path) => `the file ${path}`);
}

function faultsOfPages(
  pages: readonly SitePage[],
  reference: Reference,
  frames: ReadonlySet<string>,
): string[] {
  const anchors = new Map<string, ReadonlySet<string>>([
    ...pages.map(({ path, document }): [string, ReadonlySet<string>] => [
      path,
      new Set([...document.querySelectorAll("[id]")].map(({ id }) => id)),
    ]),
    ...[...reference.pages.keys(), ...reference.downloads.keys()].map(
      (page): [string, ReadonlySet<string>] => [page, new Set()],
    ),
    ...["site.css", "site.js", "theme.js", "moved.js"].map(
      (name): [string, ReadonlySet<string>] => [`assets/${name}`, new Set()],
    ),
  ]);
  const index = textOfMarkdown(reference.pages.get("index.md") ?? "");
  return pages.flatMap((page) => {
    const text = textOfMarkdown(reference.pages.get(page.path.replace(/html$/, "md")) ?? "");
    const found = [
      ...faultsOfElements(page),
      ...faultsOfLinks(page, anchors),
      ...(frames.has(frameOf(page)) ? [] : ["a text has left its place"]),
      ...(textOf(page) === text ? [] : [`it says ${difference(textOf(page), text)}`]),
      ...faultsOfMenus(page, index + text),
      ...faultsOfVersion(page, reference),
    ];
    return [...new Set(found)].map((fault) => `${page.path}: ${fault.slice(0, 160)}`);
  });
}

/** What menus say is said by the page or the index, and the window's title is the page's and the site's. */
function faultsOfMenus({ path, document }: SitePage, text: string): string[] {
  const heading = document.querySelector("main h1")?.textContent ?? "";
  const site = document.querySelector(".top > .name")?.textContent ?? "";
  const title = path === "index.html" ? heading : `${heading}·${site}`;
  if (compact(document.title) !== compact(title)) return [`the title is ${document.title}`];
  const titles = [
    ...[...document.querySelectorAll("nav.menu a, nav.contents a")].map((link) => {
      const copy = link.cloneNode(true) as Element;
      copy.querySelector(".method")?.remove();
      return copy.textContent;
    }),
    site,
  ];
  return titles
    .filter((title) => !/^All \d+$/.test(title) && !text.includes(compact(title)))
    .map((title) => `a menu says ${title}`);
}

/** The version, which stands in the frame, is the document's. */
function faultsOfVersion({ document }: SitePage, { addresses }: Reference): string[] {
  const { version } = JSON.parse(addresses) as { version: string };
  const shown = document.querySelector(".top > .version")?.textContent ?? "";
  return compact(shown) === compact(version) ? [] : [`the version is ${shown}`];
}

function textOfMarkdown(markdown: string): string {
  return compact(JSDOM.fragment(renderedPage(markdown)).textContent);
}

/** The place from which two texts part. */
function difference(found: string, wanted: string): string {
  let at = 0;
  while (at < found.length && found[at] === wanted[at]) at += 1;
  return `${JSON.stringify(found.slice(at, at + 40))} for ${JSON.stringify(wanted.slice(at, at + 40))}`;
}
