import { build } from "esbuild";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CACHE } from "./peers.js";

/** Bundles a module's sources, zod left out so that all contenders run on one copy of it. */
export async function bundleModule(entry: string, name: string): Promise<string> {
  // Below our own root, where zod is found.
  const outfile = join(CACHE, "modules", `${name}.mjs`);
  mkdirSync(join(CACHE, "modules"), { recursive: true });
  await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "silent",
    external: ["zod", "zod/*"],
    outfile,
  });
  return outfile;
}

/** What a module exports, or why it has nothing to export. */
export type Imported =
  { readonly exports: Readonly<Record<string, unknown>> } | { readonly reason: string };

/** Bundles and imports; what does not bundle, or throws when it is imported, is told as a reason. */
export async function importModule(entry: string, name: string): Promise<Imported> {
  try {
    const file = await bundleModule(entry, name);
    // A bundle of the same name may have been imported before it was written anew.
    const url = `${pathToFileURL(file).href}?${String(process.hrtime.bigint())}`;
    return { exports: (await import(url)) as Record<string, unknown> };
  } catch (error) {
    const line = String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
    return { reason: `throws at import: ${line.slice(0, 120)}` };
  }
}
