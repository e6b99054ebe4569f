import { suiteOf } from "../../generator/index.js";
import { generatedSources, sourcesIn } from "../contract/package.js";
import { readContractModel, startMock } from "../contract/session.js";
import { Campaign } from "./campaign.js";
import type { Answer, Assignment, Question } from "./crew.js";
import { digestOf } from "./journal.js";
import type { Mutant } from "./mutant.js";

/** A worker's process: it is sent an assignment, then questions, which it answers until nobody is left to ask. */
const tell = (answer: Answer): void => void process.send?.(answer);

process.once("message", ({ input, client, digest }: Assignment) => {
  void openCampaign(input, client, digest).then(
    (campaign) => {
      if (campaign === undefined) return tell({ kind: "changed" });
      const mutants = new Map(campaign.mutants(0).map((mutant) => [mutant.id, mutant]));
      process.on("message", (question: Question) => void answer(campaign, mutants, question));
      tell({ kind: "ready" });
    },
    (error: unknown) => tell({ kind: "failed", words: wordsOf(error) }),
  );
});
process.once("disconnect", () => process.exit());

/** Undefined where the document or its package are not those that the run began with. */
async function openCampaign(
  input: string,
  client: string | undefined,
  digest: string,
): Promise<Campaign | undefined> {
  const { model } = await readContractModel({ input });
  const sources =
    client === undefined ? await generatedSources({ input }) : await sourcesIn(client);
  if (model === undefined || sources === undefined) return undefined;
  const suite = suiteOf(model);
  if (digestOf(suite, sources) !== digest) return undefined;
  return Campaign.on({ model, suite, sources, mock: await startMock(model, suite, false) });
}

async function answer(
  campaign: Campaign,
  mutants: ReadonlyMap<string, Mutant>,
  question: Question,
): Promise<void> {
  try {
    if (question.kind === "baseline")
      return tell({ kind: "baseline", wrong: await campaign.baselineFaults(question.shard) });
    const mutant = mutants.get(question.id);
    if (mutant === undefined) throw new Error(`there is no mutant ${question.id}`);
    tell({ kind: "fate", id: mutant.id, fate: await campaign.fateOf(mutant) });
  } catch (error) {
    tell({ kind: "failed", words: wordsOf(error) });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
