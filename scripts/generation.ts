import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  generate,
  type Config,
  type GenerateOptions,
  type Host,
  type Result,
} from "../generator/index.js";
import { isFolder, ownTemplates, ownVersion, reasonOf, textsBelow } from "./disk.js";
import { opened } from "./document-job.js";
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

/** Reads the templates and the guides. */
export async function prepare(job: Job): Promise<Prepared> {
  const { guides, hooks, output: _output, ...others } = job;
  const { options, load } = await opened(others);
  const pages = guides === undefined ? undefined : await readGuides(guides);
  return {
    options: {
      ...options,
      ...(hooks === undefined ? {} : { hooks: await readHooks(hooks) }),
      ...(pages === undefined ? {} : { guides: { templates: pages.names, data: pages.data } }),
    },
    host: {
      load,
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
