import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { endedBy, throwing } from "./command-line.js";
import { EXIT } from "./exit.js";
import { CommandLineFault } from "./fault.js";
import { findChromium } from "./consumers/browser.js";
import { takePictures } from "./site/browser.js";
import { buildSite, MARK, serveSite, type SiteOptions } from "./site/site.js";

const program = throwing(new Command("docs"))
  .description("Makes a static site of the reference, or serves it while it changes.")
  .option("--docs <folder>", "the reference, as generated", "generated/docs")
  .option("--output <folder>", "where the site goes", "site")
  .option("--page <file...>", "further Markdown files, each a page of its own")
  .option("--serve", "serve the site and make pages again when they change")
  .option("--generate", "with --serve: generate again whenever the document changes")
  .option("--port <number>", "port to serve on", "8080")
  .option("--pictures <folder>", "take pictures of three pages by Chromium, to look at")
  .addHelpText(
    "after",
    `
Examples:
  npm run docs                                        # site/ from generated/docs
  npm run docs:dev                                    # http://localhost:8080, made again on every change
  npm run docs -- --pictures pictures
  npm run docs -- --docs client/docs --output public --page CHANGELOG.md`,
  );

interface Line {
  readonly docs: string;
  readonly output: string;
  readonly page?: readonly string[];
  readonly serve?: boolean;
  readonly generate?: boolean;
  readonly port: string;
  readonly pictures?: string;
}

async function main(args: readonly string[]): Promise<number | undefined> {
  try {
    program.parse([...args], { from: "user" });
    const {
      docs,
      output,
      page = [],
      serve = false,
      generate,
      port,
      pictures,
    } = program.opts<Line>();
    if (!existsSync(join(docs, "index.md"))) {
      throw new CommandLineFault("option/invalid", {
        option: "--docs",
        reason: `there is no index.md in "${docs}"; generate the reference first`,
      });
    }
    const missing = page.find((file) => !existsSync(file) || !file.endsWith(".md"));
    if (missing !== undefined) {
      throw new CommandLineFault("option/invalid", {
        option: "--page",
        reason: `"${missing}" is no Markdown file`,
      });
    }
    const extra = page.map((file) => {
      const name = basename(file, ".md").toLowerCase();
      return { title: name.charAt(0).toUpperCase() + name.slice(1), page: `${name}.md`, file };
    });
    const options: SiteOptions = { docs, output: replaceable(output), extra };
    if (serve) {
      if (generate === true) watchDocument();
      const stop = await serveSite(options, portOf(port));
      console.log(`http://localhost:${port}/index.html`);
      for (const signal of ["SIGINT", "SIGTERM"] as const)
        process.once(signal, () => void stop().then(() => process.exit(EXIT.clean)));
      return undefined;
    }
    const { pages, searched } = await buildSite(options);
    console.log(`${output}: ${String(pages)} pages, ${String(searched)} searched`);
    if (pictures !== undefined)
      for (const path of await picturesOf(options, pictures)) console.log(path);
    return EXIT.clean;
  } catch (error) {
    return endedBy(error);
  }
}

/** Generates whenever the document changes, in a process of its own that ends with this one. */
function watchDocument(): void {
  const command = fileURLToPath(import.meta.resolve("./codegen.ts"));
  const { execPath, execArgv } = process;
  const child = spawn(execPath, [...execArgv, command, "generate", "--watch"], {
    stdio: "inherit",
  });
  process.once("exit", () => child.kill());
}

/** Pictures of the index and of an operation, for people to look at. */
async function picturesOf({ docs, output }: SiteOptions, folder: string): Promise<string[]> {
  const chromium = findChromium();
  if (chromium === undefined) {
    throw new CommandLineFault("option/invalid", {
      option: "--pictures",
      reason: "there is no Chromium on the path, and CHROME_PATH names none",
    });
  }
  mkdirSync(folder, { recursive: true });
  const [operation = "index.md"] = readdirSync(join(docs, "operations")).sort();
  const page = `operations/${operation.replace(/md$/, "html")}`;
  return takePictures(output, page, folder, chromium.program);
}

/** A folder that may be replaced: one that is not there, is empty, or was made by this command. */
function replaceable(output: string): string {
  if (!existsSync(output)) return output;
  if (
    !statSync(output).isDirectory() ||
    (readdirSync(output).length > 0 && !existsSync(join(output, MARK)))
  ) {
    throw new CommandLineFault("option/invalid", {
      option: "--output",
      reason: `"${output}" is there, and no site of ours: name another folder, or remove it`,
    });
  }
  return output;
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new CommandLineFault("option/invalid", {
    option: "--port",
    reason: "it is a number from 0 to 65535",
  });
}

const code = await main(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
