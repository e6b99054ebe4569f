import { basename, dirname } from "node:path";
import { passed, type Outcome, type Stage } from "./outcome.js";

/** So many faults of a stage are printed: the first ones show what it is. */
const SHOWN = 10;

/** A line for each document, how many passed each stage, and below what is wrong and where. */
export function textReport(outcomes: readonly Outcome[], stages: readonly Stage[]): string {
  const head = ["document", ...stages];
  const rows = outcomes.map((outcome) => [
    nameOf(outcome.document),
    ...stages.map((stage) => cellOf(outcome, stage)),
  ]);
  const foot = [
    "passed",
    ...stages.map((stage) => {
      const count = outcomes.filter((outcome) => passed(outcome, [stage])).length;
      return `${String(count)} of ${String(outcomes.length)}`;
    }),
  ];
  const widths = head.map((_, index) =>
    Math.max(...[head, ...rows, foot].map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  return [...[head, ...rows, foot].map(line), ...outcomes.flatMap(faultsOf)].join("\n");
}

/** The same as data. */
export function recordOf(outcome: Outcome, stages: readonly Stage[]): unknown {
  return { document: outcome.document, passed: passed(outcome, stages), stages: outcome.stages };
}

/** The file's name; with its folder where many are called so. */
function nameOf(document: string): string {
  const name = basename(document);
  return /^(?:openapi|swagger|spec|api)\./.test(name)
    ? `${basename(dirname(document))}/${name}`
    : name;
}

function cellOf({ stages }: Outcome, stage: Stage): string {
  const outcome = stages[stage];
  if (outcome === undefined) return "not reached";
  const { faults, checked } = outcome;
  if (faults.length === 0) return `ok ${String(checked)}`;
  return faults.length === 1 ? "1 fault" : `${String(faults.length)} faults`;
}

function faultsOf({ document, stages }: Outcome): string[] {
  const entries = Object.entries(stages);
  const lines = entries.flatMap(([stage, { faults, notes }]) => [
    ...faults.slice(0, SHOWN).map(({ at, reason }) => `  ${stage} ${at}: ${reason}`),
    ...(faults.length > SHOWN ? [`  ${stage}: ${String(faults.length - SHOWN)} more`] : []),
    ...notes.map((note) => `  ${stage}: ${note}`),
  ]);
  return lines.length === 0 ? [] : ["", document, ...lines];
}
