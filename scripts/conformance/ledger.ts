import { readFile } from "node:fs/promises";
import type { Outcome } from "./judge.js";

/** One line of the ledger: a group of a run, and how many of its verdicts are missed. */
export interface Entry {
  readonly run: string;
  readonly file: string;
  readonly group: string;
  readonly wrong: number;
}

export interface Explained extends Entry {
  readonly reason: string;
}

/** Where the results and the ledger part; both are faults. */
export interface Differences {
  /** Missed, and not listed, or not so often. */
  readonly unlisted: readonly Entry[];
  /** Listed, and right after all, or missed less often. */
  readonly passing: readonly Explained[];
}

const LEDGER = new URL("../../test/conformance/known-failures.txt", import.meta.url);

/** The ledger of this repository. */
export async function ownLedger(): Promise<Explained[]> {
  return readLedger(await readFile(LEDGER, "utf8"));
}

/**
 * Reads a ledger: paragraphs of `#` lines give a reason, the lines below them, `3 run › file › group`,
 * are what it explains. Throws where a line has no reason above it or is none of these.
 */
export function readLedger(text: string): Explained[] {
  const entries: Explained[] = [];
  let reason: string[] = [];
  let isReason = false;
  for (const line of text.split("\n")) {
    if (line.trim() === "") {
      [reason, isReason] = [[], false];
    } else if (line.startsWith("#")) {
      reason = isReason ? [...reason, line.slice(1).trim()] : [line.slice(1).trim()];
      isReason = true;
    } else {
      isReason = false;
      const [, wrong, run, file, group] = /^(\d+) (.+?) › (.+?) › (.+)$/.exec(line) ?? [];
      if (run === undefined || file === undefined || group === undefined) {
        throw new Error(`no entry: ${line}`);
      }
      if (reason.length === 0) throw new Error(`no reason for: ${line}`);
      entries.push({ run, file, group, wrong: Number(wrong), reason: reason.join(" ") });
    }
  }
  return entries;
}

/** The groups of a run that missed verdicts, as the ledger would list them. */
export function entriesOf(run: string, outcomes: readonly Outcome[]): Entry[] {
  return outcomes
    .filter(({ failures }) => failures.length > 0)
    .map(({ group, failures }) => ({
      run,
      file: group.file,
      group: group.description,
      wrong: failures.length,
    }));
}

/** Compares what was missed with what is listed, for the runs that were made. */
export function differences(found: readonly Entry[], ledger: readonly Explained[]): Differences {
  const [missed, listed] = [counted(found), counted(ledger)];
  return {
    unlisted: found.filter(
      (entry) => (missed.get(lineOf(entry)) ?? 0) > (listed.get(lineOf(entry)) ?? 0),
    ),
    passing: ledger.filter(
      (entry) => (listed.get(lineOf(entry)) ?? 0) > (missed.get(lineOf(entry)) ?? 0),
    ),
  };
}

export function lineOf({ run, file, group, wrong }: Entry): string {
  return `${String(wrong)} ${run} › ${file} › ${group}`;
}

/** Descriptions repeat, so equal lines are counted. */
function counted(entries: readonly Entry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(lineOf(entry), (counts.get(lineOf(entry)) ?? 0) + 1);
  return counts;
}
