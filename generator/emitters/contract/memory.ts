import type { Json, JsonObject } from "../../model/json.js";
import type { SchemaId } from "../../model/schema.js";

/** An object or a list: what a value is made of. */
type Part = JsonObject | readonly Json[];

function isPart(value: Json): value is Part {
  return typeof value === "object" && value !== null;
}

/**
 * Whether a value satisfied a schema, and every schema that was asked on the way to knowing: of the
 * value itself, and by the verdicts on its parts. They are put together only when somebody asks.
 */
export class Remembered {
  valid = true;
  readonly #schemas: SchemaId[] = [];
  #parts: Remembered[] | undefined;
  #all: ReadonlySet<SchemaId> | undefined;

  add(schema: SchemaId): void {
    this.#schemas.push(schema);
  }

  addPart(part: Remembered): void {
    (this.#parts ??= []).push(part);
  }

  /** Whether a schema was asked. */
  asked(schema: SchemaId): boolean {
    return (
      this.#schemas.includes(schema) ||
      (this.#parts?.some((part) => part.#asked.has(schema)) ?? false)
    );
  }

  get #asked(): ReadonlySet<SchemaId> {
    if (this.#all !== undefined) return this.#all;
    const all = new Set(this.#schemas);
    for (const part of this.#parts ?? []) for (const schema of part.#asked) all.add(schema);
    return (this.#all = all);
  }
}

/**
 * Verdicts on what values are made of. An edited value shares with its original
 * all that the edit leaves alone, so that of a large body only the way to the edit is judged anew.
 * They hold without a constraint too, where its schema was not asked.
 */
export class Memory {
  /** Weak where it outlives the values; a weak map costs the collector much. */
  readonly #verdicts: Pick<WeakMap<object, Map<SchemaId, Remembered>>, "get" | "set">;
  /** Of texts, numbers and the like, what each schema was asked about last. */
  readonly #last = new Map<SchemaId, { readonly value: Json; readonly verdict: Remembered }>();

  constructor({ isPassing = false } = {}) {
    this.#verdicts = isPassing ? new Map() : new WeakMap();
  }

  recall(value: Json, schema: SchemaId): Remembered | undefined {
    if (isPart(value)) return this.#verdicts.get(value)?.get(schema);
    const last = this.#last.get(schema);
    return last?.value === value ? last.verdict : undefined;
  }

  keep(value: Json, schema: SchemaId, verdict: Remembered): void {
    if (!isPart(value)) {
      this.#last.set(schema, { value, verdict });
      return;
    }
    const known = this.#verdicts.get(value);
    if (known === undefined) this.#verdicts.set(value, new Map([[schema, verdict]]));
    else known.set(schema, verdict);
  }
}
