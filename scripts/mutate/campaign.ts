import type { ApiModel, JsonObject, Suite } from "../../generator/index.js";
import { AjvWitness } from "../contract/objections.js";
import type { Modules, Sources } from "../contract/modules.js";
import { modulesOf, packageIn, type ClientPackage } from "../contract/package.js";
import { Run, type Planned } from "../contract/run.js";
import { selected, shuffled } from "../contract/selection.js";
import type { startMock } from "../contract/session.js";
import { clientMutants } from "./client-mutants.js";
import { documentMutants, generatedFrom } from "./document-mutants.js";
import type { Fate, Mutant, MutantOutcome } from "./mutant.js";
import { likeliestFirst, touchedCases } from "./touched.js";

export interface Ground {
  readonly model: ApiModel;
  readonly suite: Suite;
  /** The package that the mutants of a client are made of. */
  readonly sources: Sources;
  readonly mock: Awaited<ReturnType<typeof startMock>>;
}

/** A package without a mutant, which mutants of its kind are held against. */
interface Original {
  readonly modules: Modules;
  readonly pack: ClientPackage;
}

/** Mutants on their way at once: while one waits for the mock, another is generated. */
const WIDTH = 3;

/** Mutants of a document and its package, and the suite that is to notice them. */
export class Campaign {
  readonly #cases: readonly Planned[];
  readonly #witness: AjvWitness;

  private constructor(
    readonly ground: Ground,
    readonly originals: Readonly<Record<Mutant["of"], Original>>,
  ) {
    this.#cases = selected(ground.suite, {});
    this.#witness = new AjvWitness(ground.model, originals.client.pack.formats);
  }

  static async on(ground: Ground): Promise<Campaign> {
    const client = await modulesOf(ground.sources);
    // What is generated here has another name than the package of a folder, and nothing else.
    const anew = await generatedFrom(ground.model.document as JsonObject);
    if (anew === undefined) throw new Error("the document generates no package");
    const document = await modulesOf(anew, client);
    return new Campaign(ground, {
      client: { modules: client, pack: packageIn(client) },
      document: { modules: document, pack: packageIn(document) },
    });
  }

  /** All mutants, in an order that the seed decides. */
  mutants(seed: number): Mutant[] {
    const { model, sources } = this.ground;
    const { modules } = this.originals.client;
    return shuffled(
      [
        ...documentMutants(model.document as JsonObject),
        ...clientMutants(sources, (path) => modules.compiled.has(path)),
      ],
      seed,
    );
  }

  /**
   * What the suite finds wrong without any mutant: while there is something, every mutant would
   * seem killed, and the score would say nothing.
   */
  async baselineFaults(): Promise<string[]> {
    const results = await this.#run(this.originals.client.pack).all(this.#cases);
    return results
      .filter(({ blame }) => blame !== "passed")
      .map(({ id, words = "" }) => `${id}: ${words}`);
  }

  /** Takes mutants until all are judged or `isOver` says so; the outcomes come in the order in which they are known. */
  async judge(
    mutants: readonly Mutant[],
    isOver: () => boolean,
    onOutcome: (outcome: MutantOutcome) => void,
  ): Promise<void> {
    let next = 0;
    const work = async (): Promise<void> => {
      for (
        let mutant = mutants[next++];
        mutant !== undefined && !isOver();
        mutant = mutants[next++]
      ) {
        const { id, of, operator } = mutant;
        onOutcome({ id, of, operator, outcome: await this.#fateOf(mutant) });
      }
    };
    await Promise.all(Array.from({ length: WIDTH }, work));
  }

  async #fateOf(mutant: Mutant): Promise<Fate> {
    const original = this.originals[mutant.of];
    let pack: ClientPackage;
    try {
      const sources = await mutant.sources();
      if (sources === undefined)
        return { fate: "killed", by: "the generator", words: "the document is refused" };
      pack = packageIn(await modulesOf(sources, original.modules));
    } catch (error) {
      const words = error instanceof Error ? error.message.slice(0, 200) : "";
      return { fate: "killed", by: "the compiler", words };
    }
    const cases = touchedCases(this.#cases, original.pack, pack);
    if (cases.length === 0) return { fate: "equivalent", reason: "the package's code is the same" };
    const results = await this.#run(pack).all(likeliestFirst(cases, mutant.near));
    const killer = results.find(({ blame }) => blame !== "passed");
    return killer === undefined
      ? { fate: "survived" }
      : { fate: "killed", by: killer.id, words: killer.words ?? "" };
  }

  #run(pack: ClientPackage): Run {
    const { model, suite, mock } = this.ground;
    const { staged } = mock;
    return new Run(model, suite, pack, {
      baseUrl: mock.mock.url,
      witness: this.#witness,
      until: ({ blame }) => blame !== "passed",
      ...(staged === undefined ? {} : { staged }),
    });
  }
}
