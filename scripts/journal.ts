import { access, constants, lstat, open, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashOf } from "../generator/index.js";
import { makeFolder, textAt } from "./disk.js";
import { isInside, requireNoLink } from "./inside.js";

/** Our own folder inside an output folder, where a run keeps what it needs; gone when it ends. */
export const OWN = ".codegen";

/** One step of a run: what a file was and what it becomes. */
export interface Change {
  /** From the output folder, with `/`. */
  readonly path: string;
  /** What stood there when the run looked; undefined: nothing. */
  readonly before: string | undefined;
  /** What shall stand there; undefined: nothing. */
  readonly after: string | undefined;
}

/** A change as the journal keeps it: of the old text only its hash, which is enough to know it again. */
interface Entry {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const journalOf = (folder: string): string => join(folder, OWN, "journal");
const partOf = (folder: string): string => join(folder, OWN, "part");

/**
 * Makes all changes or none. They are first written down in a journal, whose appearance decides:
 * a run that is stopped before has changed nothing, one that is stopped after is finished by
 * `finish`. A change that cannot be made undoes those before it, and is thrown.
 *
 * The journal is on the disk before it appears; the files are replaced whole, one by one, and the
 * last change (the manifest) comes last. The caller holds the folder's lock.
 */
export async function carryOut(folder: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  for (const { path } of changes) await requireWritable(folder, path);
  const entries = changes.map((change) => ({ ...change, before: hashOfText(change.before) }));
  await writeJournal(folder, entries);
  const made: Change[] = [];
  try {
    for (const [index, entry] of entries.entries()) {
      made.push(changes[index] as Change);
      await make(folder, entry);
    }
  } catch (error) {
    for (const { path, before, after } of made.reverse()) {
      await make(folder, { path, before: hashOfText(after), after: before });
      await removeEmptyFolders(folder, dirname(path));
    }
    await close(folder);
    throw error;
  }
  await close(folder);
}

/**
 * Finishes what a stopped run began, or drops what it only prepared. What somebody changed since is
 * left as it is, for the comparison that follows to name. Returns whether there was something to
 * finish. The caller holds the folder's lock.
 */
export async function finish(folder: string): Promise<boolean> {
  const entries = await readJournal(folder);
  for (const entry of entries ?? []) await make(folder, entry);
  await close(folder);
  return entries !== undefined;
}

/** Whether a run was stopped between the first and the last file. */
export async function isHalfWritten(folder: string): Promise<boolean> {
  return access(journalOf(folder)).then(
    () => true,
    () => false,
  );
}

/** Makes one change, unless it is made already or something else stands there now. */
async function make(folder: string, { path, before, after }: Entry): Promise<void> {
  const place = join(folder, path);
  await requireNoLink(folder, path);
  if (hashOfText(await textAt(place)) !== before) return;
  if (after === undefined) {
    await rm(place, { force: true });
    await removeEmptyFolders(folder, dirname(path));
  } else {
    await makeFolder(dirname(place));
    await writeFile(partOf(folder), after);
    await rename(partOf(folder), place);
  }
}

/** A line for each change and one that ends it: the form of the journal. */
async function writeJournal(folder: string, entries: readonly Entry[]): Promise<void> {
  const unfinished = `${journalOf(folder)}.part`;
  await makeFolder(join(folder, OWN));
  const file = await open(unfinished, "w");
  try {
    for (const entry of entries) await file.write(`${JSON.stringify(entry)}\n`);
    await file.write(`${JSON.stringify({ entries: entries.length })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, journalOf(folder));
}

/** The entries of a journal; undefined when there is none, or none that is whole. */
async function readJournal(folder: string): Promise<Entry[] | undefined> {
  const text = await textAt(journalOf(folder));
  if (text === undefined) return undefined;
  try {
    const lines = text.trimEnd().split("\n");
    const { entries: count } = JSON.parse(lines.pop() ?? "") as { entries?: number };
    const entries = lines.map((line) => JSON.parse(line) as Entry);
    const isWhole = count === entries.length && entries.every(({ path }) => isInside(path));
    return isWhole ? entries : undefined;
  } catch {
    return undefined;
  }
}

/** The journal goes last: until then the run can be finished. */
async function close(folder: string): Promise<void> {
  await rm(partOf(folder), { force: true });
  await rm(`${journalOf(folder)}.part`, { force: true });
  await rm(journalOf(folder), { force: true });
}

function hashOfText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : hashOf(text);
}

/** Throws where a file cannot be made or replaced, before any is. */
async function requireWritable(folder: string, path: string): Promise<void> {
  for (let at = dirname(join(folder, path)); ; at = dirname(at)) {
    const found = await lstat(at).catch(() => undefined);
    if (found !== undefined || dirname(at) === at) {
      return access(at, constants.W_OK | constants.X_OK);
    }
  }
}

async function removeEmptyFolders(root: string, path: string): Promise<void> {
  for (let at = path; at !== "." && at !== ""; at = dirname(at)) {
    const emptied = await rmdir(join(root, at)).then(
      () => true,
      () => false,
    );
    if (!emptied) return;
  }
}
