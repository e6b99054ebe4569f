import { value, type SymbolRef } from "../../code/code.js";
import type { ApiModel } from "../../model/model.js";
import { tokensOf } from "../../model/pointer.js";
import { salt } from "../../model/salt.js";
import type { Schema, SchemaId } from "../../model/schema.js";

/** A schema with a declaration of its own in generated code: a component, or what a `$ref` leads to. */
export interface Unit {
  readonly id: SchemaId;
  readonly schema: Schema;
  /** `ConnectionSchema` */
  readonly name: string;
  /** The module that declares it, and the name of its file. */
  readonly module: string;
  /** Number of the cycle it belongs to. */
  readonly cycle?: number;
}

const FOLDER = "src/schemas";

/** Where schemas live that are referred to but belong to no component. */
const ELSEWHERE = "referenced";

export function moduleOf(file: string): string {
  return `${FOLDER}/${file}.ts`;
}

/** Every unit of the model, in the order of its schemas. */
export function unitsOf(model: ApiModel): Map<SchemaId, Unit> {
  const units = new Map<SchemaId, Unit>();
  const names: string[] = [];
  const targets = new Set<SchemaId>();
  const all = Object.values(model.schemas);
  for (const schema of all) {
    const { ref } = schema.assertions;
    if (ref !== undefined) targets.add(ref);
    if (schema.declaration !== undefined) names.push(`${schema.declaration.name}Schema`);
  }
  const inside = namesInside(model, "Schema", names);
  for (const schema of all) {
    const { id, declaration } = schema;
    if (declaration !== undefined) {
      const module = moduleOf(declaration.file);
      units.set(id, { id, schema, name: `${declaration.name}Schema`, module });
    } else if (targets.has(id)) {
      units.set(id, inside(schema));
    }
  }
  return units;
}

export function symbolOf(unit: Unit): SymbolRef {
  return value(unit.name, unit.module);
}

/** The component a place inside it belongs to. */
function ownerOf(id: SchemaId, model: ApiModel): Schema | undefined {
  const end = id.startsWith("#/components/schemas/") ? id.indexOf("/", 21) : -1;
  const owner = end < 0 ? undefined : model.schemas[id.slice(0, end) as SchemaId];
  return owner?.declaration === undefined ? undefined : owner;
}

/**
 * Declarations of schemas inside components, by a name made of the component's and of the way from
 * there. We choose `$` to join them because no component's name has it before its salt. The names
 * given are unlike each other and unlike those that are taken already.
 */
export function namesInside(
  model: ApiModel,
  suffix: string,
  taken: Iterable<string> = [],
): (schema: Schema) => Unit {
  const names = new Set(taken);
  return (schema) => {
    const { id } = schema;
    const owner = ownerOf(id, model);
    const way = owner === undefined ? tokensOf(id) : tokensOf(id).slice(tokensOf(owner.id).length);
    const words = way.flatMap((token) => token.match(/[A-Za-z0-9]+/g) ?? []);
    const tail = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
    const wish = `${owner?.declaration?.name ?? ""}$${tail}`;
    // What tokens lose on their way into a name, the salt of the way makes up for.
    const isSaid = way.every((token) => /^[A-Za-z0-9]+$/.test(token));
    const plain = `${wish}${suffix}`;
    const name = isSaid && !names.has(plain) ? plain : `${wish}$${salt(id)}${suffix}`;
    names.add(name);
    return { id, schema, name, module: moduleOf(owner?.declaration?.file ?? ELSEWHERE) };
  };
}
