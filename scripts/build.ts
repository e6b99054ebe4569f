import { build, type PluginBuild } from "esbuild";
import { spawnSync } from "node:child_process";
import { copyFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compiledAhead } from "../generator/index.js";
import { ownTemplates } from "./disk.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Builds the toolchain as it is published, into `dist/`: declarations by TypeScript, which checks the
 * whole, and the code by esbuild in a few files. Hundreds of modules take Node longer to find than to
 * run. Emitters stay files of their own, loaded when they are wanted; packages stay packages.
 *
 * @returns what TypeScript objects to; undefined when it is built
 */
export async function buildToolchain(): Promise<string | undefined> {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  const compiler = join("node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) return stdout;
  await bundleToolchain(join(root, "dist"));
  // A thread's file is found beside the code that starts it.
  const thread = join("contract", "mock", "thread.mjs");
  copyFileSync(join(root, "scripts", thread), join(root, "dist", "chunks", basename(thread)));
  return undefined;
}

/**
 * The code alone, into a folder. The command and the library share no files: what both could share
 * would be cut into twice as many, and each costs a run a millisecond to find.
 */
export async function bundleToolchain(outdir: string): Promise<void> {
  for (const entry of ["scripts/codegen.ts", "generator/index.ts"]) await bundle(entry, outdir);
}

async function bundle(entry: string, outdir: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outbase: ".",
    outdir,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
    plugins: [{ name: "templates", setup: withCompiledTemplates }],
  });
}

/** Puts our templates, compiled, in the place of the module that has none. */
function withCompiledTemplates({ onLoad }: PluginBuild): void {
  onLoad({ filter: /[\\/]render[\\/]compiled-templates\.ts$/ }, async () => {
    const sources = Object.entries(await ownTemplates())
      .filter(([path]) => path.endsWith(".hbs"))
      .map(([, source]) => source);
    const entries = [...new Set(sources)].map((source) => {
      const [hash, expression] = compiledAhead(source);
      return `["${hash}", ${expression}]`;
    });
    return {
      contents: `export const compiledTemplates = new Map([\n${entries.join(",\n")}\n]);`,
      loader: "js",
    };
  });
}

if (process.argv[1]?.endsWith("build.ts") === true) {
  const objection = await buildToolchain();
  if (objection !== undefined) console.error(objection.trimEnd());
  process.exitCode = objection === undefined ? 0 : 1;
}
