import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** One verdict of the suite. */
export interface Test {
  readonly description: string;
  readonly data: unknown;
  readonly valid: boolean;
}

/** One group of the JSON Schema Test Suite: a schema and the verdicts it should give. */
export interface Group {
  /** The keyword, as the file is called that the group stands in. */
  readonly file: string;
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly Test[];
}

/** A checkout of the suite, its tests by folder of `tests/`. */
export interface Suite {
  readonly groups: (folder: string) => Promise<Group[]>;
  /** The schemas that tests refer to, by the URI they are said to be found at. */
  readonly remotes: ReadonlyMap<string, unknown>;
}

/** Where `remotes/` is said to be served. @see https://github.com/json-schema-org/JSON-Schema-Test-Suite */
const SERVER = "http://localhost:1234/";

/**
 * Reads a checkout of the suite. `folder`: its root, or its `tests/draft2020-12`. Undefined where
 * neither is there.
 */
export async function readSuite(folder: string): Promise<Suite | undefined> {
  const given = resolve(folder);
  const root = basename(given) === "draft2020-12" ? dirname(dirname(given)) : given;
  const names = await namesIn(join(root, "tests", "draft2020-12"));
  if (!names.some((name) => name.endsWith(".json"))) return undefined;
  return {
    groups: (inside) => readGroups(join(root, "tests", inside)),
    remotes: await readRemotes(join(root, "remotes")),
  };
}

/** The groups of a folder's own files; folders inside are asked for by their names. Empty without it. */
async function readGroups(folder: string): Promise<Group[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(".json")).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const groups = (await readJson(join(folder, name))) as Omit<Group, "file">[];
      return groups.map((group) => ({ ...group, file: name.slice(0, -".json".length) }));
    }),
  );
  return files.flat();
}

async function readRemotes(folder: string): Promise<Map<string, unknown>> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const names = entries.filter((name) => name.endsWith(".json")).sort();
  const schemas = await Promise.all(names.map((name) => readJson(join(folder, name))));
  return new Map(names.map((name, index) => [SERVER + name.replaceAll("\\", "/"), schemas[index]]));
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
