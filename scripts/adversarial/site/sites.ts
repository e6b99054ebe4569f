import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readAddresses } from "../../site/addresses.js";
import { createPress, type Press } from "../../site/edition.js";
import { writePages } from "../../site/eleventy.js";
import { readLayouts, type Layouts } from "../../site/layout.js";
import { writeLlms } from "../../site/llms.js";
import { copyMarkdown, markdownIn } from "../../site/markdown-files.js";
import { indexPages } from "../../site/search.js";
import { writeAssets } from "../../site/site.js";

/** A reference: its pages as Markdown, and its addresses. */
export interface Reference {
  /** By their paths below the reference's folder. */
  readonly pages: ReadonlyMap<string, string>;
  readonly addresses: string;
  /** What pages hand out, by its path in the site. */
  readonly downloads: ReadonlyMap<string, string>;
}

/** Many sites in one folder: a harmless one at its root, and each other in a folder below. */
export interface Sites {
  readonly folder: string;
  /** The Markdown that each site was made of, by the site's folder; `""` is the harmless one's. */
  readonly references: ReadonlyMap<string, Reference>;
  remove(): Promise<void>;
}

/**
 * Builds the sites of references as `npm run docs` builds one: each page in the frame of its own
 * site, with its own menu and texts for programs. Only what a site costs however small it is, the
 * generator's start and the search index, is shared by all.
 */
export async function buildSites(
  harmless: Reference,
  others: ReadonlyMap<string, Reference>,
): Promise<Sites> {
  const root = await mkdtemp(join(tmpdir(), "adversarial-site-"));
  const remove = (): Promise<void> => rm(root, { recursive: true, force: true });
  try {
    const [docs, folder] = [join(root, "docs"), join(root, "site")];
    const references = new Map([["", harmless], ...others]);
    const layouts = await readLayouts();
    const presses = new Map<string, Press>();
    for (const [name, reference] of references) {
      await writeReference(join(docs, name), reference);
      presses.set(name, pressOf(join(docs, name), reference, layouts));
    }
    await writePages({ docs, output: folder, render: renderedBy(presses) });
    for (const [name, press] of presses) {
      const site = join(folder, name);
      await writeAssets(site);
      for (const [path, text] of references.get(name)?.downloads ?? [])
        await written(join(site, path), text);
      // The harmless one's folder holds all others, which it would take for its own.
      if (name === "") continue;
      const files = await markdownIn(join(docs, name));
      await copyMarkdown(files, site);
      await writeLlms(press, files, site);
    }
    await indexPages(folder);
    return { folder, references, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function pressOf(docs: string, { pages }: Reference, layouts: Layouts): Press {
  const book = readAddresses(docs);
  if (book === undefined) throw new Error("a reference has its addresses");
  const edition = { version: book.version, folder: "", book };
  return createPress(pages.get("index.md") ?? "", [], layouts, edition, [edition]);
}

function renderedBy(
  presses: ReadonlyMap<string, Press>,
): (page: string, markdown: string) => string {
  return (page, markdown) => {
    const [name = "", ...rest] = page.split("/");
    const own = rest.length === 0 ? undefined : presses.get(name);
    const html =
      own === undefined
        ? presses.get("")?.render(page, markdown)
        : own.render(rest.join("/"), markdown);
    return html ?? "";
  };
}

async function writeReference(docs: string, { pages, addresses }: Reference): Promise<void> {
  await written(join(docs, "addresses.json"), addresses);
  for (const [path, text] of pages) await written(join(docs, path), text);
}

async function written(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
