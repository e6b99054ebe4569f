import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import type { Part } from "./navigation.js";
import type { Heading } from "./markdown.js";
import type { Standing } from "./versions.js";

/** What surrounds pages: templates, styles and scripts. */
export const FRAME = fileURLToPath(new URL("frame", import.meta.url));

/** What surrounds a page. Texts are plain and escaped here, save `content`, which is HTML. */
export interface PageView {
  readonly site: string;
  readonly title: string;
  readonly description: string;
  /** The way from the page to the root of its version, with a slash at its end: sites stand under any path. */
  readonly root: string;
  /** The way to the root of the site, where what all versions share is. */
  readonly top: string;
  /** The page as Markdown, beside it. */
  readonly markdown: string;
  /** `operation`, `schema` or `guide`, to search by; empty for the rest. */
  readonly kind: string;
  /** What a word on the page counts in the search; 1 is usual, and of 0 the search does not know. */
  readonly weight: number;
  readonly isHome: boolean;
  readonly standing: Standing;
  readonly navigation: readonly Part[];
  readonly contents: readonly Heading[];
  readonly content: string;
}

/** The page at an address that has moved. */
export interface MovedView {
  readonly site: string;
  readonly name: string;
  /** Where it is now, from here. */
  readonly href: string;
  readonly top: string;
}

/** What a page says of something that is no more. */
export interface RemovedView {
  readonly name: string;
  readonly kind: string;
  /** The version that does not have it; empty where nobody told. */
  readonly version: string;
  readonly last: string;
  /** Its page in the last version that had it; empty where that is not kept. */
  readonly href: string;
  readonly root: string;
}

/** The templates of `frame/`, each a function that fills it. */
export interface Layouts {
  readonly page: (view: PageView) => string;
  readonly moved: (view: MovedView) => string;
  readonly removed: (view: RemovedView) => string;
}

export async function readLayouts(): Promise<Layouts> {
  const handlebars = Handlebars.create();
  const layout = async <View>(name: string): Promise<(view: View) => string> => {
    const text = await readFile(join(FRAME, `${name}.html.hbs`), "utf8");
    return handlebars.compile<View>(text, { knownHelpersOnly: true });
  };
  return {
    page: await layout<PageView>("page"),
    moved: await layout<MovedView>("moved"),
    removed: await layout<RemovedView>("removed"),
  };
}
