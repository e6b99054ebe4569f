import { build, type BuildOptions, type PluginBuild } from "esbuild";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compiledAhead } from "../generator/index.js";
import { withoutIterators } from "./build/iteration.js";
import { licencesOf, withPackages } from "./build/packages.js";
import { declared, programOf } from "./build/program.js";
import { ownTemplates } from "./disk.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Builds the toolchain as it is published, into `dist/`: declarations by TypeScript, which checks the
 * whole, and the code by esbuild in a few files. Hundreds of modules take Node longer to find than to
 * run.
 *
 * @returns what TypeScript objects to; undefined when it is built
 */
export async function buildToolchain(): Promise<string | undefined> {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  const objection = declared(programOf(join(root, "tsconfig.build.json")));
  if (objection !== undefined) return objection;
  await bundleToolchain(join(root, "dist"));
  // A thread's file is found beside the code that starts it.
  const thread = join("contract", "mock", "thread.mjs");
  copyFileSync(join(root, "scripts", thread), join(root, "dist", "scripts", basename(thread)));
  return undefined;
}

/**
 * The code alone, into a folder: the library in files that are loaded as they are wanted, and the
 * command in one, with what starts it.
 */
export async function bundleToolchain(outdir: string): Promise<void> {
  await build({
    ...common,
    entryPoints: ["generator/index.ts"],
    outbase: ".",
    outdir,
    chunkNames: "chunks/[name]-[hash]",
    splitting: true,
    packages: "external",
    format: "esm",
  });
  const command = await bundleCommand(join(outdir, "scripts"));
  await build({
    ...common,
    entryPoints: ["scripts/launch.ts"],
    outfile: join(outdir, "scripts", "codegen.js"),
    format: "esm",
    define: { COMMAND: JSON.stringify(command) },
  });
}

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  logLevel: "error",
  plugins: [
    { name: "templates", setup: withCompiledTemplates },
    { name: "iteration", setup: withoutIterators },
  ],
} satisfies BuildOptions;

/**
 * The command as one function of what `launch` gives it. Modules would each be found and compiled
 * anew in every run; of a script V8 keeps what it has compiled.
 *
 * @returns the file's name, which follows from its text
 */
async function bundleCommand(outdir: string): Promise<string> {
  const { metafile } = await build({
    ...common,
    stdin: {
      contents: 'import "./scripts/codegen.js";',
      resolveDir: root,
      sourcefile: "command.ts",
    },
    outdir,
    entryNames: "command-[hash]",
    outExtension: { ".js": ".cjs" },
    metafile: true,
    format: "cjs",
    define: { "import.meta.url": "moduleUrl" },
    banner: { js: `(function (require, __filename, loadModule) {\n${MODULE_URL}` },
    footer: { js: "})" },
    // By `require`: see `import-module.ts`.
    supported: { "dynamic-import": false },
    plugins: [
      { name: "packages", setup: withPackages },
      { name: "script", setup: asScript },
      ...common.plugins,
    ],
  });
  writeFileSync(join(outdir, "LICENCES.txt"), licencesOf(metafile));
  return basename(Object.keys(metafile.outputs)[0] ?? "");
}

const MODULE_URL = 'var moduleUrl = require("node:url").pathToFileURL(__filename).href;';

/** What a script cannot do for itself is given to it. */
function asScript({ onLoad }: PluginBuild): void {
  onLoad({ filter: /[\\/]scripts[\\/]import-module\.ts$/ }, () => ({
    contents: "export const importModule = loadModule;",
  }));
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
