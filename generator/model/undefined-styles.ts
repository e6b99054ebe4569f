import type { ApiModel, Parameter } from "./model.js";
import type { Pointer, Schema, SchemaId, Shape } from "./schema.js";

/** A parameter whose style has no form for its values, and how the client writes them all the same. */
export interface UndefinedStyle {
  readonly pointer: Pointer;
  readonly name: string;
  readonly style: string;
  /** What the style has no form for. */
  readonly values: string;
  readonly written: string;
}

type Schemas = { readonly [id: SchemaId]: Schema };

/**
 * What the table of styles leaves undefined, once for each name, style and kind of value; where the
 * schema allows several kinds, nothing is said.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#style-examples
 */
export function undefinedStyles({ operations, schemas }: ApiModel): UndefinedStyle[] {
  const found = new Map<string, UndefinedStyle>();
  for (const parameter of operations.flatMap(({ parameters }) => parameters)) {
    for (const [values, written] of gapsOf(parameter, schemas)) {
      const { pointer, key, style } = parameter;
      const identity = JSON.stringify([key, style, values]);
      if (!found.has(identity)) found.set(identity, { pointer, name: key, style, values, written });
    }
  }
  return [...found.values()];
}

/** Whether a parameter has lists or objects inside that the client writes as JSON, since its style has no form for them. */
export function isNestedText(parameter: Parameter, schemas: Schemas): boolean {
  return gapsOf(parameter, schemas).some(([, written]) => written === AS_JSON);
}

/** Whether no member of a value is a list or an object, as far as its schema tells. */
export function hasOnlySingle(id: SchemaId, schemas: Schemas): boolean {
  const shape = shapeOf(id, schemas);
  const members = shape === undefined ? [] : membersOf(shape);
  return members.every((member) => {
    const inside = shapeOf(member, schemas);
    return inside === undefined || kindOf(inside) === "single";
  });
}

const AS_JSON = "as JSON";

function gapsOf(
  { style, explode, value }: Parameter,
  schemas: Schemas,
): (readonly [values: string, written: string])[] {
  if ("content" in value) return [];
  const shape = shapeOf(value.schema, schemas);
  const isSeparated = style === "spaceDelimited" || style === "pipeDelimited";
  if (isSeparated && explode) return [["exploded values", "as exploded form"]];
  if (shape === undefined) return [];
  const kind = kindOf(shape);
  if (kind === "single" && (isSeparated || style === "deepObject"))
    return [["a single value", "as form"]];
  if (kind === "list" && style === "deepObject") return [["a list", "with numbers in brackets"]];
  const isNested = membersOf(shape).some((id) => {
    const member = shapeOf(id, schemas);
    return member !== undefined && kindOf(member) !== "single";
  });
  return isNested
    ? [["lists and objects inside", style === "deepObject" ? "with further brackets" : AS_JSON]]
    : [];
}

/** The longest chain of references that is followed; a sound model has none that is endless. */
const LONGEST_CHAIN = 64;

/** Undefined where values of several kinds may come. */
function shapeOf(id: SchemaId, schemas: Schemas): Shape | undefined {
  let shape = schemas[id]?.shape;
  for (let hops = 0; shape?.kind === "reference" && hops < LONGEST_CHAIN; hops += 1)
    shape = schemas[shape.target]?.shape;
  const isPlain = shape !== undefined && PLAIN.includes(shape.kind);
  return isPlain ? shape : undefined;
}

const PLAIN: readonly Shape["kind"][] = ["scalar", "literals", "array", "tuple", "object"];

function kindOf({ kind }: Shape): "single" | "list" | "object" {
  if (kind === "object") return "object";
  return kind === "array" || kind === "tuple" ? "list" : "single";
}

function membersOf(shape: Shape): SchemaId[] {
  if (shape.kind === "object") return shape.properties.map(({ schema }) => schema);
  if (shape.kind === "tuple") return [...shape.items];
  return shape.kind === "array" && shape.item !== "any" ? [shape.item] : [];
}
