import { mkdir, readFile, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashOf, MANIFEST, parseManifest, type Manifest } from "../generator/index.js";
import { codeOf } from "./disk.js";

/** How the output folder differs from what a run would write. */
export interface Difference {
  /** Files to write, new or changed. */
  readonly write: ReadonlyMap<string, string>;
  /** Files of an earlier run that this one no longer writes. */
  readonly remove: readonly string[];
  /** Files of an earlier run that somebody changed since. */
  readonly edited: readonly string[];
  /** What stands there now, of the files above. */
  readonly before: ReadonlyMap<string, string>;
}

/** Compares the folder with the files of a run. Reads only files that this or an earlier run wrote. */
export async function compareOutput(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<Difference> {
  const manifest = await manifestOf(folder);
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
  return { write, remove, edited, before };
}

/**
 * Makes the folder hold the files. All new texts are laid down beside their places first and moved
 * there last, so that a full disk or a forbidden folder leaves the old files as they were.
 */
export async function writeOutput(folder: string, { write, remove }: Difference): Promise<void> {
  const staged: { from: string; to: string }[] = [];
  try {
    for (const [path, text] of write) {
      const to = join(folder, path);
      const from = `${to}.new`;
      await mkdir(dirname(to), { recursive: true });
      staged.push({ from, to });
      await writeFile(from, text);
    }
  } catch (error) {
    for (const { from } of staged) await rm(from, { force: true });
    throw error;
  }
  // The manifest comes last in `write`: until it is there, the folder does not pass for whole.
  for (const { from, to } of staged) await rename(from, to);
  for (const path of remove) {
    await rm(join(folder, path), { force: true });
    await removeEmptyFolders(folder, dirname(path));
  }
}

/** Files in the folder that no manifest lists, as paths; what packing or installing leaves there is not counted. */
export async function strayFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<string[]> {
  const ignored = new Set(["node_modules", "dist"]);
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
    throw error;
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
