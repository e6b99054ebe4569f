import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Compiler } from "../compilers.js";

/** One error, with the lines that explain it. `line` counts from 1. */
export interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly explanation: readonly string[];
}

/** What the generated package is compiled with, as strict as a user may be. */
export const STRICTEST = {
  target: "es2022",
  module: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

/** Writes files into a temporary folder where packages resolve, lends it, and removes it. */
export async function inTemporaryFolder<T>(
  files: ReadonlyMap<string, string>,
  use: (folder: string) => T | Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "agreement-"));
  try {
    await symlink(PACKAGES, join(folder, "node_modules"), "junction");
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    for (const [path, content] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Compiles some of a folder with all it imports, and returns every error. Throws where the compiler
 * did not come to its end: what it found until then is not all there is.
 *
 * @param wanted `files`, or `include` for all below, as a tsconfig.json names them
 */
export async function compile(
  folder: string,
  wanted: { readonly files: readonly string[] } | { readonly include: readonly string[] },
  compiler: Compiler,
  options: Readonly<Record<string, unknown>> = STRICTEST,
): Promise<Complaint[]> {
  const config = { compilerOptions: options, ...wanted };
  const project = join(folder, "tsconfig.compile.json");
  await writeFile(project, JSON.stringify(config));
  const tsc = join(PACKAGES, compiler, "bin", "tsc");
  const args = ["--max-old-space-size=6144", tsc, "-p", project, "--pretty", "false"];
  const ended = await new Promise<Ended>((resolve) => {
    const settings = { cwd: folder, maxBuffer: 2 ** 28, encoding: "utf8" } as const;
    execFile(process.execPath, args, settings, (error, stdout, stderr) => {
      const output = stdout + stderr;
      if (error === null) resolve({ code: 0, output });
      else resolve({ code: error.signal ?? error.code ?? "an unknown end", output });
    });
  });
  return judged(compiler, ended);
}

/** How a compiler's process ended: its exit code, or the name of a signal or of what cut it short. */
export interface Ended {
  readonly code: number | string;
  readonly output: string;
}

/** Exit codes of a compiler that has read everything: nothing to say, and errors, with or without output. */
const FINISHED: ReadonlySet<number | string> = new Set([0, 1, 2]);

/** The errors a compiler names; throws where they are not all, or not those of the files. */
export function judged(compiler: string, { code, output }: Ended): Complaint[] {
  const complaints = complaintsOf(output);
  // Without a place they speak of the project: files that are missing, options it does not know.
  const isWhole = FINISHED.has(code) && !/^error TS/m.test(output);
  if (isWhole && (code === 0) === (complaints.length === 0)) return complaints;
  throw new Error(`${compiler} ended with ${String(code)}: ${output.slice(-2000)}`);
}

function complaintsOf(output: string): Complaint[] {
  const found: { file: string; line: number; text: string; explanation: string[] }[] = [];
  for (const row of output.split("\n")) {
    const [, file, line, text] = /^(.*)\((\d+),\d+\): error (TS\d+: .*)$/.exec(row) ?? [];
    if (file !== undefined && text !== undefined) {
      found.push({ file, line: Number(line), text, explanation: [] });
    } else if (row.startsWith(" ")) found.at(-1)?.explanation.push(row.trim());
  }
  return found;
}

const PACKAGES = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "node_modules");
