import type { Verdict } from "./trial.js";

/** What is printed of one consumer, and written as a line of JSON. */
export interface Row extends Verdict {
  readonly package: string;
  readonly consumer: string;
  readonly seconds: number;
}

const WIDTH = 46;

/** One consumer on a line; of one that fails, what it said below. */
export function linesOf({ consumer, verdict, seconds, details }: Row): string[] {
  const line = `${consumer.padEnd(WIDTH)} ${verdict.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s`;
  return verdict === "fails"
    ? [line, ...details.map((detail) => `    ${detail}`)]
    : [`${line}  ${details.join("; ")}`];
}

/** `34 work, 1 skipped, 1 fails` */
export function summary(rows: readonly Row[]): string {
  const count = (verdict: Row["verdict"]): number =>
    rows.filter((row) => row.verdict === verdict).length;
  const [works, skipped, fails] = [count("works"), count("skipped"), count("fails")];
  return [
    `${String(works)} work`,
    ...(skipped > 0 ? [`${String(skipped)} skipped`] : []),
    `${String(fails)} fail`,
  ].join(", ");
}
