import { isObject, type Json, type JsonType } from "../../model/json.js";
import type { Linked } from "../../model/links.js";
import type { Schema, SchemaId, Shape } from "../../model/schema.js";
import { mayBe } from "../extensions/instance-schemas.js";
import { readAt } from "./ways.js";

type Schemas = { readonly [id: SchemaId]: Schema };

const TYPES = ["string", "number", "boolean", "object", "array"] as const;

/** What values a link may give: of a schema, of some types, or anything. */
export type Given = { readonly schema: SchemaId } | { readonly types: readonly JsonType[] } | "any";

/** How what is given is taken for what is wanted, or why it cannot be. */
export type Fit = Pick<Linked, "fit" | "reading"> | { readonly refused: string };

/**
 * Judges by types alone: a value may still break a bound or a pattern, which is the server's to know.
 * `isText`: what is wanted travels as text, so that a number says the same as its digits.
 */
export function fitOf(
  schemas: Schemas,
  given: Given,
  wanted: SchemaId | undefined,
  isText: boolean,
): Fit {
  if (wanted === undefined) return { fit: "same" };
  if (given === "any") return { fit: "cast" };
  const own = typesOf(schemas, given);
  const asked = TYPES.filter((type) => mayBe(schemas, wanted, [type]));
  if (own.some((type) => asked.includes(type)))
    return {
      fit:
        "schema" in given ? closeness(schemas, given.schema, wanted) : plain(schemas, own, wanted),
    };
  const [only, ...others] = own;
  if (isText && only !== undefined && others.length === 0) {
    const isScalar = only === "number" || only === "boolean";
    if (isScalar && asked.includes("string"))
      return { fit: plain(schemas, ["string"], wanted), reading: "text" };
    const reading =
      only === "string" ? asked.find((type) => type === "number" || type === "boolean") : undefined;
    if (reading !== undefined) return { fit: plain(schemas, [reading], wanted), reading };
  }
  return { refused: `it takes ${spoken(asked)}, and is given ${spoken(own)}` };
}

type Type = (typeof TYPES)[number];

function typesOf(schemas: Schemas, given: Exclude<Given, "any">): Type[] {
  return TYPES.filter((type) =>
    "schema" in given ? mayBe(schemas, given.schema, [type]) : given.types.includes(type),
  );
}

function spoken(types: readonly Type[]): string {
  const nouns = types.map((type) =>
    type === "object" || type === "array" ? `an ${type}` : `a ${type}`,
  );
  const last = nouns.pop() ?? "nothing";
  return nouns.length === 0 ? last : `${nouns.join(", ")} or ${last}`;
}

/** A constant is typed by where it stands, if types can know it for one of the values wanted. */
export function constantFit(
  schemas: Schemas,
  wanted: SchemaId | undefined,
  value: Json,
): Linked["fit"] {
  return wanted === undefined || isKnown(schemas, wanted, value) ? "same" : "forced";
}

function isKnown(schemas: Schemas, id: SchemaId, value: Json): boolean {
  const { shape, nullable } = readAt(schemas, id) ?? { shape: undefined, nullable: false };
  if (value === null) return nullable;
  switch (shape?.kind) {
    case "unknown":
      return true;
    case "literals":
      return shape.values.some((one) => one === value);
    case "scalar":
    case "mixed": {
      const types = shape.kind === "mixed" ? shape.types : [shape.type];
      return types.some((type) => typeof value === (type === "integer" ? "number" : type));
    }
    case "array": {
      const { item } = shape;
      if (!Array.isArray(value)) return false;
      return (
        item === "any" || (value as readonly Json[]).every((one) => isKnown(schemas, item, one))
      );
    }
    case "object":
      return (
        isObject(value) &&
        Object.keys(value).every((key) => shape.properties.some((one) => one.key === key)) &&
        shape.properties.every(({ key, schema, presence }) => {
          const own = Object.hasOwn(value, key) ? value[key] : undefined;
          return own === undefined ? presence === "optional" : isKnown(schemas, schema, own);
        })
      );
    default:
      return false;
  }
}

function closeness(schemas: Schemas, given: SchemaId, wanted: SchemaId): Linked["fit"] {
  const [one, other] = [readAt(schemas, given), readAt(schemas, wanted)];
  if (one === undefined || other === undefined) return "forced";
  if (one.id === other.id || other.shape.kind === "unknown") return "same";
  if (isAssignable(schemas, one.shape, other.shape)) return "same";
  if (one.shape.kind === "unknown") return "cast";
  return isComparable(one.shape, other.shape) ? "cast" : "forced";
}

/** Of values that are known by their type alone. */
function plain(schemas: Schemas, types: readonly Type[], wanted: SchemaId): Linked["fit"] {
  const shape = readAt(schemas, wanted)?.shape;
  const [type] = types;
  if (shape === undefined || type === undefined || type === "object" || type === "array")
    return "forced";
  const own: Shape = { kind: "scalar", type };
  if (shape.kind === "unknown" || isAssignable(schemas, own, shape)) return "same";
  return isComparable(own, shape) ? "cast" : "forced";
}

/** How deep lists and alternatives are looked into; they may lead back to themselves. */
const DEEPEST = 8;

/** Whether TypeScript surely takes one for the other. */
function isAssignable(schemas: Schemas, one: Shape, other: Shape, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (other.kind === "union")
    return other.variants.some(({ schema }) => {
      const variant = readAt(schemas, schema)?.shape;
      if (variant === undefined || other.properties.length > 0) return false;
      return isAssignable(schemas, one, variant, depth + 1);
    });
  if (one.kind === "array" && other.kind === "array") {
    if (one.item === "any" || other.item === "any") return one.item === other.item;
    const [item, wanted] = [readAt(schemas, one.item), readAt(schemas, other.item)];
    if (item === undefined || wanted === undefined) return false;
    if (item.nullable && !wanted.nullable) return false;
    return item.id === wanted.id || isAssignable(schemas, item.shape, wanted.shape, depth + 1);
  }
  const types = plainTypes(one);
  if (types === undefined) return false;
  if (one.kind === "literals" && other.kind === "literals")
    return one.values.every((value) => other.values.includes(value));
  if (other.kind === "mixed") {
    const taken: readonly string[] = other.types.map((type) =>
      type === "integer" ? "number" : type,
    );
    return types.every((type) => taken.includes(type));
  }
  if (other.kind !== "scalar" || isExact(other) !== isExact(one)) return false;
  const wanted = other.type === "integer" ? "number" : other.type;
  return types.every((type) => type === wanted);
}

/** Numbers that may be more than doubles have types of their own. */
function isExact(shape: Shape): boolean {
  return shape.kind === "scalar" && /^(?:u?int64|decimal|decimal128)$/.test(shape.format ?? "");
}

function plainTypes(shape: Shape): JsonType[] | undefined {
  if (shape.kind === "scalar") return [shape.type === "integer" ? "number" : shape.type];
  if (shape.kind !== "literals") return undefined;
  const types = shape.values.map((value) => typeof value);
  return types.every((type) => type === "string" || type === "number" || type === "boolean")
    ? ([...new Set(types)] as JsonType[])
    : undefined;
}

/** Whether a cast alone will do: a scalar for words of its type. */
function isComparable(one: Shape, other: Shape): boolean {
  if (one.kind !== "scalar" || other.kind !== "literals") return false;
  const [own, wanted] = [plainTypes(one), plainTypes(other)];
  return wanted?.some((type) => own?.includes(type) === true) ?? false;
}
