import type { Schema, SchemaId, Variant } from "./schema.js";

/** The tags that only discriminators state, by the alternative they select. */
export function labelsOf(schemas: Iterable<Schema>): Map<SchemaId, NonNullable<Variant["label"]>> {
  const labels = new Map<SchemaId, NonNullable<Variant["label"]>>();
  for (const { shape } of schemas) {
    if (shape.kind !== "union") continue;
    for (const { schema, label } of shape.variants) {
      if (label !== undefined) labels.set(schema, label);
    }
  }
  return labels;
}
