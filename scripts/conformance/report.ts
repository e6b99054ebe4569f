import type { Outcome } from "./judge.js";
import { lineOf, type Differences, type Explained } from "./ledger.js";
import type { Run } from "./runs.js";

/** What one run came to. */
export interface Score {
  readonly run: Run;
  readonly outcomes: readonly Outcome[];
}

/** `right/total` for every keyword of every run, the ledger with its reasons, and where the two part. */
export function printed(
  scores: readonly Score[],
  ledger: readonly Explained[],
  { unlisted, passing }: Differences,
): string {
  const reasons = [...new Set(ledger.map(({ reason }) => reason))].flatMap((reason) => [
    "",
    ...folded(reason),
    ...ledger.filter((entry) => entry.reason === reason).map((entry) => `  ${lineOf(entry)}`),
  ]);
  const missed = unlisted.flatMap((entry) => [
    `  ${lineOf(entry)}`,
    ...failuresOf(scores, entry).map(({ test, fault, reason }) => {
      return `    ${fault}: ${test}${reason === undefined ? "" : ` (${reason})`}`;
    }),
  ]);
  return [
    ...scores.flatMap(scoreLines),
    ...(ledger.length === 0 ? [] : ["Ledger: known to be missed, and why", ...reasons, ""]),
    ...(unlisted.length === 0 ? [] : ["Missed and not listed", ...missed, ""]),
    ...(passing.length === 0
      ? []
      : ["Listed and right", ...passing.map((one) => `  ${lineOf(one)}`), ""]),
    summary(unlisted.length, passing.length),
  ].join("\n");
}

/** The same for machines. */
export function recorded(
  scores: readonly Score[],
  ledger: readonly Explained[],
  { unlisted, passing }: Differences,
): unknown {
  return {
    runs: scores.map(({ run, outcomes }) => ({
      run: run.name,
      title: run.title,
      ...tally(outcomes),
      files: [...byFile(outcomes)].map(([file, inside]) => ({ file, ...tally(inside) })),
      failures: outcomes.flatMap(({ group, failures }) =>
        failures.map((failure) => ({ file: group.file, group: group.description, ...failure })),
      ),
    })),
    ledger,
    unlisted,
    passing,
  };
}

function scoreLines({ run, outcomes }: Score): string[] {
  const files = [...byFile(outcomes)].map(([file, inside]) => row(file, inside));
  const { right, total, missed } = tally(outcomes);
  const share = total === 0 ? 0 : (100 * right) / total;
  const kinds = Object.entries(missed).map(([fault, count]) => `${String(count)} ${fault}`);
  const faults = kinds.length === 0 ? "" : `; ${kinds.join(", ")}`;
  return [
    `${run.name}: ${run.title}`,
    "",
    ...files,
    `${row("all", outcomes)} (${share.toFixed(1)} %, ${String(outcomes.length)} groups${faults})`,
    "",
  ];
}

function row(name: string, outcomes: readonly Outcome[]): string {
  const { right, total } = tally(outcomes);
  return `  ${name.padEnd(28)} ${String(right)}/${String(total)}`;
}

interface Tally {
  readonly right: number;
  readonly total: number;
  /** How often each fault occurred. */
  readonly missed: Readonly<Record<string, number>>;
}

function tally(outcomes: readonly Outcome[]): Tally {
  const total = outcomes.reduce((sum, { group }) => sum + group.tests.length, 0);
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  const missed: Record<string, number> = {};
  for (const { fault } of failures) missed[fault] = (missed[fault] ?? 0) + 1;
  return { right: total - failures.length, total, missed };
}

function byFile(outcomes: readonly Outcome[]): Map<string, Outcome[]> {
  const files = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const { file } = outcome.group;
    files.set(file, [...(files.get(file) ?? []), outcome]);
  }
  return files;
}

function failuresOf(
  scores: readonly Score[],
  entry: { readonly run: string; readonly file: string; readonly group: string },
): Outcome["failures"] {
  return scores
    .filter(({ run }) => run.name === entry.run)
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ group }) => group.file === entry.file && group.description === entry.group)
    .flatMap(({ failures }) => failures);
}

/** Lines of at most a hundred characters. */
function folded(text: string): string[] {
  return text.match(/.{1,100}(?:\s|$)/g)?.map((line) => line.trimEnd()) ?? [text];
}

function summary(unlisted: number, passing: number): string {
  if (unlisted === 0 && passing === 0) return "Every verdict is right or listed with its reason.";
  return `The ledger does not hold: ${String(unlisted)} unlisted, ${String(passing)} listed and right.`;
}
