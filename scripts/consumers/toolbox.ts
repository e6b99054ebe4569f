import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { install } from "../pinned.js";

const PINNED = fileURLToPath(new URL("pinned", import.meta.url));
const INSTALLED = fileURLToPath(new URL("../../.cache/consumers", import.meta.url));

/** The consumers that could be installed: `.cache/consumers`, by what `pinned/package.json` names. */
export interface Toolbox {
  /** The version of an installed package; undefined where it is not there, for this platform for one. */
  version(name: string): string | undefined;
  /** The path of a file of an installed package, which need not be there. */
  file(name: string, path: string): string;
  /** The program that a package brings for this platform in a package of its own: `@oven/bun-linux-x64`. */
  binary(scope: string, prefix: string, path: string): string | undefined;
  /** The names of all that are pinned and begin so. */
  named(prefix: string): readonly string[];
}

/** Installs the pinned consumers on first use; throws where they cannot be had. */
export function openToolbox(say: (line: string) => void): Toolbox {
  const reason = install(PINNED, INSTALLED, () => {
    say("installing the pinned runtimes and compilers into .cache/consumers (npm ci, 1.3 GB)");
  });
  if (reason !== undefined) throw new Error(`.cache/consumers: ${reason}`);
  const packages = join(INSTALLED, "node_modules");
  const manifest = JSON.parse(readFileSync(join(PINNED, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly optionalDependencies: Readonly<Record<string, string>>;
  };
  const pinned = [manifest.dependencies, manifest.optionalDependencies].flatMap(Object.keys);
  return {
    version(name) {
      const path = join(packages, name, "package.json");
      if (!existsSync(path)) return undefined;
      return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
    },
    file: (name, path) => join(packages, name, path),
    binary(scope, prefix, path) {
      const folder = join(packages, scope);
      const found = existsSync(folder) ? readdirSync(folder) : [];
      const own = found.find((name) => name.startsWith(prefix));
      return own === undefined ? undefined : join(folder, own, path);
    },
    named: (prefix) => pinned.filter((name) => name.startsWith(prefix)),
  };
}
