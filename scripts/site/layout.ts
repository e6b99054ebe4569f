import Handlebars from "handlebars";
import type { Part } from "./navigation.js";
import type { Heading } from "./markdown.js";

/** What surrounds a page. Texts are plain and escaped here, save `content`, which is HTML. */
export interface PageView {
  readonly site: string;
  readonly title: string;
  readonly description: string;
  /** The way from the page to the site's root, with a slash at its end: sites stand under any path. */
  readonly root: string;
  /** The page as Markdown, beside it. */
  readonly markdown: string;
  /** `operation`, `schema` or `guide`, to search by; empty for the rest. */
  readonly kind: string;
  /** What a word on the page counts in the search; 1 is usual. */
  readonly weight: number;
  readonly isHome: boolean;
  readonly navigation: readonly Part[];
  readonly contents: readonly Heading[];
  readonly content: string;
}

/** Makes the function that puts a page into its frame, from the text of `frame/page.html.hbs`. */
export function createLayout(template: string): (view: PageView) => string {
  return Handlebars.create().compile<PageView>(template, { knownHelpersOnly: true });
}
