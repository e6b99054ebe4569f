import type { Json, JsonObject } from "../model/json.js";
import { codecOf, isMultipart } from "../model/media-types.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isObject, joinPointer, parsePointer } from "../source/pointer.js";
import type { Slot } from "./grammar.js";
import type { Origins } from "./origin.js";
import { refOf } from "./resolve.js";

/**
 * What OpenAPI 3.2 says in a form of its own and 3.1 has another for, in that.
 *
 * @see https://spec.openapis.org/oas/v3.2.0
 */
export function inEarlierForm(
  node: JsonObject,
  slot: Slot,
  at: Pointer,
  origins: Origins,
): JsonObject {
  switch (slot) {
    case "document": {
      // References were resolved against it.
      const { $self: _, ...rest } = node;
      return rest;
    }
    case "response":
      // Optional there.
      return refOf(node) === undefined && childOf(node, "description") === undefined
        ? { ...node, description: "" }
        : node;
    case "mediaType":
      return withListOfParts(node, at, origins);
    case "parameter":
      return withoutQueryString(node, at, origins);
    case "example": {
      const { dataValue, ...rest } = node;
      // Where there are both, a rule says so.
      if (dataValue === undefined || childOf(node, "value") !== undefined) return node;
      move(joinPointer(at, "dataValue"), joinPointer(at, "value"), origins);
      return { ...rest, value: dataValue };
    }
    default:
      return node;
  }
}

/**
 * The parts of a multipart body, told one by one, are those of a list.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#streaming-multipart
 */
function withListOfParts(node: JsonObject, at: Pointer, origins: Origins): JsonObject {
  const { itemSchema, ...rest } = node;
  const type = parsePointer(at)?.at(-1);
  if (itemSchema === undefined || !isMultipart(type) || childOf(node, "schema") !== undefined)
    return node;
  move(joinPointer(at, "itemSchema"), joinPointer(at, "schema", "items"), origins);
  return { ...rest, schema: { type: "array", items: itemSchema } };
}

/**
 * A whole query string that is a form is the members of an object, each a parameter of its own, which
 * the style `form` says of an object too.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#parameter-locations
 */
function withoutQueryString(node: JsonObject, at: Pointer, origins: Origins): JsonObject {
  if (childOf(node, "in") !== "querystring") return node;
  const { content, ...rest } = node;
  const [[type, media] = []] = isObject(content) ? Object.entries(content) : [];
  if (type === undefined || media === undefined || codecOf(type) !== "form") return node;
  const from = joinPointer(at, "content", type);
  const carried: [string, Json][] = [];
  for (const field of ["schema", "example", "examples"]) {
    const value = childOf(media, field);
    if (value === undefined) continue;
    move(joinPointer(from, field), joinPointer(at, field), origins);
    carried.push([field, value]);
  }
  return { ...rest, in: "query", style: "form", explode: true, ...Object.fromEntries(carried) };
}

function move(from: Pointer, to: Pointer, origins: Origins): void {
  const { file, pointer } = origins.locate(from);
  origins.record(to, file, pointer);
}
