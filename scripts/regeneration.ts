import { join } from "node:path";
import { diagnose, MANIFEST, type Result } from "../generator/index.js";
import { EXIT, refusalOf } from "./exit.js";
import { printDiagnostics, type OutputFormat } from "./fault.js";
import { generateFrom, prepare, type Job, type Prepared } from "./generation.js";
import { isRefused, settleOutput, updateOutput } from "./output.js";
import { remember } from "./remembered.js";
import type { Stages } from "./stages.js";
import { unchangedOutput } from "./unchanged.js";

export interface Regeneration {
  readonly code: number;
  /** What became of the output: `3 files, up to date`; undefined where it stays as it was. */
  readonly summary?: string;
}

export interface Wishes {
  /** Overwrite files that are not known to be generated, and generate although nothing changed; default false. */
  readonly force?: boolean;
  readonly format: OutputFormat;
  /** Told what takes how long; then all of it is done, although nothing may have changed. */
  readonly stages?: Stages;
  /** What the job is read with, where a caller looks on. */
  readonly prepared?: Prepared;
}

/** Makes the output folder hold what a job generates. Findings go to standard error. */
export async function regenerate(
  job: Job,
  output: string,
  { force = false, format, stages, prepared: given }: Wishes,
): Promise<Regeneration> {
  await settleOutput(output);
  const prepared = given ?? (await prepare(job));
  const unchanged =
    force || stages !== undefined ? undefined : await unchangedOutput(output, prepared);
  if (unchanged !== undefined) {
    printDiagnostics(unchanged.diagnostics, unchanged.sources, format);
    return { code: EXIT.clean, summary: `${String(unchanged.count)} files, up to date` };
  }
  const { files, diagnostics, sources, overridden } = await generateFrom(job, stages, prepared);
  printDiagnostics(diagnostics, sources, format);
  if (files === undefined) return { code: refusalOf(diagnostics) };
  stages?.begin("write");
  const difference = await updateOutput(output, files, force);
  if (isRefused(difference, force)) {
    const findings = [
      ...difference.edited.map((path) => ["output/edited", path] as const),
      ...difference.foreign.map((path) => ["output/foreign", path] as const),
    ].map(([code, path]) => diagnose(code, undefined, { path: join(output, path) }));
    printDiagnostics(findings, sources, format);
    return { code: EXIT.document };
  }
  await remember(files.get(MANIFEST) ?? "");
  const { write, remove } = difference;
  const changed =
    write.size + remove.length === 0
      ? "up to date"
      : `${String(write.size)} written, ${String(remove.length)} deleted`;
  return {
    code: EXIT.clean,
    summary: `${String(files.size)} files, ${changed}${overrides(overridden)}`,
  };
}

/** `; hooks replace 2 files, 0.4 % of what is generated, and add 1`; nothing where there are none. */
export function overrides(overridden: Result["overridden"]): string {
  if (overridden === undefined) return "";
  const { replaced, added, share } = overridden;
  const files = `${String(replaced.length)} file${replaced.length === 1 ? "" : "s"}`;
  const percent = (share * 100).toFixed(1);
  return `; hooks replace ${files}, ${percent} % of what is generated, and add ${String(added.length)}`;
}
