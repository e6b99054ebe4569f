import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { runCompiler } from "./compilers.js";
import { CACHE } from "./peers.js";
import { exportedAs, type Subject } from "./subject.js";

/** What everybody is compiled under. */
const SETTINGS = {
  target: "es2022",
  module: "esnext",
  moduleResolution: "bundler",
  lib: ["es2022", "dom", "dom.iterable"],
  types: [],
  strict: true,
  noEmit: true,
};

/** The project of a folder of sources: its settings' path, for `tsc -p`. */
export function sourcesOf(folder: string, include = folder): string {
  const path = join(dirname(folder), "sources.json");
  return projectOf(path, { ...SETTINGS, skipLibCheck: true }, [include]);
}

/**
 * Settings of one program, by which declarations are checked with it: all of them, as by default;
 * those of packages but not TypeScript's own library, which is the same for everybody; or none.
 */
export const CHECKS = {
  all: { skipLibCheck: false },
  packages: { skipLibCheck: false, skipDefaultLibCheck: true },
  none: { skipLibCheck: true },
} as const satisfies Record<string, object>;

/** The project of a program under each of these. */
export type Consumer = Readonly<Record<keyof typeof CHECKS, string>>;

/** Projects of one program on our built package, which is built where it is not yet. */
export function ourConsumer(folder: string, { group, member, type }: Subject): Consumer {
  buildOurs(folder);
  return consumerOf(dirname(folder), [
    'import type * as z from "zod";',
    'import type { Client } from "../ours/dist/esm/index.js";',
    `import type { ${type} } from "../ours/dist/esm/models.js";`,
    `import { ${type}Schema } from "../ours/dist/esm/schemas/index.js";`,
    `export const call = (client: Client) => client.${group}.${member};`,
    "export type Answer = Awaited<ReturnType<ReturnType<typeof call>>>;",
    "export const answer = (value: Answer): Answer => value;",
    `export const model = (value: ${type}): ${type} => value;`,
    `export const parsed: z.output<typeof ${type}Schema> = ${type}Schema.parse(null);`,
  ]);
}

/** The same on the package of hey-api's, with its names; undefined where it lacks one. */
export function heyConsumer(folder: string, { id, component }: Subject): Consumer | undefined {
  const call = exportedAs(join(folder, "sdk.gen.ts"), id, "const");
  const type = exportedAs(join(folder, "types.gen.ts"), component, "type");
  const schema = exportedAs(join(folder, "zod.gen.ts"), `z${component}`, "const");
  if (call === undefined || type === undefined || schema === undefined) return undefined;
  // With errors enough, as on stripe's and openai's documents, there are no declarations of its schemas.
  if (!existsSync(join(buildTheirs(folder), "zod.gen.d.ts"))) return undefined;
  return consumerOf(dirname(folder), [
    'import type * as z from "zod";',
    `import { ${call}, type ${type} } from "../hey-dist/index.js";`,
    `import { ${schema} } from "../hey-dist/zod.gen.js";`,
    `export const call = () => ${call};`,
    "export type Answer = Awaited<ReturnType<ReturnType<typeof call>>>;",
    "export const answer = (value: Answer): Answer => value;",
    `export const model = (value: ${type}): ${type} => value;`,
    `export const parsed: z.output<typeof ${schema}> = ${schema}.parse(null);`,
  ]);
}

/** A program on nobody's package: what the declarations of the platform and of zod cost by themselves. */
export function emptyConsumer(): Consumer {
  return consumerOf(join(CACHE, "outputs", "empty"), [
    'import type * as z from "zod";',
    "export type Text = z.output<z.ZodString>;",
  ]);
}

function consumerOf(base: string, lines: readonly string[]): Consumer {
  const place = join(base, "consumer");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "program.ts"), `${lines.join("\n")}\n`);
  const project = (checks: keyof Consumer): string =>
    projectOf(join(place, `${checks}.json`), { ...SETTINGS, ...CHECKS[checks] }, ["program.ts"]);
  return { all: project("all"), packages: project("packages"), none: project("none") };
}

/** Writes the settings of a project and returns their path. */
function projectOf(path: string, compilerOptions: object, include: readonly string[]): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ compilerOptions, include }, null, 2));
  return path;
}

/** By the package's own script. */
function buildOurs(folder: string): void {
  if (existsSync(join(folder, "dist"))) return;
  const { status, stdout } = spawnSync(process.execPath, ["build.mjs"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`our package does not build:\n${stdout}`);
}

/** As a user would, since hey-api writes no build; returns where the declarations are. */
function buildTheirs(folder: string): string {
  const outDir = join(dirname(folder), "hey-dist");
  if (existsSync(outDir)) return outDir;
  const options = { ...SETTINGS, noEmit: false, skipLibCheck: true, declaration: true };
  const project = projectOf(
    join(dirname(folder), "declarations.json"),
    { ...options, emitDeclarationOnly: true, rootDir: folder, outDir },
    [relative(dirname(folder), folder)],
  );
  // Its errors show in the table of sources; declarations are written all the same.
  runCompiler("typescript-7", ["-p", project]);
  return outDir;
}
