import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { generate, type Config, type Result } from "../generator/index.js";
import { isFolder, loadFrom, ownTemplates, reasonOf, textsBelow } from "./disk.js";
import { CommandLineFault } from "./fault.js";
import { stageProgress } from "./progress.js";
import { Stages } from "./stages.js";

/** A config whose document is known. */
export type Job = Config & { readonly input: string };

/** Generates in memory: reads the document, the templates and the guides; writes nothing. `stages` is told what takes how long. */
export async function generateFrom(job: Job, stages = new Stages()): Promise<Result> {
  const { guides, ...options } = job;
  const templates = await ownTemplates();
  const progress = stageProgress();
  try {
    const pages = guides === undefined ? undefined : await readGuides(guides);
    return await generate(
      {
        ...options,
        ...(pages === undefined ? {} : { guides: { templates: pages.names, data: pages.data } }),
      },
      {
        load: loadFrom(job.input),
        templates: { ...templates, ...pages?.texts },
        onStage: (stage) => {
          stages.begin(stage);
          progress.stage(stage);
        },
        onFile: (file) => {
          stages.count(file);
          progress.step();
        },
      },
    );
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
    const value = data === undefined ? {} : (parse(await readFile(data, "utf8")) as GuideData);
    return { names, texts: prefixed, data: value };
  } catch (error) {
    throw fault(`${data ?? ""}: ${reasonOf(error)}`);
  }
}
