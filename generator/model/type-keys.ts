import type { Operation } from "./model.js";
import { tokensOf } from "./pointer.js";
import type { Schema } from "./schema.js";

/**
 * The key under `components["schemas"]` of `types.ts` at which a schema's type stands. A schema that
 * is referred to and is no component gets one made of its pointer, `Tree/$defs/node`, which no
 * component can have: their keys have no slash.
 */
export function typeKeyOf({ id, declaration }: Pick<Schema, "id" | "declaration">): string {
  if (declaration !== undefined) return declaration.key;
  const tokens = tokensOf(id);
  const inside = tokens[0] === "components" && tokens[1] === "schemas";
  return (inside ? tokens.slice(2) : tokens).join("/");
}

/** The key under `operations` of `types.ts`. */
export function operationKeyOf({ id }: Pick<Operation, "id">): string {
  return id;
}
