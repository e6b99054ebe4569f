import type { Json, JsonObject, JsonType } from "./json.js";
import type { Docs, Example } from "./model.js";

/**
 * `#` followed by an RFC 6901 pointer into the canonical document, not percent-encoded:
 * `#/paths/~1pets/get`. The only address that travels through the core.
 */
export type Pointer = `#${string}`;

/** A schema is known by its pointer. */
export type SchemaId = Pointer;

/**
 * A schema, kept twice: `assertions` say what holds of every valid instance (every keyword of
 * 2020-12, nothing dropped), `shape` what a programmer would call it (decided once).
 */
export interface Schema {
  readonly id: SchemaId;
  /** Names in generated code; absent when the schema is printed inline. */
  readonly declaration?: Declaration;
  readonly docs: Docs;
  readonly examples: readonly Example[];
  readonly assertions: Assertions;
  readonly shape: Shape;
  /** `null` is valid; `shape` describes the rest. */
  readonly nullable: boolean;
  /** Of the schema itself; unions have what follows from it in their shape. */
  readonly discriminator?: Discriminator;
  /** An annotation: no emitter may let it change a value. */
  readonly default?: Json;
  readonly access: "both" | "read" | "write";
  /** `format: password`, `writeOnly` or `x-sensitive`: its value must never be shown. */
  readonly secret: boolean;
  readonly usage: "request" | "response" | "both" | "none";
  /** Number of the reference cycle the schema belongs to. */
  readonly cycle?: number;
}

/** @see https://spec.openapis.org/oas/v3.1.0#discriminator-object */
export interface Discriminator {
  /** The tag property's name on the wire. */
  readonly key: string;
  readonly mapping: JsonObject;
  /** What a value is that has no tag, or one of no variant's. */
  readonly otherwise?: string;
}

/** The names of a component's schema, allocated once. */
export interface Declaration {
  /** The component's key, as the document writes it. */
  readonly key: string;
  /** Type: `Connection`. The validator is `${name}Schema`. */
  readonly name: string;
  /** Kebab case, no extension; unique where file systems ignore case. */
  readonly file: string;
  /** Which schema's reading it is, and where; absent of what the document itself declares. */
  readonly reading?: { readonly of: SchemaId; readonly view: View };
}

/**
 * How an operation reads a schema. `strict` is a response's reading where alternatives must stay
 * apart, so that no enumeration in it may be opened.
 */
export type View = "request" | "response" | "strict";

/**
 * Keywords grouped by the instance type they constrain; a group says nothing about other types.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
export interface Assertions {
  /** Absent: any. Empty: the `false` schema. */
  readonly types?: readonly JsonType[];
  readonly enum?: readonly Json[];
  /** Boxed, so that `const: null` and an absent `const` differ. */
  readonly const?: { readonly value: Json };
  readonly number?: NumberAssertions;
  readonly string?: StringAssertions;
  readonly array?: ArrayAssertions;
  readonly object?: ObjectAssertions;
  readonly ref?: SchemaId;
  readonly allOf?: readonly SchemaId[];
  readonly anyOf?: readonly SchemaId[];
  readonly oneOf?: readonly SchemaId[];
  readonly not?: SchemaId;
  readonly conditional?: {
    readonly if: SchemaId;
    readonly then?: SchemaId;
    readonly else?: SchemaId;
  };
}

export interface NumberAssertions {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  /** `int32`, `int64`, `float`…: formats that speak of numbers. */
  readonly format?: string;
  /** The document itself shows a whole number beyond 2^53: those are valid, though rounded. An annotation. */
  readonly wide?: boolean;
  /** Values the document knows, any other being valid too: `x-extensible-enum`. An annotation. */
  readonly known?: readonly number[];
  /** Bounds that reading has rounded, as they are written, by keyword; told only where numbers are to be exact. */
  readonly exact?: { readonly [keyword: string]: string };
}

export interface StringAssertions {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
  readonly contentSchema?: SchemaId;
  /** Values the document knows, any other being valid too: `x-extensible-enum`. An annotation. */
  readonly known?: readonly string[];
}

export interface ArrayAssertions {
  readonly prefixItems?: readonly SchemaId[];
  readonly items?: SchemaId;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly contains?: { readonly schema: SchemaId; readonly min: number; readonly max?: number };
  readonly unevaluatedItems?: SchemaId;
}

export interface ObjectAssertions {
  readonly properties?: { readonly [key: string]: SchemaId };
  readonly patternProperties?: { readonly [pattern: string]: SchemaId };
  readonly additionalProperties?: SchemaId;
  readonly propertyNames?: SchemaId;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: { readonly [key: string]: readonly string[] };
  readonly dependentSchemas?: { readonly [key: string]: SchemaId };
  readonly unevaluatedProperties?: SchemaId;
}

/** What a programmer calls a schema. */
export type Shape =
  | { readonly kind: "unknown" }
  | { readonly kind: "never" }
  | {
      readonly kind: "scalar";
      readonly type: "boolean" | "number" | "integer" | "string" | "null";
      readonly format?: string;
    }
  /** Several scalar or open types, `type: [string, integer]`; never `null`, which is `nullable`. */
  | { readonly kind: "mixed"; readonly types: readonly JsonType[] }
  /** `enum` or `const`, filtered by `type`; never contains `null`. */
  | { readonly kind: "literals"; readonly values: readonly Json[] }
  | {
      readonly kind: "object";
      readonly properties: readonly Property[];
      readonly rest: SchemaId | "any" | "none";
    }
  | { readonly kind: "array"; readonly item: SchemaId | "any" }
  | {
      readonly kind: "tuple";
      readonly items: readonly SchemaId[];
      readonly rest: SchemaId | "any" | "none";
    }
  | {
      readonly kind: "union";
      readonly variants: readonly Variant[];
      readonly exclusive: boolean;
      /** Wire name of the tag property. */
      readonly discriminator?: string;
      /** Members that stand beside the union and hold for every variant. */
      readonly properties: readonly Property[];
    }
  /** All parts hold, and the members that stand beside them. `allOf` of plain objects is an `object`, merged. */
  | {
      readonly kind: "intersection";
      readonly parts: readonly SchemaId[];
      readonly properties: readonly Property[];
    }
  | { readonly kind: "reference"; readonly target: SchemaId };

export interface Property {
  readonly key: string;
  readonly schema: SchemaId;
  readonly presence: "required" | "optional";
}

export interface Variant {
  readonly schema: SchemaId;
  /** Discriminator values that select it; empty without a discriminator. */
  readonly tags: readonly string[];
  /**
   * The tag that its schema does not state and the discriminator alone does: types take it from
   * here, so that unions narrow by it. Validity does not depend on it.
   */
  readonly label?: { readonly key: string; readonly values: readonly string[] };
}
