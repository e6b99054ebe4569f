import type { Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { Pointer, SchemaId } from "../../model/schema.js";
import type { Plan } from "./plan.js";
import { Synthesiser } from "./synthesise.js";

/** A component and a value that it accepts. */
export interface Sample {
  readonly id: SchemaId;
  /** The component's name in the document. */
  readonly key: string;
  readonly value: Json;
}

/** Everything optional is there: what a validator has to look at. */
const FULL: Plan = { optional: true, branch: 0, conditions: false };

/**
 * A valid value of each component, as a server would send it, in the document's order. Components
 * for which no value is found are left out.
 */
export function sampleComponents(model: ApiModel): Sample[] {
  const synthesiser = new Synthesiser(model, "response");
  return Object.values(model.schemas).flatMap(({ id, declaration }) => {
    if (declaration === undefined) return [];
    const value = synthesiser.valueOf(id, FULL);
    return value === undefined ? [] : [{ id, key: declaration.key, value }];
  });
}

/**
 * A valid value of each answer's media type, as a server would send it, by the media type's pointer:
 * what a mock may answer where the document shows no example. Those for which none is found are left
 * out.
 */
export function sampleAnswers(model: ApiModel): ReadonlyMap<Pointer, Json> {
  const synthesiser = new Synthesiser(model, "response");
  const media = model.operations.flatMap(({ responses }) =>
    responses.flatMap(({ content }) => content),
  );
  return new Map(
    media.flatMap(({ pointer, schema }) => {
      const value = schema === undefined ? undefined : synthesiser.valueOf(schema);
      return value === undefined ? [] : [[pointer, value] as const];
    }),
  );
}
