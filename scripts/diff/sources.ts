import { stat } from "node:fs/promises";
import { join } from "node:path";
import {
  hasErrors,
  readModel,
  type GenerateOptions,
  type Host,
  type Result,
  type Sound,
} from "../../generator/index.js";
import { isFolder, loadFrom } from "../disk.js";
import { CommandLineFault } from "../fault.js";
import { commitOf, loadFromCommit } from "./git.js";

/** A document to be compared. */
export interface Version {
  /** As findings show it: `spec/openapi.yaml`, `v1.2.0:spec/openapi.yaml`. */
  readonly input: string;
  readonly load: Host["load"];
  /** Applied to the document before it is compared. */
  readonly overlays?: GenerateOptions["overlays"];
}

const ENTRIES = ["openapi.yaml", "openapi.yml", "openapi.json"];

/**
 * The document that an argument names: a file, a folder with one in it, `revision:path` of git, or a
 * revision alone, in which it is looked for at `path`. Throws `CommandLineFault` for anything else.
 */
export async function versionOf(argument: string, path?: string): Promise<Version> {
  if (await isFile(argument)) return { input: argument, load: loadFrom(argument) };
  if (await isFolder(argument)) return inFolder(argument);
  const colon = argument.indexOf(":");
  const revision = colon < 0 ? argument : argument.slice(0, colon);
  const entry = colon < 0 ? path : argument.slice(colon + 1);
  const commit = entry === undefined || entry === "" ? undefined : await commitOf(revision);
  if (commit === undefined || entry === undefined)
    throw new CommandLineFault("revision/unknown", { revision: argument });
  const shown = entry.replaceAll("\\", "/");
  const input = `${revision}:${shown.includes("/") ? shown : `./${shown}`}`;
  return { input, load: loadFromCommit(commit, shown) };
}

async function inFolder(folder: string): Promise<Version> {
  for (const name of ENTRIES) {
    const entry = join(folder, name);
    if (await isFile(entry)) return { input: entry, load: loadFrom(entry) };
  }
  throw new CommandLineFault("revision/no-document", { path: folder });
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** What was read: the document where it has no errors, and what was found in it. */
export interface ReadVersion extends Pick<Result, "diagnostics" | "sources"> {
  readonly sound?: Sound;
}

export async function readVersion({ input, load, overlays }: Version): Promise<ReadVersion> {
  const { document, model, diagnostics, sources } = await readModel(
    { input, ...(overlays === undefined ? {} : { overlays }) },
    { load, templates: {} },
  );
  if (document === undefined || model === undefined || hasErrors(diagnostics))
    return { diagnostics, sources };
  return { sound: { document, model }, diagnostics, sources };
}
