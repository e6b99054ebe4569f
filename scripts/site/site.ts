import { createWriteStream } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { once } from "node:events";
import { servePages, writePages, type Pages } from "./eleventy.js";
import { createLayout } from "./layout.js";
import { llmsText } from "./llms.js";
import { renderPage, sectionsOf, type Section } from "./markdown.js";
import { createNavigation } from "./navigation.js";
import { indexPages } from "./search.js";

/** Where a site is made of, and where it goes. */
export interface SiteOptions {
  /** A folder of Markdown with `index.md` in it: `generated/docs`. */
  readonly docs: string;
  /** A folder that is made, or replaced where this command made it. */
  readonly output: string;
  /** Pages from elsewhere: the name they get, and their file. */
  readonly extra?: readonly {
    readonly title: string;
    readonly page: string;
    readonly file: string;
  }[];
}

/** What a site came to. */
export interface BuiltSite {
  readonly pages: number;
  /** Pages the search knows. */
  readonly searched: number;
}

/** What surrounds pages: a template, styles and scripts. */
const FRAME = fileURLToPath(new URL("frame", import.meta.url));
const ASSETS = ["site.css", "site.js", "theme.js"];

/**
 * Builds a static site: a page each, a search index, the pages as Markdown beside them, `llms.txt`
 * and `llms-full.txt`. All links are relative: it may stand under any path. The folder is replaced
 * only when all of it is made.
 */
export async function buildSite(options: SiteOptions): Promise<BuiltSite> {
  const output = resolve(options.output);
  const fresh = `${output}.making`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  try {
    const source = await sourceOf(options);
    await writePages(source.pages(fresh));
    for (const { page, file } of options.extra ?? []) {
      const text = await readFile(file, "utf8");
      await writeFile(join(fresh, page.replace(/md$/, "html")), source.render(page, text));
    }
    await writeAssets(fresh);
    const pages = await writeMarkdown(options, fresh, source);
    const searched = await indexPages(fresh);
    await writeFile(join(fresh, MARK), "");
    await rm(output, { recursive: true, force: true });
    await rename(fresh, output);
    return { pages, searched };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** A folder with this file in it is ours to replace; GitHub Pages also takes it as a wish not to be touched. */
export const MARK = ".nojekyll";

/** Serves the site of a folder while it changes; without a search, which is made of the finished pages. */
export async function serveSite(options: SiteOptions, port: number): Promise<() => Promise<void>> {
  const source = await sourceOf(options);
  await writeAssets(resolve(options.output));
  return servePages(source.pages(resolve(options.output)), port);
}

interface Source {
  readonly title: string;
  readonly description: string;
  readonly sections: readonly Section[];
  readonly render: (page: string, markdown: string) => string;
  readonly pages: (output: string) => Pages;
}

async function sourceOf({ docs, extra = [] }: SiteOptions): Promise<Source> {
  const index = await readFile(join(docs, "index.md"), "utf8");
  const home = renderPage("index.md", index);
  const own = sectionsOf(index);
  const sections: Section[] =
    extra.length === 0
      ? own
      : [
          ...own,
          {
            level: 2,
            id: "",
            title: "More",
            links: extra.map(({ title, page }) => ({ title, target: page })),
          },
        ];
  const navigation = createNavigation(sections);
  const layout = createLayout(await readFile(join(FRAME, "page.html.hbs"), "utf8"));
  const render = (page: string, markdown: string): string => {
    const { title, description, headings, html } = renderPage(page, markdown);
    const root = posix.relative(posix.dirname(page), ".");
    return layout({
      site: home.title,
      title,
      description,
      root: root === "" ? "" : `${root}/`,
      markdown: posix.basename(page),
      kind: KINDS[page.split("/")[0] ?? ""] ?? "",
      // Who searches for a verb means what can be called, not the schema of its answer.
      weight: page.startsWith("schemas/") ? 0.5 : 2,
      isHome: page === "index.md",
      navigation: navigation.for(page),
      contents: headings,
      content: html,
    });
  };
  return {
    title: home.title,
    description: home.description,
    sections,
    render,
    pages: (output) => ({ docs, output, render }),
  };
}

/** What the folders of the reference hold. */
const KINDS: Readonly<Record<string, string>> = {
  operations: "operation",
  schemas: "schema",
  guides: "guide",
};

async function writeAssets(output: string): Promise<void> {
  await mkdir(join(output, "assets"), { recursive: true });
  for (const name of ASSETS) await copyFile(join(FRAME, name), join(output, "assets", name));
}

/** The pages as they are, one by one: all of them together are in no memory. */
async function writeMarkdown(
  { docs, extra = [] }: SiteOptions,
  output: string,
  { title, description, sections }: Source,
): Promise<number> {
  await writeFile(join(output, "llms.txt"), llmsText(title, description, sections));
  const own = (await readdir(docs, { recursive: true }))
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map((page) => ({ page, file: join(docs, page) }));
  const full = createWriteStream(join(output, "llms-full.txt"));
  for (const { page, file } of [...own, ...extra]) {
    const text = await readFile(file, "utf8");
    await mkdir(dirname(join(output, page)), { recursive: true });
    await writeFile(join(output, page), text);
    if (!full.write(`<!-- ${page} -->\n\n${text.trim()}\n\n`)) await once(full, "drain");
  }
  full.end();
  await once(full, "finish");
  return own.length + extra.length;
}
