import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hashOf } from "../generator/index.js";
import { ownFolder, readable, textsBelow } from "./disk.js";

/**
 * A released generator is what its version says. One that runs from its sources may have been edited
 * since it wrote an output, so which outputs the code as it stands has written is remembered, in
 * the repository's `.cache/`; the outputs themselves know nothing of it.
 */
const IS_SOURCE = import.meta.url.endsWith(".ts");

/** How many outputs are remembered; the oldest are forgotten. */
const LIMIT = 200;

interface Memory {
  /** Hash of all code. */
  readonly code: string;
  /** Hashes of manifests. */
  readonly manifests: readonly string[];
}

/** Whether this very code is known to have written a manifest. */
export async function isOfThisCode(manifest: string): Promise<boolean> {
  if (!IS_SOURCE) return true;
  const memory = await remembered();
  return memory.manifests.includes(hashOf(manifest)) && memory.code === (await codeHash());
}

/** Remembers a manifest that this code has written, or found to be what it would write. */
export async function remember(manifest: string): Promise<void> {
  if (!IS_SOURCE) return;
  const [memory, code] = await Promise.all([remembered(), codeHash()]);
  const own = hashOf(manifest);
  const before = memory.code === code ? memory.manifests : [];
  const manifests = [own, ...before.filter((hash) => hash !== own)].slice(0, LIMIT);
  const path = await memoryPath();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify({ code, manifests } satisfies Memory));
}

async function remembered(): Promise<Memory> {
  const text = readable(await memoryPath());
  try {
    const memory = JSON.parse(text ?? "") as Partial<Memory>;
    return { code: memory.code ?? "", manifests: memory.manifests ?? [] };
  } catch {
    // Two runs that wrote it at once; what is forgotten is generated again.
    return { code: "", manifests: [] };
  }
}

async function memoryPath(): Promise<string> {
  return join(await ownFolder(), ".cache", "written.json");
}

/** All that decides what the code does, packages included. */
async function codeHash(): Promise<string> {
  const own = await ownFolder();
  const [lock, ...folders] = await Promise.all([
    readFile(join(own, "package-lock.json"), "utf8"),
    textsBelow(join(own, "generator")),
    textsBelow(join(own, "scripts")),
  ]);
  return hashOf(JSON.stringify([lock, folders]));
}
