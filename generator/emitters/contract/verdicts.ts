import type { Json } from "../../model/json.js";
import type { SchemaId } from "../../model/schema.js";
import type { Clause } from "./clause.js";
import { FAILS, type Finding, HOLDS } from "./finding.js";
import { Memory, Remembered } from "./memory.js";

/** What one evaluation that asks for validity alone finds out, and what it knows already. */
export class Verdicts {
  readonly #memory: Memory;
  readonly #without: Clause | undefined;
  /** What is found out of the present value. */
  #verdict = new Remembered();
  /** Whether the schema of the constraint that is left out was asked of it. */
  #isConcerned = false;
  /** What holds without that constraint: in a recursive union all is asked again and again. */
  #apart: Memory | undefined;

  constructor(memory: Memory, without: Clause | undefined) {
    this.#memory = memory;
    this.#without = without;
  }

  /** Notes that a schema is asked about the present value. */
  ask(id: SchemaId): void {
    this.#verdict.add(id);
    if (this.#without?.schema === id) this.#isConcerned = true;
  }

  /** Notes a verdict that the present one rests on. */
  rely(part: Remembered): void {
    this.#verdict.addPart(part);
  }

  /** The verdict on a value, judged now where it is not known. */
  of(id: SchemaId, value: Json, judge: (id: SchemaId, value: Json) => Finding): Finding {
    return this.#known(id, value) ?? this.#judged(id, value, judge);
  }

  #known(id: SchemaId, value: Json): Finding | undefined {
    let known = this.#memory.recall(value, id);
    if (this.#without !== undefined && (known === undefined || known.asked(this.#without.schema))) {
      known = this.#apart?.recall(value, id);
      this.#isConcerned ||= known !== undefined;
    }
    if (known === undefined) return undefined;
    this.#verdict.addPart(known);
    return known.valid ? HOLDS : FAILS;
  }

  #judged(id: SchemaId, value: Json, judge: (id: SchemaId, value: Json) => Finding): Finding {
    const around = this.#verdict;
    const isConcerned = this.#isConcerned;
    const verdict = (this.#verdict = new Remembered());
    this.#isConcerned = false;
    const found = judge(id, value);
    verdict.valid = found.valid;
    const memory = this.#isConcerned
      ? (this.#apart ??= new Memory({ isPassing: true }))
      : this.#memory;
    memory.keep(value, id, verdict);
    this.#verdict = around;
    this.#isConcerned ||= isConcerned;
    around.addPart(verdict);
    return found;
  }
}
