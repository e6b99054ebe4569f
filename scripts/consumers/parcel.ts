import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RefusedDocument } from "../fault.js";
import { generateFrom } from "../generation.js";
import { run } from "./command.js";

const PACKAGES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** A generated package as npm would hand it out, and a project outside the repository that has installed it. */
export interface Parcel {
  readonly name: string;
  /** What was packed. */
  readonly tarball: string;
  /** Paths of the tarball's files. */
  readonly packed: readonly string[];
  /** The project: `node_modules` has the package, what it depends on, and zod. */
  readonly project: string;
  /** What was generated, by path. */
  readonly files: ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

/**
 * Generates a document's package, packs it as `npm publish` would and installs the tarball. Throws
 * `RefusedDocument`, and what npm said where it failed.
 */
export async function packAndInstall(document: string, name?: string): Promise<Parcel> {
  const result = await generateFrom({
    input: document,
    only: ["types", "models", "zod", "client", "package", "contract"],
    ...(name === undefined ? {} : { name }),
  });
  if (result.files === undefined) throw new RefusedDocument(result);
  return parcelOf(result.files);
}

/** Packs a package that was generated, and installs the tarball. Throws what npm said where it failed. */
export async function parcelOf(files: ReadonlyMap<string, string>): Promise<Parcel> {
  const folder = await mkdtemp(join(tmpdir(), "consumers-"));
  try {
    const source = join(folder, "package");
    await write(source, files);
    // Packing builds, with the TypeScript that is here.
    await symlink(PACKAGES, join(source, "node_modules"), "junction");
    const args = ["pack", "--json", "--pack-destination", folder];
    const { output } = await npm(args, source);
    const [packed] = JSON.parse(output.slice(output.indexOf("[\n"))) as {
      readonly filename: string;
      readonly files: readonly { readonly path: string }[];
    }[];
    const tarball = join(folder, packed?.filename ?? "");
    const project = join(folder, "project");
    await mkdir(project);
    await writeFile(join(project, "package.json"), `{ "private": true, "type": "module" }\n`);
    await npm(
      ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball],
      project,
    );
    return {
      name: (JSON.parse(files.get("package.json") ?? "{}") as { name: string }).name,
      tarball,
      packed: packed?.files.map(({ path }) => path) ?? [],
      project,
      files,
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A project like a parcel's, with other programs in it. */
export async function copyOf(parcel: Parcel, name: string): Promise<string> {
  const folder = join(dirname(parcel.project), name);
  await mkdir(folder, { recursive: true });
  await cp(join(parcel.project, "package.json"), join(folder, "package.json"));
  await symlink(join(parcel.project, "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

async function write(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function npm(args: readonly string[], cwd: string) {
  const ended = await run("npm", args, { cwd, timeout: 600_000 });
  if (ended.code !== 0) throw new Error(`npm ${args[0] ?? ""}: ${ended.output.slice(-2000)}`);
  return ended;
}
