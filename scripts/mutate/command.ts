import { suiteOf } from "../../generator/index.js";
import { generatedSources, sourcesIn } from "../contract/package.js";
import { readContractModel, startMock } from "../contract/session.js";
import { EXIT, refusalOf } from "../exit.js";
import { printDiagnostics } from "../fault.js";
import { Campaign } from "./campaign.js";
import { Journal } from "./journal.js";
import type { Mutant, MutantOutcome } from "./mutant.js";
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
  /** Percent killed below which the run fails. */
  readonly min: number;
}

/** Judges mutants of a document and its package, and prints what became of them. Returns the exit code. */
export async function mutate(flags: MutateFlags): Promise<number> {
  const { input, client, seed, grep = "", full = false, min } = flags;
  const { model, diagnostics, sources: files } = await readContractModel(input);
  if (model === undefined) {
    printDiagnostics(diagnostics, files, "text");
    return refusalOf(diagnostics);
  }
  const suite = suiteOf(model);
  const sources = client === undefined ? await generatedSources(input) : await sourcesIn(client);
  if (sources === undefined) throw new Error("the document generates no package");
  const mock = await startMock(model, suite, false);
  try {
    const campaign = await Campaign.on({ model, suite, sources, mock });
    const wrong = await campaign.baselineFaults();
    if (wrong.length > 0) {
      console.log("The suite is not green without a mutant, so that no score would mean anything:");
      for (const line of wrong.slice(0, 10)) console.log(`  ${line}`);
      return EXIT.document;
    }
    const all = campaign.mutants(seed);
    const matching = all.filter(({ id }) => id.includes(grep));
    const taken = full || grep !== "" ? matching : matching.slice(0, flags.sample);
    const journal = Journal.at(flags.log, [suite, [...sources]]);
    const outcomes = await judged(campaign, taken, journal, full ? Infinity : flags.minutes);
    for (const line of linesOf(outcomes, all.length)) console.log(line);
    const wrongly = [
      ...(flags.isOurs === true ? refuted(outcomes) : []).map(
        ({ id }) => `noticed, though it is excused: ${String(id)}`,
      ),
      ...(full && grep === "" && flags.isOurs === true
        ? idle(all.map(({ id }) => id)).map(({ id }) => `no mutant is excused by ${String(id)}`)
        : []),
    ];
    for (const line of wrongly) console.log(line);
    const isEnough = scoreOf(outcomes).percent >= min;
    return isEnough && wrongly.length === 0 ? EXIT.clean : EXIT.document;
  } finally {
    await mock.mock.stop();
  }
}

/** What became of each mutant, as the journal knows it or by judging it. */
async function judged(
  campaign: Campaign,
  mutants: readonly Mutant[],
  journal: Journal,
  minutes: number,
): Promise<MutantOutcome[]> {
  const end = performance.now() + minutes * 60_000;
  const pending = mutants.filter(({ id }) => journal.get(id) === undefined);
  const progress = new Progress(mutants.length, mutants.length - pending.length);
  await campaign.judge(
    pending,
    () => performance.now() > end,
    (outcome) => {
      journal.add(outcome);
      progress.tell(outcome);
    },
  );
  progress.end();
  return mutants.flatMap(({ id }) => journal.get(id) ?? []);
}
