import type { ApiModel } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import { applied } from "./clauses.js";

/** How many steps each schema is away from one that is to be met. */
export type Distances = ReadonlyMap<SchemaId, number>;

/** Ways through a document's schemas, from a value to its members and from a union to its branches. */
export class Reach {
  /** For each schema, those that apply it to their value or a member of it. */
  readonly #users = new Map<SchemaId, SchemaId[]>();

  constructor(model: ApiModel) {
    for (const schema of Object.values(model.schemas))
      for (const id of applied(model, schema.assertions)) {
        const users = this.#users.get(id);
        if (users === undefined) this.#users.set(id, [schema.id]);
        else users.push(schema.id);
      }
  }

  /** Distances of all schemas that lead to one; the others are absent. */
  distancesTo(target: SchemaId): Distances {
    const distances = new Map<SchemaId, number>([[target, 0]]);
    for (const [id, distance] of distances)
      for (const user of this.#users.get(id) ?? [])
        if (!distances.has(user)) distances.set(user, distance + 1);
    return distances;
  }
}

/** The least distance among schemas that apply together; `Infinity` when none leads there. */
export function nearest(distances: Distances, ids: readonly SchemaId[]): number {
  return Math.min(...ids.map((id) => distances.get(id) ?? Infinity));
}
