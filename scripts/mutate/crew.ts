import type { Selection } from "../contract/selection.js";
import type { Fate, Mutant, MutantOutcome } from "./mutant.js";

/** What all workers of a run are to judge. */
export interface Assignment {
  readonly input: string;
  /** Folder of the generated package; absent: generated anew, in memory. */
  readonly client?: string;
  /** Of the document and package that the run began with. */
  readonly digest: string;
}

/** What a worker is asked. */
export type Question =
  | { readonly kind: "baseline"; readonly shard: NonNullable<Selection["shard"]> }
  | { readonly kind: "fate"; readonly id: string };

/** What a worker says. */
export type Answer =
  | { readonly kind: "ready" }
  /** The document or the package is another than when the run began. */
  | { readonly kind: "changed" }
  | { readonly kind: "failed"; readonly words: string }
  | { readonly kind: "baseline"; readonly wrong: readonly string[] }
  | { readonly kind: "fate"; readonly id: string; readonly fate: Fate };

/** Judges mutants away from here, and may die of one. */
export interface Worker {
  /** What the suite finds wrong without a mutant, of that part of its cases. */
  baseline(shard: NonNullable<Selection["shard"]>): Promise<readonly string[]>;
  /** Rejects with `WorkerDeath` where the worker ended before it knew. */
  fateOf(id: string): Promise<Fate>;
  dismiss(): void;
}

/** A worker ended, of itself or because nothing came of it. */
export class WorkerDeath extends Error {}

/** Mutants on their way in one worker at once: while one waits for the mock, another is generated. */
const WIDTH = 3;

const LIFE = 600;

export interface CrewOptions {
  /** How many workers judge at once. */
  readonly jobs: number;
  /** Begins a worker; resolves once it can be asked. */
  readonly hire: () => Promise<Worker>;
  /** Mutants after which a worker gives way to another, which begins with an empty memory; default 600. */
  readonly life?: number;
}

/**
 * Workers that share the mutants of a run. One that dies is replaced: the mutants in its hands are
 * judged again, each alone, and a mutant that a worker dies of even so is noticed by that.
 */
export class Crew {
  readonly #idle: Worker[] = [];

  constructor(readonly options: CrewOptions) {}

  /** What the suite finds wrong without any mutant. @throws WorkerDeath */
  async baselineFaults(): Promise<string[]> {
    const count = this.options.jobs;
    const parts = Array.from({ length: count }, async (_, index) => {
      const worker = await this.options.hire();
      this.#idle.push(worker);
      return worker.baseline({ index: index + 1, count });
    });
    return (await Promise.all(parts)).flat();
  }

  /** Takes mutants until all are judged or `isOver` says so; the outcomes come in the order in which they are known. */
  async judge(
    mutants: readonly Mutant[],
    isOver: () => boolean,
    onOutcome: (outcome: MutantOutcome) => void,
  ): Promise<void> {
    const waiting = [...mutants].reverse();
    const suspects: Mutant[] = [];
    const seat = async (): Promise<void> => {
      while (waiting.length > 0 && !isOver())
        suspects.push(...(await this.#shift(waiting, WIDTH, isOver, onOutcome)));
    };
    await Promise.all(Array.from({ length: this.options.jobs }, seat));
    while (suspects.length > 0 && !isOver())
      for (const { id, of, operator } of await this.#shift(suspects, 1, isOver, onOutcome))
        onOutcome({
          id,
          of,
          operator,
          outcome: { fate: "killed", by: "the process", words: "it ended, or nothing came of it" },
        });
  }

  dismiss(): void {
    for (const worker of this.#idle.splice(0)) worker.dismiss();
  }

  /** One worker's time, by which `waiting` grows shorter; returns the mutants that it died with. */
  async #shift(
    waiting: Mutant[],
    width: number,
    isOver: () => boolean,
    onOutcome: (outcome: MutantOutcome) => void,
  ): Promise<Mutant[]> {
    const worker = this.#idle.pop() ?? (await this.options.hire());
    const lost: Mutant[] = [];
    let left = this.options.life ?? LIFE;
    const work = async (): Promise<void> => {
      while (lost.length === 0 && left-- > 0 && !isOver()) {
        const mutant = waiting.pop();
        if (mutant === undefined) return;
        const { id, of, operator } = mutant;
        try {
          onOutcome({ id, of, operator, outcome: await worker.fateOf(id) });
        } catch (error) {
          if (!(error instanceof WorkerDeath)) throw error;
          lost.push(mutant);
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: width }, work));
    } finally {
      worker.dismiss();
    }
    return lost;
  }
}
