import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isUrl, limits, nameOf, type Allowances, type Host } from "../generator/index.js";
import { download } from "./network.js";
import { textOf } from "./utf8.js";

type Load = Host["load"];

/** How long a file on the network may take. */
const PATIENCE = 10_000;

/**
 * Reads the files of a document below its entry's folder, and what else is allowed. A symbolic link
 * that leads out of these folders is refused like a path that does.
 */
export function loadFrom(
  entry: string,
  { allowOutside = [], allowNetwork = [] }: Allowances = {},
): Load {
  const folder = dirname(resolve(entry));
  const folders = [folder, ...allowOutside.map((path) => join(folder, path))];
  return async (path) => {
    if (isUrl(path)) {
      // What is asked for may come from the manifest of an output, which anybody may have written.
      const isAllowed = URL.canParse(path) && allowNetwork.includes(new URL(path).origin);
      if (!isAllowed) return { kind: "unreadable", reason: "its origin is not allowed" };
      return download(path, { time: PATIENCE, size: limits.size });
    }
    // The entry as it was named: where a backslash parts no folders, its last segment is another file's.
    const isEntry = path === nameOf(entry);
    const file = isEntry ? resolve(entry) : join(folder, path);
    try {
      const real = await realpath(file);
      if (!isEntry && !(await isBelowOne(folders, real))) {
        return {
          kind: "unreadable",
          reason: "it is a link to a place outside the document's folder",
        };
      }
      const found = await stat(real);
      if (found.isDirectory()) return { kind: "unreadable", reason: "it is a folder" };
      // A pipe or a device may never end.
      if (!found.isFile()) return { kind: "unreadable", reason: "it is no regular file" };
      // Refused before it is read: a text of several gigabytes is none that could be.
      if (found.size > limits.size) return { kind: "too-large", size: found.size };
      return textOf(await readFile(real));
    } catch (error) {
      const code = codeOf(error);
      if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
      return { kind: "unreadable", reason: reasonOf(error) };
    }
  };
}

/** Whether a real path stays in one of the folders there are. */
async function isBelowOne(folders: readonly string[], real: string): Promise<boolean> {
  for (const folder of folders) {
    const inside = relative(await realpath(folder).catch(() => folder), real);
    if (inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) return true;
  }
  return false;
}

/** Every text below a folder, by its path from there with `/`; none when there is no folder. */
export async function textsBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  // At once: many small texts are read sooner than as many promises are kept.
  const texts = files.map((file) => {
    const path = join(file.parentPath, file.name);
    const name = relative(folder, path).split(sep).join("/");
    return [name, readFileSync(path, "utf8")] as const;
  });
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The toolchain's own `templates/`, beside its sources and its compiled files alike. */
export async function ownTemplates(): Promise<Record<string, string>> {
  return textsBelow(join(await ownFolder(), "templates"));
}

/** Where the toolchain is installed: the folder above its sources or its compiled files that has `templates/`. */
export async function ownFolder(): Promise<string> {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    // `dist/templates` has compiled modules only.
    if (await isFolder(join(folder, "templates", "docs"))) return folder;
    if (dirname(folder) === folder) throw new Error("templates/ is missing from the installation");
  }
}

/** The toolchain's version, as its package says. */
export async function ownVersion(): Promise<string> {
  const text = await readFile(join(await ownFolder(), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/**
 * Makes a folder and those above it, one by one: Node's own recursion never ends where a parent can
 * be seen and not written to, as below `/proc`.
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(resolve(path)) !== resolve(path)) await makeFolder(dirname(resolve(path)));
  await mkdir(path).catch(async (error: unknown) => {
    if (codeOf(error) !== "EEXIST" || !(await stat(path)).isDirectory()) throw error;
  });
}

/**
 * A file's text; undefined where there is none. At once, like all that is done per file of an output:
 * thousands of promises would take longer than the disk.
 */
export function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
}

/** A file's text; undefined also where it cannot be read. */
export function readable(path: string): string | undefined {
  try {
    return textAt(path);
  } catch {
    return undefined;
  }
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** What went wrong with a file, in words people know. */
export function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case "ENOENT":
      return "there is no such file";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ENOSPC":
      return "no space left on the device";
    case "EROFS":
      return "the file system is read-only";
    case "ENOTDIR":
    case "EEXIST":
      return "a file stands where a folder is needed";
    case "EISDIR":
      return "a folder stands where a file is needed";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
