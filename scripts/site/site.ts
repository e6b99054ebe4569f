import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { readAddresses } from "./addresses.js";
import type { EarlierDocument } from "./earlier.js";
import { createPress, type ExtraPage, type Press } from "./edition.js";
import { servePages, writePages } from "./eleventy.js";
import { writeForwardings } from "./forwarding-pages.js";
import { forwardings } from "./forwarding.js";
import { FRAME, readLayouts, type Layouts } from "./layout.js";
import { writeLlms } from "./llms.js";
import { copyMarkdown, markdownIn, type MarkdownFile } from "./markdown-files.js";
import { DOWNLOADS } from "./markdown.js";
import { indexPages } from "./search.js";
import { editionsOf, type Edition } from "./versions.js";

/** Where a site is made of, and where it goes. */
export interface SiteOptions {
  /** A folder of Markdown with `index.md` in it: `generated/docs`. */
  readonly docs: string;
  /** A folder that is made, or replaced where this command made it. */
  readonly output: string;
  /** Pages from elsewhere. */
  readonly extra?: readonly ExtraPage[];
  /** Earlier versions, the newest first: their addresses lead on to today's. */
  readonly earlier?: readonly EarlierDocument[];
  /** How many of the earlier versions have pages of their own; default: all. */
  readonly kept?: number;
}

/** What a site came to. */
export interface BuiltSite {
  /** Pages of the latest version. */
  readonly pages: number;
  /** Pages the search of the latest version knows. */
  readonly searched: number;
  /** Pages of each older version, by its folder. */
  readonly older: Readonly<Record<string, number>>;
  /** Addresses of earlier versions that lead on, and those that say what was there. */
  readonly moved: number;
  readonly removed: number;
}

const ASSETS = ["site.css", "site.js", "theme.js", "moved.js"];

/**
 * Builds a static site: a page each, a search index, the pages as Markdown beside them, `llms.txt`
 * and `llms-full.txt`; older versions each in a folder of its own. All links are relative: it may
 * stand under any path. The folder is replaced only when all of it is made.
 */
export async function buildSite(options: SiteOptions): Promise<BuiltSite> {
  const { docs, extra = [], earlier = [], kept = Infinity } = options;
  const output = resolve(options.output);
  const fresh = `${output}.making`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  try {
    const latest = latestOf(docs);
    // A version that is still current is no older one.
    const older = earlier.filter(({ book }) => book.version !== latest.version).slice(0, kept);
    const editions = editionsOf(
      latest,
      older.map(({ book }) => book),
    );
    const layouts = await readLayouts();
    const press = await pressOf(docs, extra, layouts, latest, editions);
    await writePages({ docs, output: fresh, render: (...page) => press.render(...page) });
    await writeHtml(extra, fresh, press);
    await writeAssets(fresh);
    const books = earlier.map(({ book }) => book);
    const forwarded = latest.book === undefined ? [] : forwardings(latest.book, books);
    await writeForwardings(forwarded, fresh, press, layouts, editions);
    await copyDownloads(docs, fresh);
    const files = [...(await markdownIn(docs)), ...extra];
    await copyMarkdown(files, fresh);
    await writeLlms(press, files, fresh);
    // Before older versions are there: each has a search of its own.
    const searched = await indexPages(fresh);
    const counts: Record<string, number> = {};
    for (const [index, edition] of editions.slice(1).entries())
      counts[edition.folder] = await writeOlder(older[index], edition, editions, layouts, fresh);
    await writeFile(join(fresh, MARK), "");
    await rm(output, { recursive: true, force: true });
    await rename(fresh, output);
    const moved = forwarded.filter(({ to }) => to !== undefined).length;
    return {
      pages: files.length,
      searched,
      older: counts,
      moved,
      removed: forwarded.length - moved,
    };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** A folder with this file in it is ours to replace; GitHub Pages also takes it as a wish not to be touched. */
export const MARK = ".nojekyll";

/** Serves the latest version while it changes; without a search, which is made of the finished pages. */
export async function serveSite(
  { docs, output, extra = [] }: SiteOptions,
  port: number,
): Promise<() => Promise<void>> {
  const latest = latestOf(docs);
  const press = await pressOf(docs, extra, await readLayouts(), latest, [latest]);
  await writeAssets(resolve(output));
  return servePages(
    { docs, output: resolve(output), render: (...page) => press.render(...page) },
    port,
  );
}

function latestOf(docs: string): Edition {
  const book = readAddresses(docs);
  return { version: book?.version ?? "", folder: "", ...(book !== undefined && { book }) };
}

async function pressOf(
  docs: string,
  extra: readonly ExtraPage[],
  layouts: Layouts,
  edition: Edition,
  editions: readonly Edition[],
): Promise<Press> {
  return createPress(
    await readFile(join(docs, "index.md"), "utf8"),
    extra,
    layouts,
    edition,
    editions,
  );
}

/** Generates an older version, and writes its pages into its folder; gives how many. */
async function writeOlder(
  document: EarlierDocument | undefined,
  edition: Edition,
  editions: readonly Edition[],
  layouts: Layouts,
  site: string,
): Promise<number> {
  if (document === undefined) return 0;
  const output = join(site, edition.folder);
  const source = `${site}.source`;
  try {
    for (const [path, text] of await document.files()) {
      await mkdir(dirname(join(source, path)), { recursive: true });
      await writeFile(join(source, path), text);
    }
    const docs = join(source, "docs");
    const press = await pressOf(docs, [], layouts, edition, editions);
    const files = await markdownIn(docs);
    await copyMarkdown(files, output);
    await copyDownloads(docs, output);
    // By ourselves: Eleventy keeps what it read for as long as the process lives.
    await writeHtml(files, output, press);
    await indexPages(output);
    return files.length;
  } finally {
    await rm(source, { recursive: true, force: true });
  }
}

/** Pages one by one, where their folders are. */
async function writeHtml(
  files: readonly MarkdownFile[],
  output: string,
  press: Press,
): Promise<void> {
  for (const { page, file } of files) {
    const html = press.render(page, await readFile(file, "utf8"));
    await writeFile(join(output, page.replace(/md$/, "html")), html);
  }
}

/** What stands beside a reference and its pages lead to; a reference without has no such links. */
async function copyDownloads(docs: string, output: string): Promise<void> {
  for (const path of DOWNLOADS) {
    const file = join(docs, "..", path);
    if (!existsSync(file)) continue;
    await mkdir(dirname(join(output, path)), { recursive: true });
    await copyFile(file, join(output, path));
  }
}

/** What pages load: styles and scripts. */
export async function writeAssets(output: string): Promise<void> {
  await mkdir(join(output, "assets"), { recursive: true });
  for (const name of ASSETS) await copyFile(join(FRAME, name), join(output, "assets", name));
}
