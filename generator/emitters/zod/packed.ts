import {
  code,
  identifier,
  join,
  key,
  literal,
  type,
  type Code,
  type SymbolRef,
} from "../../code/code.js";
import type { Parameter } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import { typeKeyOf } from "../../model/type-keys.js";
import type { EmittedFile, Statement } from "../emitter.js";
import { docsOf } from "./declarations.js";
import { isInherited } from "./facts.js";
import { shapeOf, type Group } from "./members.js";
import { Places } from "./places.js";
import type { Printer, Scope } from "./scope.js";
import { components } from "./symbols.js";
import type { Unit } from "./units.js";
import { isAskedWhole, isUntouched } from "./untouched.js";

/**
 * `packed.d.ts`: every schema with its type stated by `types.ts`. Sources are inferred, because
 * comparing what is stated with what is inferred costs a compiler more than inferring alone; the
 * declarations of the built package need not be, since tests hold the two together.
 */
const PACKED = "src/schemas/packed.d.ts";

const statedType = (name: string): SymbolRef => type(name, "src/runtime/schema-types.ts");

/** `export declare const PetSchema: ObjectOf<components["schemas"]["Pet"]>;` */
export function packedUnit(unit: Unit, printer: Printer): Statement {
  const { schema, name, id } = unit;
  const own = code`${components}["schemas"][${literal(typeKeyOf(schema))}]`;
  return {
    ...docsOf(schema),
    code: statement(name, statedAs(objectKindOf(id, unit, printer), own)),
  };
}

/** `export declare const name: …;`, of a schema whose name is not chosen yet. */
export type PackedStatement = (name: string) => Code;

/** A schema of an operation: the component's where it is one and nothing else, else by its type. */
export function packedPart(schema: SchemaId, own: Code, printer: Printer): PackedStatement {
  const unit = printer.unit(schema);
  const type =
    unit === undefined
      ? statedAs(objectKindOf(schema, undefined, printer), own)
      : code`typeof ${identifier(unit.name)}`;
  return (name) => statement(name, type);
}

/** An object whose members are all known, as the parameters of one place are. */
export function packedObject(own: Code): PackedStatement {
  return (name) => statement(name, statedAs("loose", own));
}

/** The headers of an answer by the types they are read as; of a reference the type does not say whether one may be missing. */
export function packedHeaders(own: Code, headers: readonly Parameter[]): PackedStatement {
  const named = (required: boolean): Code => {
    const keys = headers.filter((header) => header.required === required);
    return keys.length === 0
      ? code`never`
      : join(
          keys.map(({ key: name }) => literal(name)),
          " | ",
        );
  };
  const type = code`${statedType("HeadersOf")}<${own}, ${named(true)}, ${named(false)}>`;
  return (name) => statement(name, type);
}

/** Schemas of the same file by their keys, some of them in records of their own, and what has a type of its own. */
export type PackedRecord = readonly (readonly [
  key: string,
  value: Code | PackedRecord | PackedTyped,
])[];

/** What is no schema: its type goes without the expression. */
export interface PackedTyped {
  readonly expression: Code;
  readonly type: Code;
}

/** `export declare const createPetValidators: { readonly body: … };` */
export function packedRecord(record: PackedRecord): PackedStatement {
  return (name) => statement(name, recordType(record));
}

function recordType(record: PackedRecord): Code {
  const members = record.map(([name, value]) => {
    if ("expression" in value) return code`readonly ${key(name)}: ${value.type}`;
    const type = "kind" in value ? code`typeof ${value}` : recordType(value);
    return code`readonly ${key(name)}: ${type}`;
  });
  return members.length === 0 ? code`{}` : code`{ ${join(members, "; ")} }`;
}

export function packedFile(statements: readonly Statement[]): EmittedFile {
  return { path: PACKED, kind: "typescript", statements };
}

function statement(name: string, type: Code): Code {
  return code`export declare const ${identifier(name)}: ${type};`;
}

type ObjectKind = "loose" | "strict" | "other";

function statedAs(kind: ObjectKind, own: Code): Code {
  if (kind === "loose") return code`${statedType("ObjectOf")}<${own}>`;
  if (kind === "strict") return code`${statedType("StrictObjectOf")}<${own}>`;
  return code`${statedType("SchemaOf")}<${own}>`;
}

/** Whether the schema is printed as one object of known members, so that users may extend it. */
function objectKindOf(id: SchemaId, unit: Unit | undefined, printer: Printer): ObjectKind {
  if (unit !== undefined && printer.isRecursive(unit)) return "other";
  const scope: Scope = {
    ...(unit === undefined ? {} : { unit }),
    inMember: false,
    inCheck: false,
    inThunk: false,
    needs: new Set(),
    place: "",
    places: new Places(id),
  };
  const shape = shapeOf(id, printer, scope);
  if (shape === undefined) return "other";
  const { properties, required, groups } = shape;
  if (properties.size === 0 || [...properties.keys(), ...required].some(apart)) return "other";
  if (isUntouched(shape, printer.facts) || isAskedWhole(id, printer.facts)) return "other";
  const kinds = new Set(groups.map((group) => restOf(group, printer)));
  if (kinds.has("other")) return "other";
  return kinds.has("strict") ? "strict" : "loose";
}

/** Members that no shape can carry: checks judge them. */
function apart(name: string): boolean {
  return name === "__proto__" || isInherited(name);
}

function restOf({ object }: Group, { facts }: Printer): ObjectKind {
  const { additionalProperties, unevaluatedProperties, patternProperties } = object;
  if (patternProperties !== undefined) return "other";
  if (facts.isNever(additionalProperties) || facts.isNever(unevaluatedProperties)) return "strict";
  return additionalProperties === undefined || facts.isAny(additionalProperties)
    ? "loose"
    : "other";
}
