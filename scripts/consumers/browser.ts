import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { run, start, type Ended } from "./command.js";
import type { Api } from "./server.js";
import type { Toolbox } from "./toolbox.js";

/** A browser that can be run without a window. */
export interface Browser {
  readonly program: string;
  /** `Chromium 150.0.7871.100` */
  readonly label: string;
}

const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/** The first Chromium that answers: the one `CHROME_PATH` names, or one on the path. */
export function findChromium(): Browser | undefined {
  const named = process.env["CHROME_PATH"];
  for (const program of named === undefined ? NAMES : [named]) {
    const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
    const version = /[\d.]{5,}/.exec(status === 0 ? stdout : "")?.[0];
    if (version !== undefined) return { program, label: `Chromium ${version}` };
  }
  return undefined;
}

/** Bundles a project's `main.ts` by Vite into its `dist`, as it would be put on a server. */
export async function bundleByVite(toolbox: Toolbox, folder: string): Promise<Ended> {
  await writeFile(join(folder, "vite.config.mjs"), `export default { base: "./" };\n`);
  await writeFile(
    join(folder, "index.html"),
    `<!doctype html><title>trials</title><script type="module" src="./main.ts"></script>\n`,
  );
  const vite = toolbox.file("vite", "bin/vite.js");
  return run(process.execPath, [vite, "build", "--logLevel", "warn"], { cwd: folder });
}

/** Opens a page, and closes the browser when `read` is done. */
export async function open(
  { program }: Browser,
  folder: string,
  url: string,
  read: Promise<unknown>,
): Promise<Ended> {
  const { kill, ended } = start(
    program,
    [
      ...["--headless", "--disable-gpu", "--no-first-run", "--enable-logging=stderr"],
      // Keeps it open: without, it would end as soon as the page is there.
      "--remote-debugging-port=0",
      // Chromium's sandbox does not start for root, as whom containers run; the page is ours.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      `--user-data-dir=${join(folder, "profile")}`,
      url,
    ],
    { cwd: folder },
  );
  await Promise.race([read, ended]);
  kill();
  const { output } = await ended;
  return { code: 0, output: consoleOf(output) };
}

/** Serves a folder of files under `/page/`, and the rest by the API: a page asks its own origin. */
export function withPages(folder: string, api: Api): Api {
  return async (path, request) => {
    const page = /^\/page\/((?:[\w-]+\/)*[\w.-]+)$/.exec(path)?.[1];
    if (page === undefined) return api(path, request);
    const type = TYPES[extname(page)] ?? "application/octet-stream";
    const content = await readFile(join(folder, page)).catch(() => undefined);
    return content === undefined
      ? new Response(null, { status: 404 })
      : new Response(content, { headers: { "content-type": type } });
  };
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** What the page wrote to its console; the browser itself complains of much that a container lacks. */
function consoleOf(output: string): string {
  return output
    .split("\n")
    .filter((line) => line.includes("CONSOLE"))
    .join("\n");
}
