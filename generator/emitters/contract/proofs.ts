import { formatNamed, isAsserted } from "../../model/formats.js";
import type { ApiModel } from "../../model/model.js";
import type { Assertions, Schema, SchemaId } from "../../model/schema.js";
import { relator, type Relator } from "../../relate/relate.js";

/** What values satisfy beside a schema: its rules, and those of one of its members. */
export interface Narrowing {
  readonly rules: Assertions;
  readonly member?: readonly [key: string, narrowing: Narrowing];
}

/**
 * What is proven of a document's schemas. All questions are asked of one relator: what schemas mean,
 * and what was proven on the way, holds for the next one too.
 */
export class Proofs {
  /** The document's schemas, and those that narrow, each at a place that no document has. */
  readonly #schemas: Record<SchemaId, Schema>;
  readonly #relator: Relator;
  #places = 0;

  constructor({ schemas }: ApiModel) {
    this.#schemas = heldTo(schemas);
    this.#relator = relator(this.#schemas, this.#schemas);
  }

  /** Whether each value of one schema must be one of the other. */
  isWithin(one: SchemaId, other: SchemaId): boolean {
    return this.#relator.isWithin([one], [other]);
  }

  /** Asks whether all values of a schema that satisfy the narrowing too are values of another. */
  narrowedWithin(id: SchemaId, narrowing: Narrowing): (other: SchemaId) => boolean {
    const pattern = this.#schemas[id];
    if (pattern === undefined) return () => false;
    const place = this.#placed(narrowing, pattern);
    return (other) => this.#relator.isWithin([id, place], [other]);
  }

  #placed({ rules, member }: Narrowing, pattern: Schema): SchemaId {
    const id: SchemaId = `#/narrowing/${String(this.#places++)}`;
    const properties = member && { [member[0]]: this.#placed(member[1], pattern) };
    const assertions = properties ? { ...rules, object: { ...rules.object, properties } } : rules;
    this.#schemas[id] = { ...pattern, id, assertions };
    return id;
  }
}

/**
 * Schemas without the formats that no validator holds a value to: an integer is a number of the
 * format `float`, whatever its size.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-7.2.1
 */
function heldTo(schemas: ApiModel["schemas"]): Record<SchemaId, Schema> {
  const held: Record<SchemaId, Schema> = { ...schemas };
  for (const schema of Object.values(schemas)) {
    const { number, string } = schema.assertions;
    if (!isAnnotation(number?.format) && !isAnnotation(string?.format)) continue;
    const assertions: Assertions = {
      ...schema.assertions,
      ...(number && { number: withoutAnnotation(number) }),
      ...(string && { string: withoutAnnotation(string) }),
    };
    held[schema.id] = { ...schema, assertions };
  }
  return held;
}

function isAnnotation(name: string | undefined): boolean {
  const format = formatNamed(name);
  return name !== undefined && (format === undefined || !isAsserted(format));
}

function withoutAnnotation<T extends { readonly format?: string }>(rules: T): T {
  const { format, ...others } = rules;
  return isAnnotation(format) ? (others as T) : rules;
}
