import { posix } from "node:path";
import type { Layouts } from "./layout.js";
import { renderPage, sectionsOf, type Section } from "./markdown.js";
import { createNavigation } from "./navigation.js";
import { standingOf, type Edition } from "./versions.js";

/** A page from elsewhere: its name in the menu, the name it gets, and its file. */
export interface ExtraPage {
  readonly title: string;
  readonly page: string;
  readonly file: string;
}

/** Puts the pages of one version into their frame. */
export interface Press {
  readonly title: string;
  readonly description: string;
  readonly sections: readonly Section[];
  /** A page, a path below the reference, and its Markdown; gives its HTML. */
  render(page: string, markdown: string): string;
  /** The same frame around what says of an address that nothing is there any more. */
  renderRemoved(page: string, title: string, content: string): string;
}

/** What the folders of the reference hold. */
const KINDS: Readonly<Record<string, string>> = {
  operations: "operation",
  schemas: "schema",
  guides: "guide",
};

/**
 * @param index the version's `index.md`, by whose sections its pages are found
 * @param editions all versions of the site, the latest first
 */
export function createPress(
  index: string,
  extra: readonly ExtraPage[],
  layouts: Layouts,
  edition: Edition,
  editions: readonly Edition[],
): Press {
  const home = renderPage("index.md", index);
  const sections = [...sectionsOf(index), ...moreOf(extra)];
  const navigation = createNavigation(sections);
  const frame = (page: string) => ({
    site: home.title,
    root: rootOf(page),
    top: rootOf(`${edition.folder}${page}`),
    markdown: posix.basename(page),
    navigation: navigation.for(page),
    isHome: page === "index.md",
    standing: standingOf(page, edition, editions),
  });
  return {
    title: home.title,
    description: home.description,
    sections,
    render: (page, markdown) => {
      const { title, description, headings, html } = renderPage(page, markdown);
      return layouts.page({
        ...frame(page),
        title,
        description,
        kind: KINDS[page.split("/")[0] ?? ""] ?? "",
        // Who searches for a verb means what can be called, not the schema of its answer.
        weight: page.startsWith("schemas/") ? 0.5 : 2,
        contents: headings,
        content: html,
      });
    },
    renderRemoved: (page, title, content) =>
      layouts.page({
        ...frame(page),
        title,
        description: "",
        kind: "",
        weight: 0,
        contents: [],
        content,
      }),
  };
}

/** The way from a page to the root, with a slash at its end; empty at the root. */
export function rootOf(page: string): string {
  return "../".repeat(page.split("/").length - 1);
}

function moreOf(extra: readonly ExtraPage[]): Section[] {
  if (extra.length === 0) return [];
  const links = extra.map(({ title, page }) => ({ title, target: page }));
  return [{ level: 2, id: "", title: "More", links }];
}
