import { InvalidArgumentError, Option, type Command } from "commander";
import { diff } from "../../generator/index.js";
import { readConfig } from "../config.js";
import { EXIT, refusalOf } from "../exit.js";
import { CommandLineFault, printDiagnostics } from "../fault.js";
import { readOverlays } from "../document-job.js";
import { list } from "../options.js";
import { applyIgnores, readIgnores } from "./ignore.js";
import { printReport, REPORT_FORMATS, type ReportFormat } from "./formats.js";
import { disagreements, opinionText } from "./opinion.js";
import { reportSchema } from "./json.js";
import { reportOf, type Judged } from "./report.js";
import { readVersion, versionOf, type Version } from "./sources.js";

interface Flags {
  readonly format: ReportFormat;
  readonly failOn: "error" | "warning" | "info" | "none";
  readonly ignore?: string;
  readonly asOf?: string;
  readonly notice?: number;
  readonly overlay?: readonly string[];
  readonly overlayOld?: readonly string[];
  readonly overlayNew?: readonly string[];
}

const RANK = { error: 0, warning: 1, info: 2, none: -1 } as const;

/** `codegen diff`: prints what changed between two documents; exit 1 where that breaks callers. */
export async function runDiff(
  old: string | undefined,
  young: string | undefined,
  flags: Flags,
): Promise<number> {
  if (flags.format === "json-schema") {
    console.log(JSON.stringify(reportSchema, null, 2));
    return EXIT.clean;
  }
  if (old === undefined) throw new CommandLineFault("option/required", { option: "<old>" });
  const config =
    young === undefined || !old.includes(":") ? await readConfig(undefined, process.cwd()) : {};
  const [before, after] = [
    await versionOf(old, young ?? config.input),
    await versionOf(young ?? config.input ?? ".", config.input),
  ];
  const [from, to] = [
    await readVersion(await overlaid(before, flags.overlay, flags.overlayOld)),
    await readVersion(await overlaid(after, flags.overlay, flags.overlayNew)),
  ];
  for (const { diagnostics, sources } of [from, to]) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    printDiagnostics(errors, sources, "text");
  }
  if (from.sound === undefined || to.sound === undefined)
    return refusalOf([...from.diagnostics, ...to.diagnostics]);
  const today = flags.asOf ?? new Date().toISOString().slice(0, 10);
  const { changes, opinion } = diff(from.sound, to.sound, {
    today,
    ...(flags.notice === undefined ? {} : { earliestSunset: dayAfter(today, flags.notice) }),
  });
  const ignores = flags.ignore === undefined ? undefined : await readIgnores(flags.ignore);
  const { judged, faults } = applyIgnores(changes, ignores);
  const sources = { before: from.sources, after: to.sources };
  const report = reportOf({ before: before.input, after: after.input }, judged, sources);
  console.log(printReport(report, flags.format));
  printDiagnostics(faults, ignores?.sources ?? new Map(), "text");
  const disputed = disagreements(opinion);
  printDiagnostics(disputed, new Map(), "text");
  if (flags.format === "text") console.log(opinionText(opinion));
  return faults.length > 0 || disputed.length > 0 || fails(judged, flags.failOn)
    ? EXIT.document
    : EXIT.clean;
}

/** The document as overlays leave it: those of both sides, then its own. */
async function overlaid(
  version: Version,
  both: readonly string[] = [],
  own: readonly string[] = [],
): Promise<Version> {
  const overlays = await readOverlays([...both, ...own]);
  return overlays === undefined ? version : { ...version, overlays };
}

/** `2026-12-31` and so many days. */
function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function fails(changes: readonly Judged[], failOn: Flags["failOn"]): boolean {
  return changes.some(
    ({ severity, ignored }) => ignored === undefined && RANK[severity] <= RANK[failOn],
  );
}

export function addDiffCommand(root: Command, run: (code: Promise<number>) => void): void {
  root
    .command("diff")
    .description("print what changed between two documents, and whom that breaks")
    .argument(
      "[old]",
      "a file, a folder, or revision:path of git; a revision alone, to look where <new> is",
    )
    .argument("[new]", "the same (default: the document of the config file)")
    .addOption(
      new Option("--format <format>", "how it is printed").choices(REPORT_FORMATS).default("text"),
    )
    .addOption(
      new Option("--fail-on <severity>", "the least grave change that makes the exit code 1")
        .choices(["error", "warning", "info", "none"])
        .default("error"),
    )
    .option(
      "--ignore <file>",
      "changes that are let pass, each with a reason; one that lets nothing pass fails",
    )
    .option("--as-of <date>", "the day that sunsets are held against (default: today)", date)
    .option("--notice <days>", "how long sunsets have to leave callers from that day on", days)
    .option("--overlay <file>", "an overlay to apply to both documents first (repeatable)", list)
    .option("--overlay-old <file>", "one to apply to <old> alone, after those", list)
    .option("--overlay-new <file>", "one to apply to <new> alone, after those", list)
    .addHelpText(
      "after",
      `
Examples:
  codegen diff old.yaml new.yaml
  codegen diff main:spec/openapi.yaml spec/openapi.yaml --fail-on warning
  codegen diff v1.2.0 spec/openapi.yaml --format markdown
  codegen diff theirs-1.yaml theirs-2.yaml --overlay mended.yaml --notice 180
  codegen diff --format json-schema > changes.schema.json`,
    )
    .action((old: string | undefined, young: string | undefined, flags: Flags) =>
      run(runDiff(old, young, flags)),
    );
}

function date(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  throw new InvalidArgumentError("It must be a date such as 2026-12-31.");
}

function days(value: string): number {
  if (/^\d{1,5}$/.test(value)) return Number(value);
  throw new InvalidArgumentError("It must be a number of days.");
}
