import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, extname, isAbsolute, join } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";

/** A site as a server would hand it out, below a path. */
export interface ServedSite {
  /** `http://127.0.0.1:41234/some/base/` */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a folder below `base`, which begins and ends with a slash; everything else is 404. */
export async function serveFolder(folder: string, base: string): Promise<ServedSite> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname);
    const inside =
      path.startsWith(base) && !path.includes("..") ? path.slice(base.length) : undefined;
    void (
      inside === undefined ? Promise.reject(new Error("outside")) : readFile(join(folder, inside))
    )
      .then((content) => {
        response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain" });
        response.end(content);
      })
      .catch(() => {
        response.writeHead(404).end();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Opens a Chromium without a window; `program` is a path, or a name on the path. */
export function openBrowser(program: string): Promise<Browser> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const candidates = isAbsolute(program)
    ? [program]
    : folders.map((folder) => join(folder, program));
  return puppeteer.launch({
    executablePath: candidates.find((path) => existsSync(path)) ?? program,
    // Chromium's sandbox does not start for root, as whom containers run; the pages are ours.
    args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
}

/** What pictures are taken of: a page, how wide, in which theme. */
const PICTURES = [
  { name: "index-light", page: "index.html", width: 1280, theme: "light" },
  { name: "operation-dark", page: undefined, width: 1280, theme: "dark" },
  { name: "operation-phone", page: undefined, width: 360, theme: "light" },
] as const;

/** Takes pictures of three pages of a site into a folder and returns their paths. */
export async function takePictures(
  site: string,
  operation: string,
  output: string,
  program: string,
): Promise<string[]> {
  const served = await serveFolder(site, "/");
  const browser = await openBrowser(program);
  try {
    const paths: string[] = [];
    for (const { name, page: file = operation, width, theme } of PICTURES) {
      const page = await browser.newPage();
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
      await page.goto(`${served.url}${file}`);
      const path = join(output, `${name}.png`);
      await page.screenshot({ path });
      paths.push(path);
      await page.close();
    }
    return paths;
  } finally {
    await browser.close();
    await served.close();
  }
}
