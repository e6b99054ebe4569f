import type { DocumentFlags, DocumentJob } from "../document-job.js";
import { CommandLineFault, type OutputFormat } from "../fault.js";
import type { ReportFiles } from "./report/files.js";

export interface ReportFlags extends ReportFiles {
  /** Percent covered below which the run fails. */
  readonly min?: number;
  /** How findings are printed; default: as text. */
  readonly format?: OutputFormat;
}

export interface RunFlags extends ReportFlags, DocumentFlags {
  readonly format: OutputFormat;
  readonly server?: string;
  readonly allow?: string;
  readonly scenarios?: string;
  readonly patch?: string;
  readonly client?: string;
  readonly raw?: boolean;
  readonly grep?: RegExp;
  readonly shard?: { readonly index: number; readonly count: number };
  readonly seed?: number;
  readonly bail?: boolean;
}

/** Options that say something of a real API alone, and those that say something of the mock. */
const OF_SERVER = ["allow", "scenarios", "patch"] as const;
const OF_MOCK = ["raw", "bail", "seed", "shard"] as const;

/** @throws CommandLineFault where an option is given that the run has no use for */
export function requireFitting(flags: RunFlags, { overlay = [] }: DocumentJob): void {
  const [others, reason] =
    flags.server === undefined
      ? [OF_SERVER, "it is for --server alone"]
      : [OF_MOCK, "it is for the mock, and not for --server"];
  const stray = others.find((name) => flags[name] !== undefined);
  if (stray !== undefined) throw invalid(`--${stray}`, reason);
  // What an overlay has brought stands nowhere in the document, and what it took away stands there still.
  if (flags.patch !== undefined && overlay.length > 0)
    throw invalid(
      "--patch",
      "it is of the document as it is written, and not of one with an overlay",
    );
}

/** What `--grep` is refused for, rather than called clean: nothing was run. */
export function nothingMatches(): CommandLineFault {
  return invalid("--grep", "no case has such an id");
}

export function patternOf(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw invalid("--grep", "it is no regular expression");
  }
}

export function shardOf(text: string): { index: number; count: number } {
  const [, index = "0", count = "0"] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  if (Number(index) < 1 || Number(index) > Number(count))
    throw invalid("--shard", "it is written i/n, with i from 1 to n");
  return { index: Number(index), count: Number(count) };
}

export function percentOf(text: string): number {
  if (!/^\d{1,3}(\.\d+)?$/.test(text) || Number(text) > 100)
    throw invalid("--min", "it is a number from 0 to 100");
  return Number(text);
}

export function wholeNumber(option: string): (text: string) => number {
  return (text) => {
    if (!/^\d{1,10}$/.test(text)) throw invalid(option, "it is a whole number");
    return Number(text);
  };
}

function invalid(option: string, reason: string): CommandLineFault {
  return new CommandLineFault("option/invalid", { option, reason });
}
