import { execFile } from "node:child_process";
import { posix } from "node:path";
import { promisify } from "node:util";
import { limits, type Host } from "../../generator/index.js";
import { textOf } from "../utf8.js";

const run = promisify(execFile);

/**
 * The commit that a revision names in the repository around the working directory; undefined where
 * git knows none. What the user wrote stands behind `--end-of-options`, so that it is never an option.
 */
export async function commitOf(revision: string): Promise<string | undefined> {
  const name = `${revision}^{commit}`;
  try {
    const { stdout } = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", name]);
    const commit = stdout.trim().split("\n").at(-1) ?? "";
    return /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads the files of a document as one commit has them, all of the same commit. `entry` is a path
 * from the working directory.
 */
export function loadFromCommit(commit: string, entry: string): Host["load"] {
  const folder = posix.dirname(entry);
  return async (path) => {
    const object = `${commit}:./${posix.join(folder, path)}`;
    try {
      const size = Number((await git(["cat-file", "-s", "--end-of-options", object])).stdout);
      if (size > limits.size) return { kind: "too-large", size };
      return textOf(await bytesOf(["cat-file", "blob", "--end-of-options", object]));
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "ENOENT") return { kind: "unreadable", reason: "git is not installed" };
      return { kind: "missing" };
    }
  };
}

function git(parameters: readonly string[]): Promise<{ stdout: string }> {
  return run("git", parameters, { maxBuffer: limits.size * 2, encoding: "utf8" });
}

async function bytesOf(parameters: readonly string[]): Promise<Buffer> {
  const { stdout } = await run("git", parameters, {
    maxBuffer: limits.size * 2,
    encoding: "buffer",
  });
  return stdout;
}

/** The files below a folder as a commit has them, by their path from there, with their bytes. */
export async function treeOf(
  commit: string,
  folder: string,
): Promise<[path: string, size: number][]> {
  const { stdout } = await git([
    "ls-tree",
    "-r",
    "-l",
    "-z",
    "--end-of-options",
    `${commit}:./${folder}`,
  ]).catch(() => ({ stdout: "" }));
  return stdout.split("\0").flatMap((line) => {
    const [, size, path] = /^\d+ blob [0-9a-f]+ +(\d+)\t(.*)$/s.exec(line) ?? [];
    return size === undefined || path === undefined ? [] : [[path, Number(size)]];
  });
}
