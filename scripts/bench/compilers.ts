import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Compiler } from "../compilers.js";
import { root } from "./peers.js";

/** What a run of a compiler took. */
export interface Run {
  /** Seconds of all its threads: what other work on the machine disturbs least. */
  readonly cpu: number;
  /** Seconds on the wall. */
  readonly wall: number;
  readonly code: number;
  readonly output: string;
}

/** Runs a compiler, timed by the shell: Node does not tell what the threads of a child took. */
export function runCompiler(compiler: Compiler, args: readonly string[]): Run {
  const tsc = join(root, "node_modules", compiler, "bin", "tsc");
  const start = process.hrtime.bigint();
  const run = spawnSync(
    "sh",
    ["-c", '"$@"; code=$?; times >&2; exit $code', "sh", process.execPath, tsc, ...args],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.error !== undefined) throw run.error;
  return { cpu: childSeconds(run.stderr), wall, code: run.status ?? 1, output: run.stdout };
}

/** `times` prints user and system time, first of the shell, then of its children. */
function childSeconds(text: string): number {
  const line = text.trimEnd().split("\n").at(-1) ?? "";
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

/** What a checker makes of a project, counted. */
export interface Work {
  readonly types: number;
  readonly instantiations: number;
  readonly symbols: number;
}

/** Counts the work of TypeScript 7 on a project, by its own diagnostics. */
export function countWork(project: string): Work {
  const args = ["-p", project, "--singleThreaded", "--extendedDiagnostics"];
  const { output } = runCompiler("typescript-7", args);
  const count = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(output)?.[1] ?? NaN);
  return {
    types: count("Types"),
    instantiations: count("Instantiations"),
    symbols: count("Symbols"),
  };
}
