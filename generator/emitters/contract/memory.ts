import type { Json, JsonObject } from "../../model/json.js";
import type { SchemaId } from "../../model/schema.js";

/** An object or a list: what a value is made of. */
type Part = JsonObject | readonly Json[];

/** Whether a value satisfied a schema, and every schema that was asked on the way to knowing. */
export interface Remembered {
  readonly valid: boolean;
  readonly asked: ReadonlySet<SchemaId>;
}

/**
 * Verdicts on the objects and lists that values are made of. An edited value shares with its original
 * all that the edit leaves alone, so that of a large body only the way to the edit is judged anew.
 * They hold without a constraint too, where its schema was not asked.
 */
export class Memory {
  readonly #verdicts = new WeakMap<object, Map<SchemaId, Remembered>>();

  recall(value: Part, schema: SchemaId): Remembered | undefined {
    return this.#verdicts.get(value)?.get(schema);
  }

  keep(value: Part, schema: SchemaId, verdict: Remembered): void {
    const known = this.#verdicts.get(value);
    if (known === undefined) this.#verdicts.set(value, new Map([[schema, verdict]]));
    else known.set(schema, verdict);
  }
}
