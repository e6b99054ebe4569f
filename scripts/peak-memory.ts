import { readFileSync } from "node:fs";

/** Where Linux says what a process holds and has held. */
export const STATUS = "/proc/self/status";

/** Megabytes of memory that this process has held at the most. */
export function peakMemory(): number {
  const status = process.platform === "linux" ? readFileSync(STATUS, "utf8") : "";
  return peakOf(status, process.resourceUsage().maxRSS);
}

/**
 * The peak of a process in megabytes, by the text of `STATUS` where there is one, else by `maxRSS`
 * in kilobytes. On Linux maxRSS outlives exec, and is at least what the parent held.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html, `VmHWM`
 */
export function peakOf(status: string, maxRSS: number): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return (kilobytes === undefined ? maxRSS : Number(kilobytes)) / 1024;
}
