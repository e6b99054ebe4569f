import type { Compiler } from "../compilers.js";
import type { Tally } from "./finding.js";

/** Findings of one subject that are printed; the rest are counted. */
const MOST = 20;

/** The counts of a reference as a table, and below it what is wrong, each at its place. */
export function textReport(name: string, tally: Tally): string {
  const counts = tally.counts();
  const lines = counts.map(({ subject, total, good, skipped }) => {
    const figures = `${String(good).padStart(7)} of ${String(total).padStart(6)}`;
    const note = skipped === undefined ? percent(good, total) : `not run: ${skipped}`;
    return `  ${subject.padEnd(22)} ${figures}  ${note}`;
  });
  const shown = counts.flatMap(({ subject }) => {
    const own = tally.findings.filter((finding) => finding.subject === subject);
    const more = own.length > MOST ? [`  and ${String(own.length - MOST)} more`] : [];
    return [
      ...own.slice(0, MOST).map(({ page, line, reason }) => {
        const place = line === undefined ? page : `${page}:${String(line)}`;
        return `  ${place}  ${subject}: ${reason.replace(/\s+/g, " ").slice(0, 400)}`;
      }),
      ...more,
    ];
  });
  return [name, ...lines, ...shown].join("\n");
}

function percent(good: number, total: number): string {
  // What is short of all is never printed as all.
  return good === total ? "100 %" : `${(Math.floor((good / total) * 1000) / 10).toFixed(1)} %`;
}

/** The same for programs, on one line. */
export function jsonReport(document: string, compiler: Compiler, tally: Tally): string {
  const { findings } = tally;
  return JSON.stringify({
    document,
    compiler,
    isWhole: isWhole(tally),
    counts: tally.counts(),
    findings,
  });
}

/** Whether everything was looked at and is as it should be. */
export function isWhole(tally: Tally): boolean {
  return tally.counts().every(({ good, total }) => good === total);
}
