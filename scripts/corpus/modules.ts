import { build } from "esbuild";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { Fault, StageOutcome } from "./outcome.js";

/** What was imported, by the source's path below `src`: `schemas/registry.ts`. */
export type Modules = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/**
 * Transpiles the sources of a package, each by itself as a bundler would, and imports every module.
 * `folder` holds `src`, and resolves `zod`.
 */
export async function importModules(
  folder: string,
): Promise<{ readonly outcome: StageOutcome; readonly modules: Modules }> {
  const source = join(folder, "src");
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const outdir = join(folder, "imported");
  await build({
    entryPoints: files,
    outdir,
    outbase: source,
    format: "esm",
    platform: "node",
    target: "es2022",
    logLevel: "silent",
  });
  const modules = new Map<string, Readonly<Record<string, unknown>>>();
  const faults: Fault[] = [];
  for (const file of files) {
    const name = relative(source, file).replaceAll("\\", "/");
    const url = pathToFileURL(join(outdir, name.replace(/\.ts$/, ".js"))).href;
    try {
      modules.set(name, (await import(url)) as Record<string, unknown>);
    } catch (error) {
      faults.push({
        at: `src/${name}`,
        reason: `throws when imported: ${String(error).slice(0, 300)}`,
      });
    }
  }
  return { outcome: { checked: files.length, faults, notes: [] }, modules };
}
