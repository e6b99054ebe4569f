import { lstatSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { codeOf } from "./disk.js";
import { OutputFault } from "./fault.js";

/**
 * Whether a path stays in the folder it starts at, by its text. What an output folder holds may have
 * been written by anyone: no path of a manifest or a journal is taken on trust.
 */
export function isInside(path: unknown): path is string {
  return (
    typeof path === "string" &&
    path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..") &&
    !/[\\:\0]/.test(path)
  );
}

/**
 * Throws `OutputFault` `output/link` where a symbolic link stands on the way from the folder to the
 * path, or at it: what is written there would end up elsewhere. The folder itself may be one.
 * `known`: folders that were looked at before.
 */
export function requireNoLink(folder: string, path: string, known = new Set<string>()): void {
  let at = folder;
  for (const segment of path.split("/")) {
    at = join(at, segment);
    if (known.has(at)) continue;
    const found = lstatSync(at, { throwIfNoEntry: false });
    if (found === undefined) return;
    if (found.isSymbolicLink()) throw new OutputFault("output/link", { path: at });
    if (found.isDirectory()) known.add(at);
  }
}

/** The folders above a path inside `folder`, made where they are missing; `known` are there already. */
export function makeFoldersTo(folder: string, path: string, known: Set<string>): void {
  const above = dirname(path);
  if (above === ".") return;
  const place = join(folder, above);
  if (known.has(place)) return;
  makeFoldersTo(folder, above, known);
  try {
    mkdirSync(place);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  known.add(place);
}

/**
 * What stands in an output folder, by the folders of the paths that are asked for: each is listed
 * once, which is much cheaper than to ask for thousands of files one by one.
 */
export class Listing {
  readonly #folder: string;
  readonly #listed = new Map<string, ReadonlyMap<string, "file" | "folder" | "link">>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether something stands at the path. Throws `output/link` where a link stands there or on the way. */
  has(path: string): boolean {
    let above = "";
    for (const segment of path.split("/")) {
      const found = this.#entriesOf(above).get(segment);
      above = above === "" ? segment : `${above}/${segment}`;
      if (found === undefined) return false;
      if (found === "link")
        throw new OutputFault("output/link", { path: join(this.#folder, above) });
    }
    return true;
  }

  #entriesOf(folder: string): ReadonlyMap<string, "file" | "folder" | "link"> {
    const known = this.#listed.get(folder);
    if (known !== undefined) return known;
    const entries = new Map(
      readFolder(join(this.#folder, folder)).map((entry) => {
        const kind = entry.isSymbolicLink() ? "link" : entry.isDirectory() ? "folder" : "file";
        return [entry.name, kind] as const;
      }),
    );
    this.#listed.set(folder, entries);
    return entries;
  }
}

function readFolder(path: string) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return [];
    throw error;
  }
}
