import { watch, type FSWatcher } from "node:fs";
import { readdir, readFile, realpath } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { hashOf } from "../generator/index.js";
import { isFolder } from "./disk.js";

/** How long a folder must be quiet before its files are read, in milliseconds: editors save in several steps. */
const QUIET = 50;

/**
 * Files whose bytes are followed. Their folders are watched rather than they: a file that an editor
 * replaces, one that was deleted and comes again and one that is yet to be written are then one and
 * the same case. What an event says is not relied upon; the bytes decide.
 */
export class Followed {
  #paths: string[] = [];
  #hashes = new Map<string, string>();
  readonly #watchers = new Map<string, FSWatcher>();
  #stir: () => void = () => undefined;
  #isStirred = false;

  /** Follows these from now on, as they are now, and nothing else. A folder stands for all below it. */
  async follow(paths: Iterable<string>): Promise<void> {
    this.#paths = [...paths].map((path) => resolve(path));
    this.#hashes = await hashesOf(this.#paths);
  }

  /** Follows these files too, as they were when they were read: some with a text, some in vain. */
  async followRead(files: Iterable<string>, texts: ReadonlyMap<string, string>): Promise<void> {
    this.#paths.push(...files);
    for (const [file, text] of texts) this.#hashes.set(file, hashOf(text));
    await this.#watch();
  }

  /** Waits until something has changed, and names the files; none when `signal` ended the wait. */
  async changed(signal: AbortSignal): Promise<string[]> {
    while (!signal.aborted) {
      const [before, now] = [this.#hashes, await hashesOf(this.#paths)];
      this.#hashes = now;
      const files = new Set([...before.keys(), ...now.keys()]);
      const changed = [...files].filter((file) => before.get(file) !== now.get(file));
      if (changed.length > 0) return changed;
      await this.#stirred(signal);
      while (this.#isStirred) {
        this.#isStirred = false;
        await wait(QUIET);
      }
    }
    return [];
  }

  /** Follows nothing any more. */
  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #stirred(signal: AbortSignal): Promise<void> {
    if (this.#isStirred || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const stir = (): void => {
        // A signal that outlives many waits would keep a listener of each.
        signal.removeEventListener("abort", stir);
        resolve();
      };
      this.#stir = stir;
      signal.addEventListener("abort", stir, { once: true });
    });
  }

  /** Watches the folders of files, and of what they are links to, where those exist. */
  async #watch(): Promise<void> {
    const folders = new Set<string>();
    for (const file of (await Promise.all(this.#paths.map(filesAt))).flat()) {
      folders.add(await nearestFolder(dirname(file)));
      const real = await realpath(file).catch(() => file);
      if (real !== file) folders.add(await nearestFolder(dirname(real)));
    }
    for (const [folder, watcher] of this.#watchers) {
      if (folders.delete(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) {
      const watcher = watch(folder, () => {
        this.#isStirred = true;
        this.#stir();
      });
      // A folder that is deleted is missed by the files in it.
      watcher.on("error", () => watcher.close());
      this.#watchers.set(folder, watcher);
    }
  }
}

async function nearestFolder(path: string): Promise<string> {
  return (await isFolder(path)) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

/** The files at a path: itself, or all below it where it is a folder. */
async function filesAt(path: string): Promise<string[]> {
  if (!(await isFolder(path))) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The hash of each file there is at the paths. */
async function hashesOf(paths: readonly string[]): Promise<Map<string, string>> {
  const files = new Set((await Promise.all(paths.map(filesAt))).flat());
  const hashes = new Map<string, string>();
  for (const file of files) {
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text !== undefined) hashes.set(file, hashOf(text));
  }
  return hashes;
}
