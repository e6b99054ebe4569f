import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CommandLineFault } from "../../fault.js";
import type { RunRecord } from "../record.js";
import { htmlReport } from "./html.js";
import { junitReport } from "./junit.js";

/** Where a run's reports go; what has no file is not written. */
export interface ReportFiles {
  readonly json?: string;
  readonly junit?: string;
  readonly html?: string;
}

const REPORTS = {
  json: (record: RunRecord) => `${JSON.stringify(record)}\n`,
  junit: junitReport,
  html: htmlReport,
} as const;

/** Writes the reports that are asked for. @throws CommandLineFault where a file cannot be written */
export async function writeReports(record: RunRecord, files: ReportFiles): Promise<void> {
  for (const name of ["json", "junit", "html"] as const) {
    const file = files[name];
    if (file !== undefined) await writeText(file, REPORTS[name](record));
  }
}

/** Writes a file, and the folders above it that are missing. @throws CommandLineFault where it cannot be written */
export async function writeText(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new CommandLineFault("option/invalid", {
      option: file,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
