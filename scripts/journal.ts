import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { hashOf } from "../generator/index.js";
import { textAt } from "./disk.js";
import { isInside, makeFoldersTo, requireNoLink } from "./inside.js";
import { stepsOf, type Change, type Step } from "./steps.js";

/** Our own folder inside an output folder, where a run keeps what it needs; gone when it ends. */
export const OWN = ".codegen";

/** A step as the journal keeps it: of an old text its hash, which is enough to know it again. */
interface Entry {
  readonly path: string;
  readonly before: string | undefined;
  /** The name of the new text, or the new folder, in our own folder; undefined where the file goes. */
  readonly text: string | undefined;
}

const journalOf = (folder: string): string => join(folder, OWN, "journal");
/** Where new texts and folders are, until they are moved to their places. */
const NEW = `${OWN}/new`;
const textsOf = (folder: string): string => join(folder, NEW);
const partOf = (folder: string): string => join(folder, OWN, "part");

/**
 * Makes all changes or none. The new texts are laid down first and then a journal of what becomes of
 * them, whose appearance decides: a run that is stopped before has changed nothing, one that is
 * stopped after is finished by `finish`. A change that cannot be made undoes those before it, and
 * is thrown.
 *
 * The journal is on the disk before it appears; the files are replaced whole, one by one, folders that
 * are new appear with all in them, and the last change (the manifest) comes last. The caller holds the folder's lock.
 */
export function carryOut(folder: string, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  requireWritable(folder, changes);
  const steps = stepsOf(folder, changes);
  const entries = layDown(folder, steps);
  writeJournal(folder, entries);
  const known = new Set<string>();
  const made: Change[] = [];
  try {
    for (const [index, entry] of entries.entries()) {
      for (const change of steps[index]?.changes ?? []) made.push(change);
      make(folder, entry, known);
    }
  } catch (error) {
    for (const change of made.reverse()) undo(folder, change, known);
    close(folder);
    throw error;
  }
  close(folder);
}

/**
 * Finishes what a stopped run began, or drops what it only prepared. What somebody changed since is
 * left as it is, for the comparison that follows to name. Returns whether there was something to
 * finish. The caller holds the folder's lock.
 */
export function finish(folder: string): boolean {
  const entries = readJournal(folder);
  const known = new Set<string>();
  for (const entry of entries ?? []) make(folder, entry, known);
  close(folder);
  return entries !== undefined;
}

/** Whether a run was stopped between the first and the last file. */
export function isHalfWritten(folder: string): boolean {
  return existsSync(journalOf(folder));
}

/** Takes one step, unless it is taken already or something else stands there now. */
function make(folder: string, { path, before, text }: Entry, known: Set<string>): void {
  const place = join(folder, path);
  requireNoLink(folder, path, known);
  if (hashAt(place) !== before) return;
  if (text === undefined) {
    rmSync(place, { force: true });
    removeEmptyFolders(folder, dirname(path), known);
    return;
  }
  const laidDown = join(textsOf(folder), text);
  if (!existsSync(laidDown)) return;
  makeFoldersTo(folder, path, known);
  renameSync(laidDown, place);
}

/** Puts back what stood there, unless somebody has changed what was put in its place. */
function undo(folder: string, { path, before, after }: Change, known: Set<string>): void {
  const place = join(folder, path);
  if (hashAt(place) !== hashOfText(after)) return;
  if (before === undefined) {
    rmSync(place, { force: true });
    removeEmptyFolders(folder, dirname(path), known);
  } else {
    makeFoldersTo(folder, path, known);
    writeFileSync(partOf(folder), before);
    renameSync(partOf(folder), place);
  }
}

/** Lays down under numbers what is new, and says which is which. */
function layDown(folder: string, steps: readonly Step[]): Entry[] {
  const known = new Set<string>();
  makeFoldersTo(folder, `${NEW}/0`, known);
  return steps.map(({ path, changes }, index) => {
    const text = String(index);
    for (const change of changes) {
      if (change.after === undefined) continue;
      const place = `${NEW}/${text}${change.path.slice(path.length)}`;
      makeFoldersTo(folder, place, known);
      writeFileSync(join(folder, place), change.after);
    }
    const [{ before, after }] = changes;
    return {
      path,
      before: hashOfText(before),
      text: after === undefined ? undefined : text,
    };
  });
}

/** A line for each step and one that ends it: the form of the journal. */
function writeJournal(folder: string, entries: readonly Entry[]): void {
  const unfinished = `${journalOf(folder)}.part`;
  const lines = [...entries, { entries: entries.length }].map((entry) => JSON.stringify(entry));
  const file = openSync(unfinished, "w");
  try {
    writeFileSync(file, `${lines.join("\n")}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, journalOf(folder));
}

/** The entries of a journal; undefined when there is none, or none that is whole. */
function readJournal(folder: string): Entry[] | undefined {
  const text = textAt(journalOf(folder));
  if (text === undefined) return undefined;
  try {
    const lines = text.trimEnd().split("\n");
    const { entries: count } = JSON.parse(lines.pop() ?? "") as { entries?: number };
    const entries = lines.map((line) => JSON.parse(line) as Entry);
    const isWhole = count === entries.length && entries.every(isSound);
    return isWhole ? entries : undefined;
  } catch {
    return undefined;
  }
}

function isSound({ path, text }: Entry): boolean {
  return isInside(path) && (text === undefined || /^\d+$/.test(text));
}

/** The journal goes last: until then the run can be finished. */
function close(folder: string): void {
  rmSync(partOf(folder), { force: true });
  rmSync(textsOf(folder), { recursive: true, force: true });
  rmSync(`${journalOf(folder)}.part`, { force: true });
  rmSync(journalOf(folder), { force: true });
}

/** The hash of what stands there; of a folder, a word that is none. */
function hashAt(place: string): string | undefined {
  // Most often nothing stands there, which is cheaper to ask than to be told by an exception.
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  return found.isDirectory() ? "folder" : hashOfText(textAt(place));
}

function hashOfText(text: string | undefined): string | undefined {
  return text === undefined ? undefined : hashOf(text);
}

/** Throws where a file cannot be made or replaced, before any is. */
function requireWritable(folder: string, changes: readonly Change[]): void {
  for (const above of new Set(changes.map(({ path }) => dirname(path)))) {
    let at = join(folder, above);
    while (lstatSync(at, { throwIfNoEntry: false }) === undefined && dirname(at) !== at)
      at = dirname(at);
    accessSync(at, constants.W_OK | constants.X_OK);
  }
}

function removeEmptyFolders(root: string, path: string, known: Set<string>): void {
  for (let at = path; at !== "." && at !== ""; at = dirname(at)) {
    known.delete(join(root, at));
    try {
      rmdirSync(join(root, at));
    } catch {
      // Something is left in it.
      return;
    }
  }
}
