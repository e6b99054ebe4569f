import type { Json } from "../model/json.js";
import type { SchemaId } from "../model/schema.js";

/** What schemas can differ in: the keyword, or what composition makes of several. */
export const FACTS = [
  "type",
  "null",
  "enum",
  "minimum",
  "maximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "contentEncoding",
  "contentMediaType",
  "minItems",
  "maxItems",
  "uniqueItems",
  "contains",
  "items",
  "minProperties",
  "maxProperties",
  "required",
  "property",
  "additionalProperties",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "not",
  "conditional",
  "alternative",
  "undecided",
] as const;

export type Fact = (typeof FACTS)[number];

/** Why not every value of one schema is one of another. */
export interface Reason {
  readonly fact: Fact;
  /** What the one says of it that is to be included, and what the other says; absent: nothing. */
  readonly sub?: Json;
  readonly sup?: Json;
  /** Where the fact is stated, or would be. */
  readonly subAt: SchemaId;
  readonly supAt: SchemaId;
  /** The way into the value: names of members, `*` for items and for members without a name. */
  readonly path: readonly string[];
  /** Of `property` and `required`: the member; whether it is described on either side. */
  readonly key?: string;
  /** Of `property`: the object allows no members that it does not describe. */
  readonly closed?: boolean;
}

/** The reasons as seen from outside a member. */
export function below(token: string, reasons: readonly Reason[]): Reason[] {
  return reasons.map((reason) => ({ ...reason, path: [token, ...reason.path] }));
}
