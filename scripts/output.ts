import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { hashOf, MANIFEST, parseManifest, type Manifest } from "../generator/index.js";
import { reasonOf, textAt } from "./disk.js";
import { OutputFault } from "./fault.js";
import { isInside, Listing, requireNoLink } from "./inside.js";
import { carryOut, finish, isHalfWritten, OWN } from "./journal.js";
import { alone, holderOf } from "./lock.js";
import type { Change } from "./steps.js";

/** How the output folder differs from what a run would write. */
export interface Difference {
  /** Files to write, new or changed. */
  readonly write: ReadonlyMap<string, string>;
  /** Files of an earlier run that this one no longer writes. */
  readonly remove: readonly string[];
  /** Files of an earlier run that somebody changed since. */
  readonly edited: readonly string[];
  /**
   * Files in the way that no earlier run is known to have written. Without a readable manifest that
   * is everything: what is lost with it is the knowledge of whose the files are.
   */
  readonly foreign: readonly string[];
  /** What stands there now, of the files above. */
  readonly before: ReadonlyMap<string, string>;
}

/**
 * Makes the folder hold the files, all or none of them, and returns what was different. Where files
 * are somebody else's (`isRefused`), nothing is written. No other run writes there at the same time.
 */
export async function updateOutput(
  folder: string,
  files: ReadonlyMap<string, string>,
  force: boolean,
): Promise<Difference> {
  const isToDo = (difference: Difference): boolean =>
    !isRefused(difference, force) && changesOf(difference).length > 0;
  // A folder that holds the files already, and may be read-only, is only read. Where our manifest
  // is another there is something to do, and looking once is enough.
  const seen = hasOtherManifest(folder, files) ? undefined : compareOutput(folder, files);
  if (seen !== undefined && !isToDo(seen)) return seen;
  return reserved(folder, async () => {
    const difference = compareOutput(folder, files);
    if (isToDo(difference)) carryOut(folder, changesOf(difference));
    return difference;
  });
}

/** Whether files stand in the way that only force overwrites. */
export function isRefused({ edited, foreign }: Difference, force: boolean): boolean {
  return !force && edited.length + foreign.length > 0;
}

/** Finishes what a stopped run left in the folder, if it left anything. Returns whether it did. */
export async function settleOutput(folder: string): Promise<boolean> {
  const left = existsSync(join(folder, OWN));
  return left && reserved(folder, () => Promise.resolve(true));
}

/**
 * Throws `OutputFault` where the folder cannot be judged, because a run is at work there or was
 * stopped halfway. Changes nothing.
 */
export async function requireSettled(folder: string): Promise<void> {
  const holder = await holderOf(join(folder, OWN));
  if (holder !== undefined) {
    const { host, pid } = holder;
    throw new OutputFault("output/busy", { path: join(folder, OWN), host, pid });
  }
  if (isHalfWritten(folder)) throw new OutputFault("output/half-written", { path: folder });
}

/** Runs `use` while no other run works in the folder, on a folder that no stopped run has left half. */
async function reserved<T>(folder: string, use: () => Promise<T>): Promise<T> {
  return writing(folder, async () => {
    requireNoLink(folder, OWN);
    return alone(join(folder, OWN), async () => {
      finish(folder);
      return use();
    });
  });
}

async function writing<T>(folder: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    if (error instanceof OutputFault) throw error;
    throw new OutputFault("output/unwritable", { path: folder, reason: reasonOf(error) });
  }
}

/** Compares the folder with the files of a run. Reads only files that this or an earlier run wrote. */
export function compareOutput(folder: string, files: ReadonlyMap<string, string>): Difference {
  const listing = new Listing(folder);
  const manifest = manifestOf(folder, listing);
  const isAdopted = manifest !== undefined;
  const known = Object.keys(manifest?.files ?? {}).filter(isInside);
  const before = new Map<string, string>();
  for (const path of new Set([...files.keys(), ...known])) {
    const text = listing.has(path) ? textOf(join(folder, path)) : undefined;
    if (text !== undefined) before.set(path, text);
  }
  const write = new Map([...files].filter(([path, text]) => before.get(path) !== text));
  const remove = known.filter((path) => !files.has(path) && before.has(path));
  const edited = known.filter((path) => {
    const text = before.get(path);
    if (text === undefined || text === files.get(path)) return false;
    return hashOf(text) !== manifest?.files[path]?.sha256;
  });
  const owned = new Set(isAdopted ? [...known, MANIFEST] : []);
  const foreign = [...write.keys()].filter((path) => before.has(path) && !owned.has(path));
  return { write, remove, edited, foreign, before };
}

/** The manifest comes last: it is what says of the files that they belong together. */
function changesOf({ write, remove, before }: Difference): Change[] {
  const changes = [...write.keys(), ...remove].map((path) => ({
    path,
    before: before.get(path),
    after: write.get(path),
  }));
  return [
    ...changes.filter(({ path }) => path !== MANIFEST),
    ...changes.filter(({ path }) => path === MANIFEST),
  ];
}

/** Files in the folder that no manifest lists, as paths; what packing or installing leaves there is not counted. */
export async function strayFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<string[]> {
  const ignored = new Set(["node_modules", "dist", "package-lock.json", OWN]);
  const strays: string[] = [];
  const visit = async (path: string): Promise<void> => {
    const entries = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      if (path === "" && (ignored.has(entry.name) || entry.name.endsWith(".tgz"))) continue;
      if (entry.isDirectory()) await visit(inner);
      else if (!files.has(inner)) strays.push(inner);
    }
  };
  await visit("");
  return strays;
}

function manifestOf(folder: string, listing: Listing): Manifest | undefined {
  const text = listing.has(MANIFEST) ? textOf(join(folder, MANIFEST)) : undefined;
  return text === undefined ? undefined : parseManifest(text);
}

function hasOtherManifest(folder: string, files: ReadonlyMap<string, string>): boolean {
  const text = new Listing(folder).has(MANIFEST) ? textOf(join(folder, MANIFEST)) : undefined;
  return text !== undefined && text !== files.get(MANIFEST) && parseManifest(text) !== undefined;
}

function textOf(path: string): string | undefined {
  try {
    return textAt(path);
  } catch (error) {
    throw new OutputFault("output/unwritable", { path, reason: reasonOf(error) });
  }
}

/** Whether the folder was made from the same files, and differs for what was wished for. */
export function isOfOtherSettings(folder: string, files: ReadonlyMap<string, string>): boolean {
  const before = manifestOf(folder, new Listing(folder))?.source;
  const source = parseManifest(files.get(MANIFEST) ?? "")?.source;
  if (before === undefined || source === undefined || before.generator !== source.generator)
    return false;
  const isSame = JSON.stringify(before.inputs) === JSON.stringify(source.inputs);
  return isSame && before.settings !== source.settings;
}
