import type { ApiModel, JsonObject, Suite } from "../../generator/index.js";
import { AjvWitness } from "../contract/objections.js";
import type { Modules, Sources } from "../contract/modules.js";
import { modulesOf, packageIn, type ClientPackage } from "../contract/package.js";
import { Run, type Planned } from "../contract/run.js";
import { selected, shuffled } from "../contract/selection.js";
import type { startMock } from "../contract/session.js";
import { clientMutants } from "./client-mutants.js";
import { documentMutants, generated } from "./document-mutants.js";
import type { Fate, Mutant, MutantOutcome } from "./mutant.js";
import { excuseOf } from "./survivors.js";

export interface Ground {
  readonly model: ApiModel;
  readonly suite: Suite;
  readonly sources: Sources;
  readonly mock: Awaited<ReturnType<typeof startMock>>;
}

/** A package without a mutant, which mutants of its kind are held against. */
interface Original {
  readonly modules: Modules;
  readonly pack: ClientPackage;
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
    const anew = await generated(ground.model.document as JsonObject);
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

  /** Takes mutants one by one until all are judged or `isOver` says so. */
  async judge(
    mutants: readonly Mutant[],
    isOver: () => boolean,
    onOutcome: (outcome: MutantOutcome) => void,
  ): Promise<MutantOutcome[]> {
    const outcomes: MutantOutcome[] = [];
    for (const mutant of mutants) {
      if (isOver()) break;
      const { id, of, operator } = mutant;
      const outcome = { id, of, operator, outcome: await this.#fateOf(mutant) };
      outcomes.push(outcome);
      onOutcome(outcome);
    }
    return outcomes;
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
    const isTouched = touchedBy(original.pack, pack);
    const cases = this.#cases.filter(({ operation }) => isTouched(operation));
    if (cases.length === 0) return { fate: "equivalent", reason: "the package's code is the same" };
    const run = this.#run(pack);
    for (const part of portions(likeliestFirst(cases, mutant.near))) {
      const killer = (await run.all(part)).find(({ blame }) => blame !== "passed");
      if (killer !== undefined) return { fate: "killed", by: killer.id, words: killer.words ?? "" };
    }
    const reason = excuseOf(mutant);
    return reason === undefined ? { fate: "survived" } : { fate: "equivalent", reason };
  }

  #run(pack: ClientPackage): Run {
    const { model, suite, mock } = this.ground;
    const { staged } = mock;
    return new Run(model, suite, pack, {
      baseUrl: mock.mock.url,
      witness: this.#witness,
      ...(staged === undefined ? {} : { staged }),
    });
  }
}

/** Operations whose functions or validators a mutant has made anew; modules that it left alone are shared. */
function touchedBy(
  original: ClientPackage,
  mutated: ClientPackage,
): (operation: string) => boolean {
  const isEverywhere =
    original.security !== mutated.security ||
    original.client.createTransport !== mutated.client.createTransport;
  return (operation) =>
    isEverywhere ||
    original.client[operation] !== mutated.client[operation] ||
    original.validators[operation] !== mutated.validators[operation];
}

/** The cases most like to notice first, those as likely in their order. */
function likeliestFirst(cases: readonly Planned[], near: readonly string[]): Planned[] {
  const rank = ({ operation, one }: Planned): number => {
    const index = near.findIndex(
      (words) =>
        operation === words ||
        one.pointer.includes(words) ||
        one.covers.some((unit) => unit.includes(words)),
    );
    return index === -1 ? near.length : index;
  };
  return cases
    .map((planned) => [rank(planned), planned] as const)
    .sort(([one], [other]) => one - other)
    .map(([, planned]) => planned);
}

/** Small at first, since most mutants die at once. */
function* portions(cases: readonly Planned[]): Iterable<readonly Planned[]> {
  for (let at = 0, size = 16; at < cases.length; at += size, size = Math.min(size * 2, 128))
    yield cases.slice(at, at + size);
}
