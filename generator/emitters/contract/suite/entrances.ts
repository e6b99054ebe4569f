import type { Json } from "../../../model/json.js";
import type { ApiModel } from "../../../model/model.js";
import type { SchemaId } from "../../../model/schema.js";
import type { Evaluator } from "../evaluate.js";

/** A place where a body that is no component itself leads to one. */
export interface Entrance {
  readonly component: SchemaId;
  /** RFC 6901 pointer into the base; of a list's items the first. */
  readonly at: string;
  readonly base: Json;
}

/**
 * Where bodies of a schema enter components, each component once and none through another. What is
 * wrong with a component is shown once for the document; that an operation's own schema leads there,
 * it has to show itself.
 */
export function entrancesOf(
  { schemas }: ApiModel,
  root: SchemaId,
  bases: readonly Json[],
  evaluator: Evaluator,
): Entrance[] {
  const found = new Map<SchemaId, Entrance>();
  const isComponent = (id: SchemaId): boolean => schemas[id]?.declaration !== undefined;
  for (const base of bases) {
    const { visits } = evaluator.evaluate(root, base);
    const components = visits.filter(({ schema }) => isComponent(schema));
    const outermost = components.filter(
      ({ at }) => !components.some((other) => other.at !== at && at.startsWith(`${other.at}/`)),
    );
    for (const { schema: component, at } of outermost)
      if (at !== "" && !found.has(component)) found.set(component, { component, at, base });
  }
  return [...found.values()];
}
