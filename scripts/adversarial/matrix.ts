import { runsScript } from "./dom.js";
import { inLedger } from "./ledger.js";
import type { Payload } from "./payloads.js";
import type { Position } from "./position.js";
import { run } from "./running.js";
import { faultsOfSamples } from "./shell.js";
import type { Visitor } from "./site/chromium.js";
import { faultsOnSites } from "./site/trials.js";
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

/** What becomes of a case is judged by what is made of it. */
export interface Scrutiny {
  /** The package: parsed, run and called. */
  readonly package: boolean;
  /** The built site, loaded in a browser where there is one. */
  readonly site: false | { readonly visitor: Visitor | undefined };
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
  scrutiny: Scrutiny = { package: true, site: false },
): AsyncGenerator<readonly Outcome[]> {
  for (let at = 0; at < cases.length; at += BATCH) {
    const trials: Trial[] = [];
    for (const one of cases.slice(at, at + BATCH)) trials.push(await tried(one, templates));
    const found = [
      ...(scrutiny.package ? [await faultsOfPackages(trials)] : []),
      ...(scrutiny.site === false
        ? []
        : [await faultsOnSites(trials, templates, scrutiny.site.visitor)]),
    ];
    yield trials.map(({ trial, refused, faults }, index) =>
      inLedger({
        trial,
        ...(refused === undefined ? {} : { refused }),
        faults: [...faults, ...found.flatMap((all) => all[index] ?? [])],
      }),
    );
  }
}

/** Runs what was generated; the faults of each trial, in their order. */
async function faultsOfPackages(trials: readonly Trial[]): Promise<string[][]> {
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
  return trials.map(({ pages }, index) => [
    ...(ran.get(`p${String(index)}`) ?? []),
    ...(scripted.has(index) ? ["a page ran a script"] : []),
    ...faultsOfSamples(pages),
  ]);
}

/** The trials whose pages run a script: all are asked at once, and one by one only if any does. */
function faultyPages(trials: readonly Trial[]): ReadonlySet<number> {
  const htmlOf = ({ pages }: Trial): string[] => pages.map(({ html }) => html);
  if (!runsScript(trials.flatMap(htmlOf))) return new Set();
  return new Set(trials.flatMap((trial, index) => (runsScript(htmlOf(trial)) ? [index] : [])));
}
