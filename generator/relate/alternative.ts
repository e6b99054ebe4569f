import type { Json } from "../model/json.js";
import type { SchemaId } from "../model/schema.js";

/** Types of values that exclude each other; an integer is a number with a fact. */
export type ValueType = "null" | "boolean" | "number" | "string" | "array" | "object";

export const VALUE_TYPES: readonly ValueType[] = [
  "null",
  "boolean",
  "number",
  "string",
  "array",
  "object",
];

/** A fact and the schema that states it. */
export interface Stated<T> {
  readonly value: T;
  readonly at: SchemaId;
}

/** The end of a range of numbers; `open`: the end itself is not in it. */
export interface Bound {
  readonly limit: number;
  readonly open: boolean;
}

/** Bounds that are whole numbers, by keyword. */
export const COUNTS = [
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
] as const;

export type Count = (typeof COUNTS)[number];

/** What one schema says of an object's members: those it names, those that match, and all others. */
export interface MemberClause {
  readonly at: SchemaId;
  readonly properties: ReadonlyMap<string, SchemaId>;
  readonly patterns: ReadonlyMap<string, SchemaId>;
  readonly rest?: SchemaId;
  /** It comes from `unevaluatedProperties` beside alternatives, and may forbid less than it says. */
  readonly loose?: true;
}

/** What one schema says of an array's items: the first few, and all others. */
export interface ItemClause {
  readonly at: SchemaId;
  readonly prefix: readonly SchemaId[];
  readonly rest?: SchemaId;
  readonly loose?: true;
}

export interface Containment {
  readonly schema: SchemaId;
  readonly min: number;
  readonly max?: number;
}

/**
 * Facts that hold together of values of one type. A schema means the union of a few of these: all
 * that composition can say is said by which there are.
 */
export interface Alternative {
  readonly type: ValueType;
  /** The schema that was asked. */
  readonly at: SchemaId;
  /** Every schema whose facts are in it. */
  readonly parts: ReadonlySet<SchemaId>;
  /** The branches of unions that were chosen. */
  readonly branches: readonly SchemaId[];
  /** The conditions (`if`) that were taken to be met, or not. */
  readonly conditions: readonly SchemaId[];
  /** The only values, where they are listed. */
  readonly values?: Stated<readonly Json[]>;
  readonly integer?: Stated<true>;
  readonly minimum?: Stated<Bound>;
  readonly maximum?: Stated<Bound>;
  readonly counts: { readonly [C in Count]?: Stated<number> };
  readonly multiples: readonly Stated<number>[];
  readonly patterns: readonly Stated<string>[];
  readonly formats: readonly Stated<string>[];
  readonly contentEncoding?: Stated<string>;
  readonly contentMediaType?: Stated<string>;
  readonly contentSchemas: readonly SchemaId[];
  readonly members: readonly MemberClause[];
  readonly required: ReadonlyMap<string, SchemaId>;
  readonly names: readonly SchemaId[];
  readonly dependentRequired: readonly Stated<readonly [key: string, keys: readonly string[]]>[];
  readonly dependentSchemas: readonly Stated<readonly [key: string, schema: SchemaId]>[];
  readonly items: readonly ItemClause[];
  readonly unique?: Stated<true>;
  readonly contains: readonly Stated<Containment>[];
  /** Schemas that the value must not satisfy. */
  readonly nots: readonly SchemaId[];
  /** Places whose meaning was left out of account: the alternative may be narrower than it says. */
  readonly undecided: readonly SchemaId[];
}

/** An alternative that says nothing but the type. */
export function anyOfType(type: ValueType, at: SchemaId): Alternative {
  return {
    type,
    at,
    parts: new Set([at]),
    branches: [],
    conditions: [],
    counts: {},
    multiples: [],
    patterns: [],
    formats: [],
    contentSchemas: [],
    members: [],
    required: new Map(),
    names: [],
    dependentRequired: [],
    dependentSchemas: [],
    items: [],
    contains: [],
    nots: [],
    undecided: [],
    ...(type === "boolean" ? { values: { value: [false, true], at } } : {}),
    ...(type === "null" ? { values: { value: [null], at } } : {}),
  };
}
