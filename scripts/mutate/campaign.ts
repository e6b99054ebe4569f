import { posix } from "node:path";
import type { ApiModel, JsonObject, Suite } from "../../generator/index.js";
import { importPackage, type Sources } from "../contract/package.js";
import { Run, type Planned } from "../contract/run.js";
import { selected, shuffled } from "../contract/selection.js";
import type { startMock } from "../contract/session.js";
import { clientMutants } from "./client-mutants.js";
import { documentMutants } from "./document-mutants.js";
import type { Fate, Mutant, MutantOutcome } from "./mutant.js";
import { excuseOf } from "./survivors.js";

export interface Ground {
  readonly model: ApiModel;
  readonly suite: Suite;
  readonly sources: Sources;
  readonly mock: Awaited<ReturnType<typeof startMock>>;
}

/** All mutants of a document and its package, in an order that the seed decides. */
export async function mutantsOf({ model, sources }: Ground, seed: number): Promise<Mutant[]> {
  const used = usedFiles(sources);
  const all = [
    ...(await documentMutants(model.document as JsonObject)),
    ...clientMutants(sources, (path) => used.has(path)),
  ];
  return shuffled(all, seed);
}

/**
 * What the suite finds wrong without any mutant: while there is something, every mutant would seem
 * killed, and the score would say nothing.
 */
export async function baselineFaults({ model, suite, sources, mock }: Ground): Promise<string[]> {
  const run = runOf(model, suite, await importPackage(sources), mock);
  const results = await run.all(selected(suite, {}));
  return results
    .filter(({ blame }) => blame !== "passed")
    .map(({ id, words = "" }) => `${id}: ${words}`);
}

function runOf(
  model: ApiModel,
  suite: Suite,
  pack: Awaited<ReturnType<typeof importPackage>>,
  { mock, staged }: Ground["mock"],
): Run {
  return new Run(model, suite, pack, {
    baseUrl: mock.url,
    ...(staged === undefined ? {} : { staged }),
  });
}

/** Takes mutants one by one until all are judged or `isOver` says so. */
export async function judgeMutants(
  ground: Ground,
  mutants: readonly Mutant[],
  isOver: () => boolean,
  onOutcome: (outcome: MutantOutcome) => void,
): Promise<MutantOutcome[]> {
  const outcomes: MutantOutcome[] = [];
  for (const mutant of mutants) {
    if (isOver()) break;
    const { id, of, operator } = mutant;
    const outcome = { id, of, operator, outcome: await fateOf(ground, mutant) };
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;
}

async function fateOf({ model, suite, mock }: Ground, mutant: Mutant): Promise<Fate> {
  let pack;
  try {
    const sources = await mutant.sources();
    if (sources === undefined)
      return { fate: "killed", by: "the generator", words: "the document is refused" };
    pack = await importPackage(sources);
  } catch (error) {
    return {
      fate: "killed",
      by: "the bundler",
      words: error instanceof Error ? error.message.slice(0, 200) : "",
    };
  }
  const run = runOf(model, suite, pack, mock);
  const [near, far] = ranked(selected(suite, {}), mutant.near);
  for (const part of [near, far]) {
    const [killer] = await firstFault(run, part);
    if (killer !== undefined) return { fate: "killed", by: killer.id, words: killer.words ?? "" };
  }
  const reason = excuseOf(mutant);
  return { fate: "survived", ...(reason === undefined ? {} : { reason }) };
}

/** In small portions: most mutants die of the first. */
async function firstFault(run: Run, cases: readonly Planned[]) {
  for (let at = 0; at < cases.length; at += 64) {
    const faults = (await run.all(cases.slice(at, at + 64))).filter(
      ({ blame }) => blame !== "passed",
    );
    if (faults.length > 0) return faults;
  }
  return [];
}

/** The likeliest cases first. */
function ranked(cases: readonly Planned[], near: readonly string[]): [Planned[], Planned[]] {
  const rank = ({ operation, one }: Planned): number => {
    const index = near.findIndex(
      (words) =>
        operation === words ||
        one.pointer.includes(words) ||
        one.covers.some((unit) => unit.includes(words)),
    );
    return index === -1 ? near.length : index;
  };
  const order = cases
    .map((planned) => [rank(planned), planned] as const)
    .sort(([one], [other]) => one - other);
  return [
    order.filter(([place]) => place < near.length).map(([, planned]) => planned),
    order.filter(([place]) => place === near.length).map(([, planned]) => planned),
  ];
}

/** Files that the client and the validators of its operations lead to; other components are in nobody's way. */
function usedFiles(sources: Sources): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (path: string): void => {
    const text = sources.get(path);
    if (text === undefined || used.has(path)) return;
    used.add(path);
    for (const [, name = ""] of text.matchAll(/from "(\.[^"]*)\.js"/g))
      visit(`${posix.join(posix.dirname(path), name)}.ts`);
  };
  for (const path of ["src/index.ts", "src/schemas/validators.ts"]) visit(path);
  return used;
}
