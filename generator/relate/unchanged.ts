import type { ApiModel } from "../model/model.js";
import type { Schema, SchemaId } from "../model/schema.js";
import { subschemas } from "../model/walk.js";

type Schemas = ApiModel["schemas"];

/**
 * The ids at which two documents say the same, there and in all that is reached from there. Most of
 * a large document does not change between two versions of it, and need not be compared in depth.
 */
export function unchangedSchemas(
  before: Schemas,
  after: Schemas,
  textOf: (schema: Schema) => string = assertionsOf,
): ReadonlySet<SchemaId> {
  const users = new Map<SchemaId, SchemaId[]>();
  const changed = new Set<SchemaId>();
  const pending: SchemaId[] = [];
  const differ = (id: SchemaId): void => {
    if (changed.has(id)) return;
    changed.add(id);
    pending.push(id);
  };
  for (const [id, schema] of Object.entries(before) as [SchemaId, Schema][]) {
    const other = Object.hasOwn(after, id) ? after[id] : undefined;
    if (other === undefined || textOf(schema) !== textOf(other)) differ(id);
    for (const part of subschemas(schema.assertions)) {
      const known = users.get(part);
      if (known === undefined) users.set(part, [id]);
      else known.push(id);
    }
  }
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const user of users.get(next) ?? []) differ(user);
  }
  return new Set((Object.keys(before) as SchemaId[]).filter((id) => !changed.has(id)));
}

/** Assertions mention other schemas by their ids, which are the same on both sides or make a difference. */
function assertionsOf({ assertions }: Schema): string {
  return JSON.stringify(assertions);
}
