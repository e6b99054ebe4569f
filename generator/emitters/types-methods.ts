import { isObject, type Json, type JsonObject } from "../model/json.js";

/** A method that openapi-typescript does not know, told as an item of its own that has another. */
export interface StandIn {
  /** The key of that item. */
  readonly key: string;
  readonly path: string;
  /** As `paths` shall have it: `query`, or `COPY`. */
  readonly method: string;
}

/** The method that stands for the other: no matter which, it is renamed. */
export const STAND_IN = "post";

/**
 * The document with the operations of methods that OpenAPI 3.2 added where openapi-typescript sees
 * them, so that they stand in `operations`; `standIns` tells which key has to become which.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#path-item-object
 */
export function withStandIns(written: Json): {
  readonly document: JsonObject;
  readonly standIns: readonly StandIn[];
} {
  const document = isObject(written) ? written : {};
  const standIns: StandIn[] = [];
  const told = (items: Json | undefined): Json | undefined => {
    if (!isObject(items)) return items;
    const further = Object.entries(items).flatMap(([path, item]): [string, Json][] => {
      if (!isObject(item)) return [];
      const { query, additionalOperations, parameters = [] } = item;
      const others = isObject(additionalOperations) ? Object.entries(additionalOperations) : [];
      const all = query === undefined ? others : [["query", query] as const, ...others];
      return all.map(([method, operation]) => {
        const key = `${method} ${path}`;
        standIns.push({ key, path, method });
        return [key, { parameters, [STAND_IN]: operation }];
      });
    });
    return further.length === 0 ? items : { ...items, ...Object.fromEntries(further) };
  };
  const copy: { [field: string]: Json } = { ...document };
  for (const field of ["paths", "webhooks"]) {
    const items = told(document[field]);
    if (items !== undefined) copy[field] = items;
  }
  return { document: copy, standIns };
}
