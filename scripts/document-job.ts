import { readFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import type { Allowances, Config, GenerateOptions, Host } from "../generator/index.js";
import { readConfig } from "./config.js";
import { isFolder, loadFrom, reasonOf } from "./disk.js";
import { CommandLineFault, type OutputFormat } from "./fault.js";

/** What decides how a document is read, beside its files. */
const CHOICES = [
  "overlay",
  "includeTags",
  "excludeTags",
  "includePaths",
  "excludePaths",
  "allowOutside",
  "allowNetwork",
] as const satisfies readonly (keyof Config)[];

type Choice = (typeof CHOICES)[number];

/** A document, and what decides how it is read. */
export type DocumentJob = Pick<Config, Choice> & { readonly input: string };

/** Flags of a command that reads a document. */
export interface DocumentFlags extends Pick<Config, Choice | "input"> {
  readonly config?: string;
  readonly format: OutputFormat;
}

/**
 * A command line's options over the config file's. A document named on the command line stands
 * alone: no config is looked for.
 */
export async function withConfig<Flags extends Config>(
  config: string | undefined,
  flags: Flags,
): Promise<Config & Flags & { readonly input: string }> {
  const read = config !== undefined || flags.input === undefined;
  const options = { ...(read ? await readConfig(config, process.cwd()) : {}), ...flags };
  if (options.input === undefined)
    throw new CommandLineFault("option/required", { option: "--input" });
  return { ...options, input: options.input };
}

/** The document that a command's flags, or the config file, name. */
export async function documentJobOf(flags: DocumentFlags): Promise<DocumentJob> {
  const { config, format: _format, ...given } = flags;
  const options = await withConfig(config, given);
  const chosen = CHOICES.filter((name) => options[name] !== undefined);
  return {
    input: options.input,
    ...Object.fromEntries(chosen.map((name) => [name, options[name]])),
  };
}

/** What the core is told and lent to read a document: its overlays are read here. */
export interface Opened<J extends DocumentJob = DocumentJob> {
  readonly options: Omit<J, "overlay"> & Pick<GenerateOptions, "overlays">;
  readonly load: Host["load"];
}

/** @throws CommandLineFault where an overlay cannot be read, or what is allowed is no folder */
export async function opened<J extends DocumentJob>(job: J): Promise<Opened<J>> {
  const { overlay, ...others } = job;
  for (const folder of job.allowOutside ?? []) {
    if (await isFolder(folder)) continue;
    const reason = `${folder} is not a folder`;
    throw new CommandLineFault("option/invalid", { option: "--allow-outside", reason });
  }
  const allowances = allowancesOf(job);
  const overlays = await readOverlays(overlay);
  return {
    options: { ...others, ...allowances, ...(overlays === undefined ? {} : { overlays }) },
    load: loadFrom(job.input, allowances),
  };
}

/** What a job allows to be read, folders by their paths from the document's: nothing depends on where that is. */
function allowancesOf({ input, allowOutside, allowNetwork }: DocumentJob): Allowances {
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
