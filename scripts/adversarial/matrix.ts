import { runsScript } from "./dom.js";
import { inLedger } from "./ledger.js";
import type { Payload } from "./payloads.js";
import type { Position } from "./position.js";
import { run } from "./running.js";
import { faultsOfSamples } from "./shell.js";
import { caseOf, tried, type Case, type Trial } from "./trial.js";

/** What became of a case. */
export interface Outcome {
  readonly trial: Case;
  /** The code that refused the document. */
  readonly refused?: string;
  /** Empty where all is as the contract says. */
  readonly faults: readonly string[];
  /** Why it fails, where the ledger says so. */
  readonly known?: string;
}

/** Packages run in one process: starting one costs more than running a few. */
const BATCH = 64;

/**
 * Positions × payloads. `one`: of each style a single text, another one from position to position,
 * so that every text meets many positions.
 */
export function casesOf(
  positions: readonly Position[],
  payloads: readonly Payload[],
  texts: "one" | "all",
): Case[] {
  const styles = [...new Set(payloads.map(({ style }) => style))];
  const byStyle = styles.map((name) => payloads.filter(({ style }) => style === name));
  return positions.flatMap((position, row) =>
    byStyle.flatMap((all, column) => {
      const chosen = texts === "all" ? all : [all[(row + column) % all.length]];
      return chosen.flatMap((payload) =>
        payload === undefined ? [] : [caseOf(position, payload)],
      );
    }),
  );
}

/** Generates, judges and runs cases, and hands on what became of each batch. */
export async function* outcomesOf(
  cases: readonly Case[],
  templates: Readonly<Record<string, string>>,
): AsyncGenerator<readonly Outcome[]> {
  for (let at = 0; at < cases.length; at += BATCH) {
    const trials: Trial[] = [];
    for (const one of cases.slice(at, at + BATCH)) trials.push(await tried(one, templates));
    yield await judged(trials);
  }
}

async function judged(trials: readonly Trial[]): Promise<Outcome[]> {
  const subjects = trials.flatMap(({ trial, files }, index) =>
    files === undefined ? [] : [{ id: `p${String(index)}`, files, plan: trial.placed }],
  );
  const ran = await run(
    subjects.map(({ plan: { input, auth, sent, answer, received, verdicts }, ...rest }) => {
      const plan = { input, auth, sent, answer, received, verdicts };
      return { ...rest, plan: JSON.parse(JSON.stringify(plan)) as object };
    }),
  );
  const scripted = faultyPages(trials);
  const outcomes = trials.map(({ trial, refused, faults, pages }, index) => ({
    trial,
    ...(refused === undefined ? {} : { refused }),
    faults: [
      ...faults,
      ...(ran.get(`p${String(index)}`) ?? []),
      ...(scripted.has(index) ? ["a page ran a script"] : []),
      ...faultsOfSamples(pages),
    ],
  }));
  return outcomes.map((outcome) => inLedger(outcome));
}

/** The trials whose pages run a script: all are asked at once, and one by one only if any does. */
function faultyPages(trials: readonly Trial[]): ReadonlySet<number> {
  const htmlOf = ({ pages }: Trial): string[] => pages.map(({ html }) => html);
  if (!runsScript(trials.flatMap(htmlOf))) return new Set();
  return new Set(trials.flatMap((trial, index) => (runsScript(htmlOf(trial)) ? [index] : [])));
}
