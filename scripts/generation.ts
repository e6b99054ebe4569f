import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import {
  generate,
  type Allowances,
  type Config,
  type GenerateOptions,
  type Host,
  type Result,
} from "../generator/index.js";
import { isFolder, loadFrom, ownTemplates, ownVersion, reasonOf, textsBelow } from "./disk.js";
import { CommandLineFault } from "./fault.js";
import { stageProgress } from "./progress.js";
import { Stages } from "./stages.js";

/** A config whose document is known. */
export type Job = Config & { readonly input: string };

/** What `generate` is given for a job: the document is still to be read, all else has been. */
export interface Prepared {
  readonly options: GenerateOptions;
  readonly host: Host;
}

/** What a job allows to be read, folders by their paths from the document's: nothing depends on where that is. */
export function allowancesOf({ input, allowOutside, allowNetwork }: Job): Allowances {
  const folders = allowOutside?.map((folder) =>
    relative(dirname(resolve(input)), resolve(folder))
      .split(sep)
      .join("/"),
  );
  return {
    ...(folders === undefined ? {} : { allowOutside: folders }),
    ...(allowNetwork === undefined ? {} : { allowNetwork }),
  };
}

/** Reads the templates and the guides. */
export async function prepare(job: Job): Promise<Prepared> {
  const { guides, overlay, hooks, output: _output, ...others } = job;
  for (const folder of job.allowOutside ?? []) {
    if (await isFolder(folder)) continue;
    const reason = `${folder} is not a folder`;
    throw new CommandLineFault("option/invalid", { option: "--allow-outside", reason });
  }
  const options = { ...others, ...allowancesOf(job) };
  const overlays = await readOverlays(overlay);
  const pages = guides === undefined ? undefined : await readGuides(guides);
  return {
    options: {
      ...options,
      ...(overlays === undefined ? {} : { overlays }),
      ...(hooks === undefined ? {} : { hooks: await readHooks(hooks) }),
      ...(pages === undefined ? {} : { guides: { templates: pages.names, data: pages.data } }),
    },
    host: {
      load: loadFrom(job.input, options),
      templates: { ...(await ownTemplates()), ...pages?.texts },
      version: await ownVersion(),
    },
  };
}

/**
 * Generates in memory: reads the document, and the templates and guides unless they are `prepared`;
 * writes nothing. `stages` is told what takes how long.
 */
export async function generateFrom(
  job: Job,
  stages = new Stages(),
  prepared?: Prepared,
): Promise<Result> {
  const { options, host } = prepared ?? (await prepare(job));
  const progress = stageProgress();
  try {
    return await generate(options, {
      ...host,
      onStage: (stage) => {
        stages.begin(stage);
        progress.stage(stage);
      },
      onFile: (file) => {
        stages.count(file);
        progress.step();
      },
    });
  } finally {
    progress.done();
  }
}

type GuideData = NonNullable<NonNullable<Parameters<typeof generate>[0]["guides"]>["data"]>;

interface Guides {
  /** Names of the pages: `tutorial` for `tutorial.md.hbs`. Files in folders below are partials. */
  readonly names: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
  readonly data: GuideData;
}

/** The user's own files, by their path in the output. */
async function readHooks(folder: string): Promise<Record<string, string>> {
  if (await isFolder(folder)) return textsBelow(folder);
  const reason = `${folder} is not a folder`;
  throw new CommandLineFault("option/invalid", { option: "--hooks", reason });
}

/** The texts of overlays, in their order; undefined where there are none. */
export async function readOverlays(
  files: readonly string[] | undefined,
): Promise<GenerateOptions["overlays"]> {
  if (files === undefined || files.length === 0) return undefined;
  return Promise.all(
    files.map(async (file) => ({
      file,
      text: await readFile(file, "utf8").catch((error: unknown) => {
        const reason = `${file}: ${reasonOf(error)}`;
        throw new CommandLineFault("option/invalid", { option: "--overlay", reason });
      }),
    })),
  );
}

async function readGuides({ templates, data }: NonNullable<Config["guides"]>): Promise<Guides> {
  const fault = (reason: string): CommandLineFault =>
    new CommandLineFault("option/invalid", { option: "guides", reason });
  if (!(await isFolder(templates))) throw fault(`${templates} is not a folder`);
  const texts = await textsBelow(templates);
  const names = Object.keys(texts)
    .filter((path) => /^[a-z0-9-]+\.md\.hbs$/.test(path))
    .map((path) => path.replace(/\.md\.hbs$/, ""));
  const prefixed = Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [join("guides", path).replaceAll("\\", "/"), text]),
  );
  try {
    const { parse } = await import("yaml");
    const value = data === undefined ? {} : (parse(await readFile(data, "utf8")) as GuideData);
    return { names, texts: prefixed, data: value };
  } catch (error) {
    throw fault(`${data ?? ""}: ${reasonOf(error)}`);
  }
}
