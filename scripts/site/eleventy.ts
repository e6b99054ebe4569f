import { relative, resolve } from "node:path";

/** What this file uses of Eleventy, which ships no types. */
interface Eleventy {
  init(): Promise<void>;
  disableLogger(): void;
  write(): Promise<void>;
  watch(): Promise<void>;
  serve(port: number): Promise<void>;
  stopWatch(): Promise<void>;
}

interface Configuration {
  setUseGitIgnore(enabled: boolean): void;
  setQuietMode(enabled: boolean): void;
  setTemplateFormats(formats: readonly string[]): void;
  setServerOptions(options: object): void;
  addExtension(extension: string, options: object): void;
}

/** A folder of Markdown and what becomes of each page. */
export interface Pages {
  readonly docs: string;
  readonly output: string;
  /** The page's path below `docs`, and its text; gives its HTML. */
  readonly render: (page: string, markdown: string) => string;
}

/**
 * Makes one HTML file of each Markdown file, at the same place.
 *
 * @see https://www.11ty.dev/docs/programmatic/
 */
export async function writePages(pages: Pages): Promise<void> {
  const eleventy = await start(pages);
  await eleventy.write();
}

/** Does the same, and serves it: a page is made again when its file changes, and browsers reload. */
export async function servePages(pages: Pages, port: number): Promise<() => Promise<void>> {
  const eleventy = await start(pages);
  await eleventy.watch();
  await eleventy.serve(port);
  return () => eleventy.stopWatch();
}

async function start({ docs, output, render }: Pages): Promise<Eleventy> {
  // @ts-expect-error The package has no declarations.
  const { default: Constructor } = (await import("@11ty/eleventy")) as {
    default: new (input: string, output: string, options: object) => Eleventy;
  };
  const folder = resolve(docs);
  const eleventy = new Constructor(relative(".", folder), relative(".", resolve(output)), {
    quietMode: true,
    configPath: null,
    config: (configuration: Configuration) => {
      // What git ignores may well be what is to be published.
      configuration.setUseGitIgnore(false);
      configuration.setTemplateFormats(["md"]);
      configuration.setServerOptions({ domDiff: false, showVersion: false });
      configuration.addExtension("md", {
        // Pages are data: nothing in them is a template or front matter.
        read: true,
        getData: false,
        compile: (text: string, path: string) => () => render(pageOf(folder, path), text),
        compileOptions: {
          permalink: (_: string, path: string) => () => pageOf(folder, path).replace(/md$/, "html"),
        },
      });
    },
  });
  eleventy.disableLogger();
  await eleventy.init();
  return eleventy;
}

function pageOf(folder: string, path: string): string {
  return relative(folder, resolve(path)).replaceAll("\\", "/");
}
