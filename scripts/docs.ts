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
import { readEarlier } from "./site/earlier.js";
import type { ExtraPage } from "./site/edition.js";
import { ownReference } from "./site/own-reference.js";
import { buildSite, MARK, serveSite, type BuiltSite, type SiteOptions } from "./site/site.js";

const program = throwing(new Command("docs"))
  .description("Makes a static site of the reference, or serves it while it changes.")
  .option(
    "--docs <folder>",
    "the reference, as generated (default: the config file's, with the releases beside its document and CHANGELOG.md)",
  )
  .option(
    "--earlier <document...>",
    "earlier versions, the oldest first, files or `revision:path` of git: their addresses lead on to today's",
  )
  .option("--versions <number>", "how many of them have pages of their own, the newest", "5")
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
  npm run docs -- --docs client/docs --output public --page CHANGELOG.md --earlier v1.yaml v2.yaml`,
  );

interface Line {
  readonly docs?: string;
  readonly earlier?: readonly string[];
  readonly versions: string;
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
    const line = program.opts<Line>();
    const { serve = false, generate, port, pictures } = line;
    const own = line.docs === undefined ? await ownReference(".") : undefined;
    const source: SiteOptions = {
      docs: referenceIn(line.docs ?? own?.docs ?? ""),
      output: replaceable(line.output),
      extra: [...new Set([...(own?.pages ?? []), ...(line.page ?? [])])].map(extraPage),
    };
    if (serve) {
      if (generate === true) watchDocument();
      const stop = await serveSite(source, numberOf("--port", port, 65_535));
      console.log(`http://localhost:${port}/index.html`);
      for (const signal of ["SIGINT", "SIGTERM"] as const)
        process.once(signal, () => void stop().then(() => process.exit(EXIT.clean)));
      return undefined;
    }
    const kept = numberOf("--versions", line.versions, 1_000);
    const earlier = await readEarlier(
      [...(own?.earlier ?? []), ...(line.earlier ?? [])],
      own?.settings ?? {},
    );
    if (typeof earlier === "number") return earlier;
    const options = { ...source, earlier, kept };
    console.log(`${line.output}: ${summaryOf(await buildSite(options))}`);
    if (pictures !== undefined)
      for (const path of await picturesOf(options, pictures)) console.log(path);
    return EXIT.clean;
  } catch (error) {
    return endedBy(error);
  }
}

function summaryOf({ pages, searched, older, moved, removed }: BuiltSite): string {
  const count = Object.keys(older).length;
  return [
    `${String(pages)} pages, ${String(searched)} searched`,
    ...(count === 0
      ? []
      : [
          `${String(count)} older ${count === 1 ? "version" : "versions"} in ${Object.keys(older).join(", ")}`,
        ]),
    ...(moved === 0 ? [] : [`${String(moved)} addresses that lead on`]),
    ...(removed === 0 ? [] : [`${String(removed)} of what is no more`]),
  ].join("; ");
}

/** A folder with a reference in it. */
function referenceIn(docs: string): string {
  if (existsSync(join(docs, "index.md"))) return docs;
  throw new CommandLineFault("option/invalid", {
    option: "--docs",
    reason: `there is no index.md in "${docs}"; generate the reference first`,
  });
}

function extraPage(file: string): ExtraPage {
  if (!existsSync(file) || !file.endsWith(".md")) {
    throw new CommandLineFault("option/invalid", {
      option: "--page",
      reason: `"${file}" is no Markdown file`,
    });
  }
  const name = basename(file, ".md").toLowerCase();
  return { title: name.charAt(0).toUpperCase() + name.slice(1), page: `${name}.md`, file };
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

function numberOf(option: string, text: string, most: number): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= most) return Number(text);
  throw new CommandLineFault("option/invalid", {
    option,
    reason: `it is a number from 0 to ${String(most)}`,
  });
}

const code = await main(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
