import type { Compiler } from "../compilers.js";
import type { Finding, Tally } from "./finding.js";

/** Findings of one subject that are printed; the rest are counted. */
const MOST = 20;

/** The counts of a reference as a table, and below it what is wrong, each at its place. */
export function textReport(name: string, tally: Tally): string {
  const counts = tally.counts();
  const lines = counts.map(({ subject, total, good, excused, skipped }) => {
    const figures = `${String(good).padStart(7)} of ${String(total - excused).padStart(6)}`;
    const others = excused === 0 ? "" : `, ${String(excused)} excused`;
    const note =
      skipped === undefined ? `${percent(good, total - excused)}${others}` : `not run: ${skipped}`;
    return `  ${subject.padEnd(22)} ${figures}  ${note}`;
  });
  const shown = counts.flatMap(({ subject }) => {
    const own = tally.findings.filter((finding) => finding.subject === subject);
    const excused = tally.excuses.filter((finding) => finding.subject === subject);
    const more = own.length > MOST ? [`  and ${String(own.length - MOST)} more`] : [];
    return [
      ...own.slice(0, MOST).map((finding) => lineOf(finding, subject)),
      ...more,
      // All of them: each is a reason why less than everything was run.
      ...excused.map((finding) => lineOf(finding, `${subject}, excused`)),
    ];
  });
  return [name, ...lines, ...shown].join("\n");
}

function lineOf({ page, line, reason }: Finding, subject: string): string {
  const place = line === undefined ? page : `${page}:${String(line)}`;
  return `  ${place}  ${subject}: ${reason.replace(/\s+/g, " ").slice(0, 400)}`;
}

function percent(good: number, total: number): string {
  // What is short of all is never printed as all.
  return good === total ? "100 %" : `${(Math.floor((good / total) * 1000) / 10).toFixed(1)} %`;
}

/** The same for programs, on one line. */
export function jsonReport(document: string, compiler: Compiler, tally: Tally): string {
  const { findings, excuses } = tally;
  return JSON.stringify({
    document,
    compiler,
    isWhole: isWhole(tally),
    counts: tally.counts(),
    findings,
    excuses,
  });
}

/** Whether everything was looked at and is as it should be, but for faults of the document's and the mock's. */
export function isWhole(tally: Tally): boolean {
  return tally.counts().every(({ good, excused, total }) => good + excused === total);
}
