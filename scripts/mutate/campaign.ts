import type { ApiModel, JsonObject, Suite } from "../../generator/index.js";
import { AjvWitness } from "../contract/objections.js";
import type { Modules, Sources } from "../contract/modules.js";
import { modulesOf, packageIn, type ClientPackage } from "../contract/package.js";
import { Run, type Planned } from "../contract/run.js";
import { selected, shuffled, type Selection } from "../contract/selection.js";
import type { startMock } from "../contract/session.js";
import { clientMutants } from "./client-mutants.js";
import { documentMutants, generatedFrom } from "./document-mutants.js";
import type { Fate, Mutant } from "./mutant.js";
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

/** All mutants of a document and its package, in an order that the seed decides. */
export function mutantsOf(
  { model, sources }: Pick<Ground, "model" | "sources">,
  { compiled }: Modules,
  seed: number,
): Mutant[] {
  return shuffled(
    [
      ...documentMutants(model.document as JsonObject),
      ...clientMutants(sources, (path) => compiled.has(path)),
    ],
    seed,
  );
}

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
    return mutantsOf(this.ground, this.originals.client.modules, seed);
  }

  /**
   * What the suite finds wrong without any mutant: while there is something, every mutant would
   * seem killed, and the score would say nothing.
   *
   * @param shard the part of the cases that is run; default: all
   */
  async baselineFaults(shard?: Selection["shard"]): Promise<string[]> {
    const cases = shard === undefined ? this.#cases : selected(this.ground.suite, { shard });
    const results = await this.#run(this.originals.client.pack).all(cases);
    return results
      .filter(({ blame }) => blame !== "passed")
      .map(({ id, words = "" }) => `${id}: ${words}`);
  }

  /** What becomes of a mutant: the first case that notices it, or that none does. */
  async fateOf(mutant: Mutant): Promise<Fate> {
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
