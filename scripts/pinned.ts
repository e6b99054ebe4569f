import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Installs the packages that a `package.json` and its lock in `pinned` name into the folder
 * `installed`, where that has not been done before, and says so first. Returns why they cannot be
 * had, offline for one; undefined when they are there.
 */
export function install(
  pinned: string,
  installed: string,
  announce: () => void,
): string | undefined {
  const lock = readFileSync(join(pinned, "package-lock.json"), "utf8");
  const mark = join(installed, "installed.txt");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return undefined;
  announce();
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  for (const name of ["package.json", "package-lock.json"])
    copyFileSync(join(pinned, name), join(installed, name));
  const npm = spawnSync(
    "npm",
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"],
    { cwd: installed, encoding: "utf8", shell: process.platform === "win32" },
  );
  if (npm.status !== 0) {
    return npm.stderr.split("\n").find((line) => line.trim() !== "") ?? "npm ci failed";
  }
  writeFileSync(mark, lock);
  return undefined;
}
