import { describe, expect, it } from "vitest";
import { suiteOf } from "../../generator/index.js";
import { generatedSources, modulesOf } from "../../scripts/contract/package.js";
import { readContractModel } from "../../scripts/contract/session.js";
import { mutantsOf } from "../../scripts/mutate/campaign.js";
import { Crew, WorkerDeath, type Worker } from "../../scripts/mutate/crew.js";
import { CommandLineFault } from "../../scripts/fault.js";
import { hireProcess } from "../../scripts/mutate/hire.js";
import { digestOf } from "../../scripts/mutate/journal.js";
import type { Mutant, MutantOutcome } from "../../scripts/mutate/mutant.js";

const LIBRARY = "test/mutate/fixtures/library.yaml";

const mutants = ["a", "b", "c", "d", "e", "f"].map((id): Mutant => ({
  id,
  of: "client",
  operator: "breaks a path",
  near: [],
  sources: () => Promise.resolve(undefined),
}));

/** Workers that notice every mutant, and die of some. */
function workers(poison: readonly string[] = []) {
  const hired: { asked: string[]; isDismissed: boolean; shard?: object }[] = [];
  const hire = (): Promise<Worker> => {
    const record: (typeof hired)[number] = { asked: [], isDismissed: false };
    hired.push(record);
    let isDead = false;
    return Promise.resolve({
      baseline: (shard) => {
        record.shard = shard;
        return Promise.resolve([]);
      },
      fateOf: async (id) => {
        record.asked.push(id);
        if (poison.includes(id)) isDead = true;
        await new Promise(setImmediate);
        if (isDead) throw new WorkerDeath("it ended");
        return { fate: "killed", by: "a case", words: "" };
      },
      dismiss: () => {
        record.isDismissed = true;
      },
    });
  };
  return { hired, hire };
}

async function judged(crew: Crew, isOver: () => boolean = () => false) {
  const outcomes: MutantOutcome[] = [];
  await crew.judge(mutants, isOver, (outcome) => outcomes.push(outcome));
  return outcomes.map(({ id, outcome }) => `${id} ${"by" in outcome ? outcome.by : outcome.fate}`);
}

describe("a crew", () => {
  it("shares the suite without a mutant and then the mutants, each judged once", async () => {
    const { hired, hire } = workers();
    const crew = new Crew({ jobs: 2, hire });
    expect(await crew.baselineFaults()).toEqual([]);
    expect(hired.map(({ shard }) => shard)).toEqual([
      { index: 1, count: 2 },
      { index: 2, count: 2 },
    ]);
    const lines = await judged(crew);
    expect(lines.sort()).toEqual(mutants.map(({ id }) => `${id} a case`));
    expect(hired.map(({ asked }) => asked.length > 0)).toEqual([true, true]);
    expect(hired.every(({ isDismissed }) => isDismissed)).toBe(true);
  });

  it("replaces workers that have judged their share", async () => {
    const { hired, hire } = workers();
    expect(await judged(new Crew({ jobs: 1, hire, life: 2 }))).toHaveLength(mutants.length);
    expect(hired.map(({ asked }) => asked.length)).toEqual([2, 2, 2]);
  });

  it("judges what a worker died with once more, and knows the mutant that it died of", async () => {
    const { hired, hire } = workers(["b"]);
    const lines = await judged(new Crew({ jobs: 1, hire }));
    expect(lines.sort()).toEqual(
      mutants.map(({ id }) => (id === "b" ? "b the process" : `${id} a case`)),
    );
    expect(hired.every(({ isDismissed }) => isDismissed)).toBe(true);
  });

  it("takes no further mutant when the time is over", async () => {
    const { hire } = workers();
    let asked = 0;
    expect(await judged(new Crew({ jobs: 1, hire }), () => asked++ > 2)).toHaveLength(2);
  });
});

describe("workers in processes of their own", async () => {
  const { model } = await readContractModel({ input: LIBRARY });
  const sources = await generatedSources({ input: LIBRARY });
  if (model === undefined || sources === undefined) throw new Error(`${LIBRARY} has no model`);
  const digest = digestOf(suiteOf(model), sources);

  it("find the suite of a document green, and its mutants killed", async () => {
    const taken = mutantsOf({ model, sources }, await modulesOf(sources), 1).filter(
      (_, index) => index % 12 === 0,
    );
    const crew = new Crew({ jobs: 1, hire: () => hireProcess({ input: LIBRARY, digest }) });
    expect(await crew.baselineFaults()).toEqual([]);
    const fates: string[] = [];
    await crew.judge(
      taken,
      () => false,
      ({ id, outcome }) => fates.push(`${id}: ${outcome.fate}`),
    );
    expect(fates).toHaveLength(taken.length);
    expect(fates.filter((line) => line.endsWith(": survived"))).toEqual([]);
  });

  it("refuse another document than the run began with", async () => {
    const hired = hireProcess({ input: LIBRARY, digest: "another" });
    await expect(hired).rejects.toBeInstanceOf(CommandLineFault);
  });
});
