import { suiteOf } from "../../generator/index.js";
import { generatedSources, modulesOf, sourcesIn } from "../contract/package.js";
import { readContractModel } from "../contract/session.js";
import { EXIT, refusalOf } from "../exit.js";
import { printDiagnostics } from "../fault.js";
import { mutantsOf } from "./campaign.js";
import { Crew, type Worker } from "./crew.js";
import { hireProcess } from "./hire.js";
import { digestOf, Journal } from "./journal.js";
import type { Mutant } from "./mutant.js";
import { Progress } from "./progress.js";
import { linesOf, scoreOf } from "./score.js";
import { idle, refuted } from "./survivors.js";

export interface MutateFlags {
  readonly input: string;
  /** Folder of its generated package; default: generated anew, in memory. */
  readonly client?: string;
  /** The document is our own, of which the excuses are. */
  readonly isOurs?: boolean;
  readonly seed: number;
  readonly sample: number;
  readonly minutes: number;
  readonly full?: boolean;
  readonly grep?: string;
  readonly log?: string;
  /** Processes that judge at once. */
  readonly jobs: number;
  /** Percent killed below which the run fails. */
  readonly min: number;
}

/** Fewer mutants are judged before a further process has read the document. */
const LEAST_FOR_ONE = 20;

/** Judges mutants of a document and its package, and prints what became of them. Returns the exit code. */
export async function mutate(flags: MutateFlags): Promise<number> {
  const { input, client, seed, grep = "", full = false, isOurs = false, min } = flags;
  const { model, diagnostics, sources: files } = await readContractModel({ input });
  if (model === undefined) {
    printDiagnostics(diagnostics, files, "text");
    return refusalOf(diagnostics);
  }
  const suite = suiteOf(model);
  const sources =
    client === undefined ? await generatedSources({ input }) : await sourcesIn(client);
  if (sources === undefined) throw new Error("the document generates no package");
  const all = mutantsOf({ model, sources }, await modulesOf(sources), seed);
  const matching = all.filter(({ id }) => id.includes(grep));
  const taken = full || grep !== "" ? matching : matching.slice(0, flags.sample);
  const digest = digestOf(suite, sources);
  const journal = Journal.at(flags.log, digest);
  const wrong = await judgeAll(taken, journal, flags, () =>
    hireProcess({ input, digest, ...(client === undefined ? {} : { client }) }),
  );
  if (wrong.length > 0) {
    console.log("The suite is not green without a mutant, so that no score would mean anything:");
    for (const line of wrong.slice(0, 10)) console.log(`  ${line}`);
    return EXIT.document;
  }
  const outcomes = taken.flatMap(({ id }) => journal.get(id) ?? []);
  for (const line of linesOf(outcomes, all.length)) console.log(line);
  const wrongly = [
    ...(isOurs ? refuted(outcomes) : []).map(
      ({ id }) => `noticed, though it is excused: ${String(id)}`,
    ),
    ...(full && grep === "" && isOurs ? idle(all.map(({ id }) => id)) : []).map(
      ({ id }) => `no mutant is excused by ${String(id)}`,
    ),
  ];
  for (const line of wrongly) console.log(line);
  const isEnough = scoreOf(outcomes).percent >= min;
  return isEnough && wrongly.length === 0 ? EXIT.clean : EXIT.document;
}

/** Judges what the journal does not know; returns what the suite finds wrong without a mutant, and then judges none. */
async function judgeAll(
  taken: readonly Mutant[],
  journal: Journal,
  { jobs, full = false, minutes }: MutateFlags,
  hire: () => Promise<Worker>,
): Promise<readonly string[]> {
  const end = full ? Infinity : performance.now() + minutes * 60_000;
  const pending = taken.filter(({ id }) => journal.get(id) === undefined);
  if (pending.length === 0) return [];
  const worth = Math.ceil(pending.length / LEAST_FOR_ONE);
  const crew = new Crew({ jobs: Math.min(jobs, worth), hire });
  const progress = new Progress(taken.length, taken.length - pending.length);
  try {
    progress.begin("running the suite without a mutant");
    const wrong = await crew.baselineFaults();
    if (wrong.length > 0) return wrong;
    await crew.judge(
      pending,
      () => performance.now() > end,
      (outcome) => {
        journal.add(outcome);
        progress.tell(outcome);
      },
    );
    return [];
  } finally {
    crew.dismiss();
    progress.end();
  }
}
