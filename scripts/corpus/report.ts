import { basename, dirname } from "node:path";
import { passed, type Outcome, type Stage } from "./outcome.js";

/** So many faults of a stage are printed: the first ones show what it is. */
const SHOWN = 10;

/** The heading of the table that `rowOf` fills. */
export function heading(stages: readonly Stage[]): string {
  return row("document", stages);
}

/** A document's line: how much passed each stage, or how many faults it has there. */
export function rowOf(outcome: Outcome, stages: readonly Stage[]): string {
  return row(
    nameOf(outcome.document),
    stages.map((stage) => cellOf(outcome, stage)),
  );
}

/** How many documents passed each stage, and below what is wrong and where. */
export function summary(outcomes: readonly Outcome[], stages: readonly Stage[]): string {
  const counts = stages.map((stage) => {
    const count = outcomes.filter((outcome) => passed(outcome, [stage])).length;
    return `${String(count)} of ${String(outcomes.length)}`;
  });
  return [row("passed", counts), ...outcomes.flatMap(faultsOf)].join("\n");
}

function row(name: string, cells: readonly string[]): string {
  const short = name.length > 34 ? `${name.slice(0, 33)}…` : name;
  return [short.padEnd(35), ...cells.map((cell) => cell.padEnd(12))].join(" ").trimEnd();
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
