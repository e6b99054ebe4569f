import type { ApiModel } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import type { Direction } from "./access.js";
import { applied } from "./clauses.js";
import { MINIMAL, type Plan } from "./plan.js";

/** How many steps each schema is away from one that is to be met. */
export type Distances = ReadonlyMap<SchemaId, number>;

/** Ways through a document's schemas, from a value to its members and from a union to its branches. */
export class Reach {
  readonly #model: ApiModel;
  /** Told when a way is first asked for: most documents never do. */
  #users: ReadonlyMap<SchemaId, readonly SchemaId[]> | undefined;
  readonly #plans = new Map<SchemaId, readonly [full: Plan, least: Plan]>();

  constructor(
    model: ApiModel,
    readonly direction: Direction = "request",
  ) {
    this.#model = model;
  }

  /**
   * Plans of values that lead to a schema, the first with all their members, which meets more at
   * once, the second without, since some exclude each other. They are the same for all operations,
   * so that what is drafted by them on the way is shared.
   */
  plansTo(target: SchemaId): readonly [full: Plan, least: Plan] {
    const known = this.#plans.get(target);
    if (known !== undefined) return known;
    const least = { ...MINIMAL, towards: this.distancesTo(target) };
    const plans = [{ ...least, optional: true }, least] as const;
    this.#plans.set(target, plans);
    return plans;
  }

  /** Distances of all schemas that lead to one; the others are absent. */
  distancesTo(target: SchemaId): Distances {
    const users = (this.#users ??= usersOf(this.#model, this.direction));
    const distances = new Map<SchemaId, number>([[target, 0]]);
    for (const [id, distance] of distances)
      for (const user of users.get(id) ?? [])
        if (!distances.has(user)) distances.set(user, distance + 1);
    return distances;
  }
}

/** For each schema, those that apply it to their value or a member of it. */
function usersOf(model: ApiModel, direction: Direction): Map<SchemaId, SchemaId[]> {
  const all = new Map<SchemaId, SchemaId[]>();
  for (const schema of Object.values(model.schemas))
    for (const id of applied(model, schema.assertions, direction)) {
      const users = all.get(id);
      if (users === undefined) all.set(id, [schema.id]);
      else users.push(schema.id);
    }
  return all;
}

/** The least distance among schemas that apply together; `Infinity` when none leads there. */
export function nearest(distances: Distances, ids: readonly SchemaId[]): number {
  return Math.min(...ids.map((id) => distances.get(id) ?? Infinity));
}
