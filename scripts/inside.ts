import { lstat } from "node:fs/promises";
import { join } from "node:path";
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
export async function requireNoLink(
  folder: string,
  path: string,
  known = new Set<string>(),
): Promise<void> {
  let at = folder;
  for (const segment of path.split("/")) {
    at = join(at, segment);
    if (known.has(at)) continue;
    const found = await lstat(at).catch(() => undefined);
    if (found === undefined) return;
    if (found.isSymbolicLink()) throw new OutputFault("output/link", { path: at });
    if (found.isDirectory()) known.add(at);
  }
}
