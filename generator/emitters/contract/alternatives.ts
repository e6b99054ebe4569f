import { relator, type Relator } from "../../relate/relate.js";
import type { ApiModel } from "../../model/model.js";
import type { Schema, SchemaId } from "../../model/schema.js";
import { accessOf, type Direction } from "./access.js";
import { applied } from "./clauses.js";

/** The reason of what stands in alternatives alone that no value satisfies without another. */
export const VOIDED = "all values of the alternative that it stands in are values of another";

/**
 * Which alternatives a document makes void: where all values of one are values of another too, none
 * satisfies the `oneOf` by it. What is called void is proven.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.3
 */
export class Alternatives {
  readonly #model: ApiModel;
  readonly #void = new Map<SchemaId, ReadonlySet<SchemaId>>();
  readonly #sided = new Map<SchemaId, boolean>();
  #relator: Relator | undefined;

  constructor(model: ApiModel) {
    this.#model = model;
  }

  /** The alternatives of a schema's `oneOf` that no value satisfies alone. */
  voidOf({ id, assertions: { oneOf = [] } }: Schema): ReadonlySet<SchemaId> {
    if (oneOf.length < 2) return NONE;
    const known = this.#void.get(id);
    if (known !== undefined) return known;
    const found = new Set(
      oneOf.filter((one, index) =>
        oneOf.some((other, place) => place !== index && this.#isWithin(one, other)),
      ),
    );
    this.#void.set(id, found);
    return found;
  }

  /** The schemas that a valid value of the root may be asked to satisfy: none below a void alternative alone. */
  liveBelow(root: SchemaId, direction: Direction): ReadonlySet<SchemaId> {
    const live = new Set<SchemaId>([root]);
    for (const id of live) {
      const schema = this.#model.schemas[id];
      if (schema === undefined) continue;
      const { oneOf = [], ...rules } = schema.assertions;
      const idle = this.voidOf(schema);
      for (const next of applied(this.#model, rules, direction)) live.add(next);
      for (const next of oneOf) if (!idle.has(next)) live.add(next);
    }
    return live;
  }

  #isWithin(one: SchemaId, other: SchemaId): boolean {
    const { schemas } = this.#model;
    this.#relator ??= relator(schemas, schemas);
    return (
      this.#relator.relate([one], [other]).narrower.length === 0 &&
      // What one side of the wire alone has is not required of the other: proofs know no sides.
      ![one, other].some((id) => this.#isSided(id))
    );
  }

  #isSided(root: SchemaId): boolean {
    const known = this.#sided.get(root);
    if (known !== undefined) return known;
    const seen = new Set<SchemaId>([root]);
    let isSided = false;
    for (const id of seen) {
      const rules = this.#model.schemas[id]?.assertions ?? {};
      isSided ||= accessOf(this.#model.schemas, id) !== "both";
      for (const direction of ["request", "response"] as const)
        for (const next of applied(this.#model, rules, direction)) seen.add(next);
    }
    this.#sided.set(root, isSided);
    return isSided;
  }
}

const NONE: ReadonlySet<SchemaId> = new Set();

const known = new WeakMap<ApiModel["schemas"], Alternatives>();

/** Those of a document: told once for all its operations. */
export function alternativesOf(model: ApiModel): Alternatives {
  const found = known.get(model.schemas) ?? new Alternatives(model);
  known.set(model.schemas, found);
  return found;
}
