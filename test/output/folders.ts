import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashOf, MANIFEST } from "../../generator/index.js";

/** What a run writes: the given texts by path, and their manifest, last. */
export function outputOf(texts: Readonly<Record<string, string>>): Map<string, string> {
  const files = Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [path, { emitter: "test", sha256: hashOf(text) }]),
  );
  return new Map([...Object.entries(texts), [MANIFEST, JSON.stringify({ files })]]);
}

/** Every text below a folder by its path. */
export async function textsIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts: Record<string, string> = {};
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    texts[path.slice(folder.length + 1).replaceAll("\\", "/")] = await readFile(path, "utf8");
  }
  return texts;
}

/** Empties a folder and lays texts down in it. */
export async function layDown(folder: string, texts: Iterable<readonly [string, string]>) {
  await rm(folder, { recursive: true, force: true });
  for (const [path, text] of texts) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Gives the locks in a folder to a process that does not exist, as if this one had been killed. */
export async function bury(folder: string): Promise<void> {
  const own = join(folder, ".codegen");
  for (const name of await readdir(own).catch(() => [])) {
    const dead = name.replace(/^lock \d+/, "lock 99999999");
    if (dead !== name) await rename(join(own, name), join(own, dead));
  }
}
