import { relator } from "../../relate/relate.js";
import type { ApiModel } from "../../model/model.js";
import type { Assertions, Schema, SchemaId } from "../../model/schema.js";

/** Schemas that are added to the document's own for one question, by their places. */
export type Narrowing = ReadonlyMap<SchemaId, Assertions>;

/** The place of the schema that narrows; no document's schema has it. */
export const ROOT: SchemaId = "#/idle";

/** Asks whether all values of a schema that satisfy the narrowing too are values of another; what it affirms is proven. */
export function narrowedWithin(
  { schemas }: ApiModel,
  id: SchemaId,
  narrowing: Narrowing,
): (other: SchemaId) => boolean {
  const pattern = schemas[id];
  if (pattern === undefined) return () => false;
  const added = [...narrowing].map(([place, assertions]): [SchemaId, Schema] => [
    place,
    { ...pattern, id: place, assertions },
  ]);
  const all = { ...schemas, ...Object.fromEntries(added) };
  const { relate } = relator(all, all);
  return (other) => relate([id, ROOT], [other]).narrower.length === 0;
}
