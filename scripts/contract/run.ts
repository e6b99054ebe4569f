import type { ApiModel, Operation, Suite, SuiteCase } from "../../generator/index.js";
import type { Staged } from "./mock/additions.js";
import { faultOf } from "./mock/known-faults.js";
import { AjvWitness } from "./objections.js";
import type { ClientPackage } from "./package.js";
import { Player } from "./player.js";
import type { CaseResult } from "./result.js";

/** A case with the operation it belongs to. */
export interface Planned {
  readonly operation: string;
  readonly one: SuiteCase;
}

export interface RunOptions {
  readonly baseUrl: string;
  /** Absent: the mock serves the document as written, and made answers are played in its place. */
  readonly staged?: Staged;
  /** Default: Ajv on the document, with the package's formats. */
  readonly witness?: AjvWitness;
  /** Cases on their way at once; default 8. */
  readonly width?: number;
  /** Ends the run after the first result that it is true of; default: none. */
  readonly until?: (result: CaseResult) => boolean;
}

/** Runs cases through a generated client and has every witness say what it thinks of them. */
export class Run {
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #player: Player;

  constructor(
    model: ApiModel,
    suite: Suite,
    pack: ClientPackage,
    readonly options: RunOptions,
  ) {
    this.#operations = new Map(model.operations.map((operation) => [operation.name, operation]));
    this.#player = new Player(model, suite, pack, {
      baseUrl: options.baseUrl,
      witness: options.witness ?? new AjvWitness(model, pack.formats),
      ...(options.staged === undefined ? {} : { staged: options.staged }),
    });
  }

  /** The results in the order of the cases; fewer where the run ended early. */
  async all(
    cases: readonly Planned[],
    onResult?: (result: CaseResult) => void,
  ): Promise<CaseResult[]> {
    const results: (CaseResult | undefined)[] = [];
    let next = 0;
    let isOver = false;
    const work = async (): Promise<void> => {
      for (let index = next++; index < cases.length && !isOver; index = next++) {
        const planned = cases[index];
        if (planned === undefined) return;
        const result = await this.one(planned);
        results[index] = result;
        onResult?.(result);
        if (this.options.until?.(result) === true) isOver = true;
      }
    };
    await Promise.all(Array.from({ length: this.options.width ?? 8 }, work));
    return results.filter((result) => result !== undefined);
  }

  async one({ operation: name, one }: Planned): Promise<CaseResult> {
    const operation = this.#operations.get(name);
    if (operation === undefined) throw new Error(`the model has no operation ${name}`);
    const { judgement, outcome } = await this.#player.play(operation, one);
    const { request, answer } = outcome;
    const blamed = { one, operation, judgement, ...(request === undefined ? {} : { request }) };
    const fault = judgement.blame === "mock" ? faultOf(blamed) : undefined;
    return {
      id: one.id,
      operation: name,
      kind: one.kind,
      pointer: one.pointer,
      covers: one.covers,
      ...judgement,
      ...(fault === undefined ? {} : { fault: fault.id }),
      ...(request === undefined ? {} : { request }),
      ...(answer === undefined ? {} : { answer }),
    };
  }
}
