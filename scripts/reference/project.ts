import { build } from "esbuild";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A folder in which programs find a generated package as their own dependency. */
export interface Project {
  readonly folder: string;
  remove(): Promise<void>;
}

export const PACKAGES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** What the generated package depends on. */
const DEPENDENCIES = ["zod", "openapi-fetch", "openapi-typescript-helpers"];

/** What a package is asked for by name, and the source it leads to. */
const ENTRIES = {
  ".": "index",
  "./core": "core",
  "./schemas": "schemas/index",
  "./models": "models",
} as const;

/**
 * A project with the package's sources in the place of what npm would install: no build, no
 * registry, and the same programs compile and run.
 */
export async function sourceProject(files: ReadonlyMap<string, string>): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), "reference-"));
  const { name } = JSON.parse(files.get("package.json") ?? "{}") as { name: string };
  const place = join(folder, "node_modules", name);
  for (const [path, text] of files) {
    if (!path.startsWith("src/")) continue;
    await mkdir(dirname(join(place, path)), { recursive: true });
    await writeFile(join(place, path), text);
  }
  for (const dependency of DEPENDENCIES)
    await symlink(join(PACKAGES, dependency), join(folder, "node_modules", dependency), "junction");
  const sources = Object.values(ENTRIES).filter((entry) => files.has(`src/${entry}.ts`));
  await build({
    entryPoints: sources.map((entry) => join(place, `src/${entry}.ts`)),
    outdir: join(place, "js"),
    outbase: join(place, "src"),
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "silent",
  });
  const exports = Object.fromEntries(
    Object.entries(ENTRIES).map(([key, entry]) => [
      key,
      { types: `./src/${entry}.ts`, default: `./js/${entry}.js` },
    ]),
  );
  await writeFile(join(place, "package.json"), JSON.stringify({ name, type: "module", exports }));
  await writeFile(join(folder, "package.json"), `{ "private": true, "type": "module" }\n`);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
