import type { Json, JsonObject } from "../model/json.js";
import { codecOf, isSequential } from "../model/media-types.js";
import type { Codec } from "../model/model.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isList, isObject, joinPointer, parsePointer, ROOT } from "../source/pointer.js";
import { EventSchemas, withReading } from "./event-streams.js";
import type { Slot } from "./grammar.js";
import type { Origins } from "./origin.js";
import { refOf } from "./resolve.js";
import { rewrite } from "./walk.js";

/**
 * Says of each sequence (JSON Lines, JSON text sequences, server-sent events) what an item is: in
 * `schema`, be it written as `itemSchema`, as the `items` of an array, as OpenAPI 3.2 has it, or as
 * the item itself, which is the custom in earlier documents. How events are read is decided here.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#sequential-media-types
 */
export function itemise(root: JsonObject, origins: Origins): JsonObject {
  const schemas = new EventSchemas(root);
  const change = (node: JsonObject, slot: Slot, at: Pointer): JsonObject => {
    if (slot !== "mediaType" || !isSequence(at) || refOf(node) !== undefined) return node;
    const itemised = withItem(node, at, schemas, origins);
    return codecAt(at) === "events" ? readEvents(itemised, node, at, schemas, origins) : itemised;
  };
  return rewrite(root, "document", ROOT, change) as JsonObject;
}

/** True of a media type, by its place under `content`, that is a sequence of items. */
export function isSequence(at: Pointer): boolean {
  return isSequential(codecAt(at));
}

function codecAt(at: Pointer): Codec {
  return codecOf(parsePointer(at)?.at(-1) ?? "");
}

function withItem(
  node: JsonObject,
  at: Pointer,
  schemas: EventSchemas,
  origins: Origins,
): JsonObject {
  const { itemSchema, ...rest } = node;
  if (itemSchema !== undefined) {
    move(joinPointer(at, "itemSchema"), joinPointer(at, "schema"), origins);
    return { ...rest, schema: itemSchema };
  }
  const schema = childOf(node, "schema");
  const target = schema === undefined ? undefined : schemas.followed(schema);
  const items = target === undefined ? undefined : itemsOf(target.value);
  if (target === undefined || items === undefined) return node;
  if (items === true) return { ...rest, schema: {} };
  if (target.at !== undefined) return { ...rest, schema: { $ref: `${target.at}/items` } };
  move(joinPointer(at, "schema", "items"), joinPointer(at, "schema"), origins);
  return { ...rest, schema: items };
}

/** The schema of an array's items; undefined of all but arrays. */
function itemsOf(schema: Json): Json | undefined {
  const type = childOf(schema, "type");
  const isArray = type === "array" || (isList(type) && type.length === 1 && type[0] === "array");
  return isArray ? (childOf(schema, "items") ?? true) : undefined;
}

function readEvents(
  node: JsonObject,
  written: JsonObject,
  at: Pointer,
  schemas: EventSchemas,
  origins: Origins,
): JsonObject {
  const schema = childOf(node, "schema") ?? {};
  const reading = schemas.readingOf(schema, childOf(written, "itemSchema") !== undefined);
  if (reading.item === "event") {
    const parsed = schemas.withParsedData(schema);
    if (parsed === schema) return withReading(node, reading);
    const ref = refOf(schema);
    if (ref !== undefined) move(ref as Pointer, joinPointer(at, "schema"), origins);
    return withReading({ ...node, schema: parsed }, reading);
  }
  const content = schemas.contentOf(schema);
  if (content !== undefined) {
    const place = schemas.followed(schema)?.at ?? joinPointer(at, "schema");
    move(`${place}/contentSchema` as Pointer, joinPointer(at, "schema"), origins);
    return withReading({ ...node, schema: content }, { item: "data", data: "json" });
  }
  // What nothing is said of comes as the text that it is.
  const isOpen = reading.data === "text" && isObject(schema) && Object.keys(schema).length === 0;
  return withReading(isOpen ? { ...node, schema: { type: "string" } } : node, reading);
}

function move(from: Pointer, to: Pointer, origins: Origins): void {
  const { file, pointer } = origins.locate(from);
  origins.record(to, file, pointer);
}
