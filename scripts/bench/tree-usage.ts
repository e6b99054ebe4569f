import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { peakOf } from "../peak-memory.js";
import { QUIET, root } from "./peers.js";

/** What a run of Node took, with all programs that it starts, as Linux counts it. */
export interface TreeUsage {
  /** Seconds of the processor, user and system, of all of them. */
  readonly cpu: number;
  /** Megabytes at the most, of Node itself. */
  readonly memory: number;
  /** Megabytes at the most, of the largest program it started. */
  readonly started: number;
  readonly code: number;
  readonly stdout: string;
}

/** How often memory is looked at, in milliseconds; the peak of what ends in between may be missed. */
const STEP = 25;

/** Runs Node with the arguments and measures it. Undefined where the system does not count so: it is no Linux. */
export async function treeUsageOf(args: readonly string[]): Promise<TreeUsage | undefined> {
  const before = waitedFor();
  if (before === undefined) return undefined;
  const child = spawn(process.execPath, args, { cwd: root, env: QUIET });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.resume();
  let [memory, started] = [0, 0];
  const watch = setInterval(() => {
    if (child.pid === undefined) return;
    memory = Math.max(memory, peakOfProcess(child.pid));
    for (const pid of startedBy(child.pid)) started = Math.max(started, peakOfProcess(pid));
  }, STEP);
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      resolve(status ?? 1);
    });
  }).finally(() => {
    clearInterval(watch);
  });
  return { cpu: (waitedFor() ?? before) - before, memory, started, code, stdout };
}

/**
 * Seconds that ended children of this process took, and theirs.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function waitedFor(): number | undefined {
  const fields = statOf("self");
  const [user, system] = [fields?.[13], fields?.[14]].map(Number);
  // In hundredths, on every Linux that Node runs on.
  return fields === undefined ? undefined : ((user ?? 0) + (system ?? 0)) / 100;
}

/** Megabytes that a process held at the most until now; none once it is gone. */
function peakOfProcess(pid: number): number {
  try {
    return peakOf(readFileSync(`/proc/${String(pid)}/status`, "utf8"), 0);
  } catch {
    return 0;
  }
}

/** The processes that one started and that are there now. */
function startedBy(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => Number(statOf(name)?.[1]) === pid)
    .map(Number);
}

/** What stands behind the name of a process, which may hold anything: its state, its parent and on. */
function statOf(pid: string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}
