import type { Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import type { Direction } from "./access.js";
import type { Clause } from "./clause.js";
import { Evaluation } from "./evaluation.js";
import type { Objection, Visit } from "./finding.js";
import { Guards } from "./guards.js";
import { Memory } from "./memory.js";
import { Texts } from "./texts.js";
import { Verdicts } from "./verdicts.js";

export interface Verdict {
  readonly valid: boolean;
  /** Schemas that the value satisfied; those of a failed branch are not among them. */
  readonly visits: readonly Visit[];
}

/**
 * Judges values by the model's assertions. `without` leaves one constraint out of account: a value
 * that is invalid, and valid without the constraint, breaks that constraint alone.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-7
 */
export class Evaluator {
  readonly #schemas: ApiModel["schemas"];
  readonly #direction: Direction;
  #annotates: boolean | undefined;
  readonly #memory = new Memory();
  readonly #guards: Guards;
  readonly texts = new Texts();

  constructor(model: ApiModel, direction: Direction) {
    this.#schemas = model.schemas;
    this.#direction = direction;
    this.#guards = new Guards(model.schemas, direction);
  }

  evaluate(id: SchemaId, value: Json, at = "", without?: Clause): Verdict {
    const { valid, visits } = this.#run(without).apply(id, value, at);
    return { valid, visits };
  }

  /** Values that the schema offers itself, valid or not. */
  examplesOf(id: SchemaId): Json[] {
    const schema = this.#schemas[id];
    if (schema === undefined) return [];
    const { ref } = schema.assertions;
    const own = schema.examples.map((example) => example.value);
    return own.length > 0 || ref === undefined || ref === id ? own : this.examplesOf(ref);
  }

  /** The first constraint that a value breaks, and where: `required line, at /orders/0`; none when it is valid. */
  objection(id: SchemaId, value: Json): string | undefined {
    const objection = this.objectionTo(id, value);
    if (objection === undefined) return undefined;
    const { keyword, detail, at } = objection;
    return [keyword, detail].filter(Boolean).join(" ") + (at === "" ? "" : `, at ${at}`);
  }

  /** The same, in its parts. */
  objectionTo(id: SchemaId, value: Json): Objection | undefined {
    if (this.isValid(id, value)) return undefined;
    return this.#run().apply(id, value, "").fault;
  }

  isValid(id: SchemaId, value: Json, without?: Clause): boolean {
    if (without === undefined) {
      const known = this.#memory.recall(value, id);
      if (known !== undefined) return known.valid;
    }
    return this.#run(without, this.#memory).isValid(id, value);
  }

  #run(without?: Clause, memory?: Memory): Evaluation {
    this.#annotates ??= Object.values(this.#schemas).some(
      ({ assertions: { array, object } }) =>
        (array?.unevaluatedItems ?? object?.unevaluatedProperties) !== undefined,
    );
    return new Evaluation(
      this.#schemas,
      this.#direction,
      this.#annotates,
      without,
      memory && new Verdicts(memory, without),
      this.texts,
      this.#guards,
    );
  }
}
