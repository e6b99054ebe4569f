import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { peakOf, STATUS } from "../peak-memory.js";
import { QUIET, root } from "./peers.js";

/** What a run of Node took, as its processes say themselves when they end. */
export interface Usage {
  /** Seconds of all its threads and processes. */
  readonly cpu: number;
  /** Megabytes at the most, of the largest process. */
  readonly memory: number;
  readonly code: number;
  readonly stderr: string;
}

/** Milliseconds after which a run is given up. */
const LIMIT = 600_000;

/** What a process says of itself: seconds, kilobytes, and the text of its status where there is one. */
interface Said {
  readonly cpu: number;
  readonly maxRSS: number;
  readonly status: string;
}

/** Runs in every process, those that a command starts itself too; threads are part of theirs. */
const RECORDER = `import { readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const status = process.platform === "linux" ? readFileSync("${STATUS}", "utf8") : "";
  const said = { cpu: (userCPUTime + systemCPUTime) / 1e6, maxRSS, status };
  writeFileSync(process.env.BENCH_USAGE + "/" + process.pid + ".json", JSON.stringify(said));
});`;

/** Runs Node with the arguments and measures it, with the processes that it starts. */
export function usageOf(args: readonly string[]): Usage {
  const folder = mkdtempSync(join(tmpdir(), "usage-"));
  try {
    const recorder = `--import=data:text/javascript,${encodeURIComponent(RECORDER)}`;
    const run = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: "utf8",
      env: { ...QUIET, NODE_OPTIONS: recorder, BENCH_USAGE: folder },
      maxBuffer: 1 << 28,
      timeout: LIMIT,
    });
    if (run.error !== undefined) throw run.error;
    const said = readdirSync(folder).map(
      (name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Said,
    );
    return {
      cpu: said.reduce((sum, { cpu }) => sum + cpu, 0),
      memory: Math.max(...said.map(({ status, maxRSS }) => peakOf(status, maxRSS))),
      code: run.status ?? 1,
      stderr: run.stderr,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
