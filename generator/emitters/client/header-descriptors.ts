import { code, type Code } from "../../code/code.js";
import type { JsonObject } from "../../model/json.js";
import type { ApiModel, Operation, Parameter, Response } from "../../model/model.js";
import type { Schema, SchemaId, Shape } from "../../model/schema.js";
import { listOf, objectOf, told, type Member } from "./literals.js";
import { runtimeValue } from "./symbols.js";

type Schemas = ApiModel["schemas"];

/**
 * The headers of an operation's successes that can be read by their schemas, `HeaderDescriptor`s by
 * status, and what reads them. Nothing where there are none.
 */
export function headerMembers(operation: Operation, schemas: Schemas): Member[] {
  const byStatus = operation.responses.filter(isSuccess).flatMap(({ status, headers }) => {
    const readable = headers
      .map((header) => headerFacts(header, schemas))
      .filter((facts) => facts !== undefined);
    return readable.length === 0
      ? []
      : [[String(status), listOf(readable.map(headerDescriptor))] as const];
  });
  if (byStatus.length === 0) return [];
  return [["headers", objectOf(byStatus)], runtimeValue("readHeaders", "response-headers")];
}

function headerDescriptor(facts: JsonObject): Code {
  const reader = "list" in facts ? "readList" : "members" in facts ? "readMembers" : undefined;
  if (reader === undefined) return objectOf(told(facts));
  return objectOf([...told(facts), ["read", code`${runtimeValue(reader, "response-headers")}`]]);
}

/** The names of those that a call's success may have, for its type. */
export function describedHeaders(operation: Operation, schemas: Schemas): string[] {
  const names = operation.responses
    .filter(isSuccess)
    .flatMap(({ headers }) => headers)
    .filter((header) => headerFacts(header, schemas) !== undefined)
    .map(({ key }) => key);
  return [...new Set(names)];
}

/** `default` speaks of successes where no other response does. */
function isSuccess({ status }: Response): boolean {
  return status === "default" || /^2/.test(String(status));
}

/** Nothing for what has a media type, or a schema that a text cannot be read by. */
function headerFacts({ key, value, explode }: Parameter, schemas: Schemas): JsonObject | undefined {
  // A name that HTTP knows none of cannot even be asked for.
  if ("content" in value || !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(key)) return undefined;
  const shape = shapeOf(value.schema, schemas);
  if (shape?.kind === "array") {
    const list = shape.item === "any" ? "text" : scalarOf(shapeOf(shape.item, schemas));
    return list === undefined ? undefined : { key, list };
  }
  if (shape?.kind === "object") {
    const members = shape.properties.map(
      (property) => [property.key, scalarOf(shapeOf(property.schema, schemas))] as const,
    );
    if (members.some(([, type]) => type === undefined)) return undefined;
    return {
      key,
      members: Object.fromEntries(members) as JsonObject,
      ...(explode ? { explode } : {}),
    };
  }
  const type = scalarOf(shape);
  if (type === undefined) return undefined;
  return { key, ...(type === "text" ? {} : { type }) };
}

/** `HeaderScalar`: what a text is read as. */
function scalarOf(shape: Shape | undefined): "text" | "number" | "boolean" | undefined {
  switch (shape?.kind) {
    case "scalar":
      if (shape.type === "string") return "text";
      return shape.type === "boolean" ? "boolean" : shape.type === "null" ? undefined : "number";
    case "literals": {
      const kinds = new Set(shape.values.map((value) => typeof value));
      const [kind] = kinds;
      if (kinds.size !== 1) return undefined;
      return kind === "string"
        ? "text"
        : kind === "number" || kind === "boolean"
          ? kind
          : undefined;
    }
    case "unknown":
      return "text";
    default:
      return undefined;
  }
}

/** The longest chain of references that is followed; a sound model has none that is endless. */
const LONGEST_CHAIN = 64;

function shapeOf(id: SchemaId, schemas: Schemas): Shape | undefined {
  let schema: Schema | undefined = schemas[id];
  for (let hops = 0; schema?.shape.kind === "reference" && hops < LONGEST_CHAIN; hops += 1)
    schema = schemas[schema.shape.target];
  return schema?.shape;
}
