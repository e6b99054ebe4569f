import { mkdir, readFile, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { hashOf, MANIFEST, parseManifest, type Manifest } from "../generator/index.js";
import { codeOf, isFolder, reasonOf } from "./disk.js";

/** Where new texts are laid down before they are moved to their places; gone when a run ends. */
const STAGING = ".codegen-new";

/** A place in the output folder that cannot be read or written. */
export class OutputFault extends Error {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}

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

/** Compares the folder with the files of a run. Reads only files that this or an earlier run wrote. */
export async function compareOutput(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<Difference> {
  const manifest = await manifestOf(folder);
  const isAdopted = manifest !== undefined;
  const known = Object.keys(manifest?.files ?? {}).filter(isInside);
  const before = new Map<string, string>();
  for (const path of new Set([...files.keys(), ...known])) {
    const text = await textOf(join(folder, path));
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

/**
 * Makes the folder hold the files. All new texts are laid down beside their places first and moved
 * there last, so that a full disk or a forbidden folder leaves the old files as they were.
 */
export async function writeOutput(folder: string, { write, remove }: Difference): Promise<void> {
  const staging = join(folder, STAGING);
  try {
    if (write.size > 0) {
      await makeFolder(folder);
      await rm(staging, { recursive: true, force: true });
    }
    for (const [path, text] of write) {
      await makeFolder(dirname(join(folder, path)));
      await makeFolder(dirname(join(staging, path)));
      await writeFile(join(staging, path), text);
    }
    // The manifest comes last in `write`: until it is there, the folder does not pass for whole.
    for (const path of write.keys()) await rename(join(staging, path), join(folder, path));
    for (const path of remove) {
      await rm(join(folder, path), { force: true });
      await removeEmptyFolders(folder, dirname(path));
    }
  } catch (error) {
    throw new OutputFault(folder, reasonOf(error));
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * Makes a folder and those above it, one by one: Node's own recursion never ends where a parent can
 * be seen and not written to, as below `/proc`.
 */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(resolve(path)) !== resolve(path)) await makeFolder(dirname(resolve(path)));
  await mkdir(path).catch(async (error: unknown) => {
    if (codeOf(error) !== "EEXIST" || !(await stat(path)).isDirectory()) throw error;
  });
}

/** Files in the folder that no manifest lists, as paths; what packing or installing leaves there is not counted. */
export async function strayFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<string[]> {
  const ignored = new Set(["node_modules", "dist", "package-lock.json"]);
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

async function manifestOf(folder: string): Promise<Manifest | undefined> {
  const text = await textOf(join(folder, MANIFEST));
  return text === undefined ? undefined : parseManifest(text);
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
    throw new OutputFault(path, reasonOf(error));
  }
}

/** A manifest may have been edited too: no path of it may lead out of the folder. */
function isInside(path: string): boolean {
  return (
    path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..") &&
    !/[\\:]/.test(path)
  );
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
