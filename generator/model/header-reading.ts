import type { ApiModel, Parameter, Response } from "./model.js";
import type { Schema, SchemaId, Shape } from "./schema.js";
import { parameterSchema } from "./walk.js";

type Schemas = ApiModel["schemas"];

/** What one value in the text of a header is read as. */
export type HeaderScalar = "text" | "number" | "boolean";

/**
 * How the text of an answer's header becomes the value that its schema speaks of: one value, a list
 * or an object of values in the style `simple`, the only one that headers have, or JSON.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#header-object
 */
export type HeaderReading =
  | { readonly kind: "value"; readonly type: HeaderScalar }
  | { readonly kind: "list"; readonly items: HeaderScalar }
  | {
      readonly kind: "members";
      readonly members: { readonly [name: string]: HeaderScalar };
      readonly explode: boolean;
    }
  | { readonly kind: "json" };

/** Undefined where the document does not say how the text is read, or says it of no name that HTTP knows. */
export function headerReading(
  { key, value, explode }: Parameter,
  schemas: Schemas,
): HeaderReading | undefined {
  // A name that HTTP knows none of cannot even be asked for.
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(key)) return undefined;
  if ("content" in value) {
    const { codec, schema } = value.content;
    if (codec === "json") return { kind: "json" };
    const isText = codec === "text" && scalarOf(shapeOf(schema, schemas)) === "text";
    return isText ? { kind: "value", type: "text" } : undefined;
  }
  const shape = shapeOf(value.schema, schemas);
  if (shape?.kind === "array") {
    const items = shape.item === "any" ? "text" : scalarOf(shapeOf(shape.item, schemas));
    return items && { kind: "list", items };
  }
  if (shape?.kind === "object") {
    const members = shape.properties.map(
      (property) => [property.key, scalarOf(shapeOf(property.schema, schemas))] as const,
    );
    const known = members.flatMap(([name, type]) => (type ? [[name, type] as const] : []));
    if (known.length < members.length) return undefined;
    return { kind: "members", members: Object.fromEntries(known), explode };
  }
  const type = scalarOf(shape);
  return type && { kind: "value", type };
}

/**
 * The headers of an answer of which something can be wrong: those that may not be missing, and those
 * whose schema refuses some value that is read. Of any text, which all others are, nothing can be.
 */
export function judgedHeaders({ headers }: Response, schemas: Schemas): readonly Parameter[] {
  return headers.filter((header) => header.required || isConstrained(header, schemas));
}

function isConstrained(header: Parameter, schemas: Schemas): boolean {
  const reading = headerReading(header, schemas);
  if (reading === undefined) return false;
  const schema = resolved(parameterSchema(header), schemas);
  if (reading.kind !== "value" || reading.type !== "text" || schema === undefined) return true;
  const { types: _, string: { known: _known, ...rules } = {}, ...others } = schema.assertions;
  return Object.keys(rules).length + Object.keys(others).length > 0;
}

function scalarOf(shape: Shape | undefined): HeaderScalar | undefined {
  switch (shape?.kind) {
    case "scalar":
      if (shape.type === "string") return "text";
      return shape.type === "boolean" ? "boolean" : shape.type === "null" ? undefined : "number";
    case "literals": {
      const [kind, ...others] = new Set(shape.values.map((value) => typeof value));
      if (others.length > 0) return undefined;
      if (kind === "string") return "text";
      return kind === "number" || kind === "boolean" ? kind : undefined;
    }
    case "unknown":
      return "text";
    default:
      return undefined;
  }
}

function shapeOf(id: SchemaId | undefined, schemas: Schemas): Shape | undefined {
  return resolved(id, schemas)?.shape;
}

/** The longest chain of references that is followed; a sound model has none that is endless. */
const LONGEST_CHAIN = 64;

function resolved(id: SchemaId | undefined, schemas: Schemas): Schema | undefined {
  let schema = id === undefined ? undefined : schemas[id];
  for (let hops = 0; schema?.shape.kind === "reference" && hops < LONGEST_CHAIN; hops += 1)
    schema = schemas[schema.shape.target];
  return schema;
}
