import type { Outcome } from "./matrix.js";
import { styles } from "./payloads.js";

/** What became of the cases of one cell, or of many. */
export interface Tally {
  readonly verbatim: number;
  readonly refused: number;
  readonly failed: number;
  /** Failed, and in the ledger. */
  readonly known: number;
}

export function tallyOf(outcomes: readonly Outcome[]): Tally {
  const failed = outcomes.filter(({ faults }) => faults.length > 0).length;
  const refused = outcomes.filter(
    (it) => it.faults.length === 0 && it.refused !== undefined,
  ).length;
  const known = outcomes.filter((it) => it.known !== undefined).length;
  return { verbatim: outcomes.length - failed - refused - known, refused, failed, known };
}

/** A row for each position, a column for each style: `.` verbatim, `r` refused by name, `k` known to fail, `!` failed. */
export function textReport(outcomes: readonly Outcome[]): string {
  const columns = styles.filter((style) => outcomes.some(({ trial }) => trial.style === style));
  const positions = [...new Set(outcomes.map(({ trial }) => trial.position))];
  const width = Math.max(0, ...positions.map((name) => name.length));
  const rows = positions.map((position) => {
    const cells = columns.map((style) => {
      const inCell = outcomes.filter(
        ({ trial }) => trial.position === position && trial.style === style,
      );
      return cellOf(tallyOf(inCell)).padEnd(style.length);
    });
    return `${position.padEnd(width)}  ${cells.join(" ")}`.trimEnd();
  });
  const { verbatim, refused, failed, known } = tallyOf(outcomes);
  return [
    `${" ".repeat(width)}  ${columns.join(" ")}`,
    ...rows,
    "",
    ...outcomes.flatMap(textOfFaults),
    ...outcomes.flatMap(({ trial: { position, payload }, known }) =>
      known === undefined ? [] : [`known: ${position} × ${payload}: ${known}`],
    ),
    `${String(outcomes.length)} cases: ${String(verbatim)} verbatim, ${String(refused)} refused by name, ${String(known)} known to fail, ${String(failed)} failed`,
  ].join("\n");
}

function cellOf({ verbatim, refused, failed, known }: Tally): string {
  if (failed > 0) return "!";
  return [verbatim > 0 ? "." : "", refused > 0 ? "r" : "", known > 0 ? "k" : ""].join("");
}

function textOfFaults({ trial, faults }: Outcome): string[] {
  if (faults.length === 0) return [];
  return [
    `${trial.position} × ${trial.payload}`,
    ...faults.map((fault) => `  ${shown(fault)}`),
    "",
  ];
}

/** What a report for machines says, as one JSON value. */
export function recordOf(outcomes: readonly Outcome[]): object {
  return {
    ...tallyOf(outcomes),
    cases: outcomes.map(({ trial: { position, payload }, refused, faults, known }) => ({
      ...{ position, payload, outcome: known === undefined ? wordFor(faults, refused) : "known" },
      ...(refused === undefined ? {} : { code: refused }),
      ...(faults.length === 0 ? {} : { faults }),
    })),
  };
}

function wordFor(faults: readonly string[], refused: string | undefined): string {
  if (faults.length > 0) return "failed";
  return refused === undefined ? "verbatim" : "refused";
}

/** A fault quotes what was found, which may be meant for a terminal. */
function shown(fault: string): string {
  return fault.slice(0, 400).replace(
    // eslint-disable-next-line no-control-regex -- control characters are what is escaped
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
