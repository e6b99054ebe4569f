import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { isList, isObject, joinPointer } from "../../source/pointer.js";
import { slotOf, type Kind, type Slot } from "../grammar.js";
import type { Desk, Repair } from "./repair.js";

/** Fields where null is a value like any other. */
const VALUES: ReadonlySet<string> = new Set(["default", "const", "example", "value"]);

/** Objects of any content: what YAML leaves empty below a name. */
const FILLED_BY_NOTHING: ReadonlySet<Slot> = new Set([
  "schema",
  "mediaType",
  "header",
  "response",
  "pathItem",
  "callback",
  "encoding",
  "example",
  "link",
]);

/**
 * Null where OpenAPI has none. As a field it says nothing, and is left out, as serialisers write what
 * is absent; below a name, where YAML leaves a place empty, it is an empty object; in a list it goes.
 */
export const nulls: Repair = (value, slot, at, desk) => {
  if (isList(value)) return slot.startsWith("list:") ? withoutNulls(value, at, desk) : value;
  if (!isObject(value) || slot === "text") return value;
  const [kind, member] = slot.split(":");
  if (member !== undefined) return kind === "map" ? filled(value, member as Kind, at, desk) : value;
  return fieldsOf(value, slot as Kind, at, desk);
};

function withoutNulls(list: readonly Json[], at: Pointer, desk: Desk): Json {
  if (!list.includes(null)) return list;
  const kept = [...list.entries()].filter(([index, item]) => {
    if (item !== null) return true;
    desk.report("repair/null", joinPointer(at, index), { field: String(index), read: "left out" });
    return false;
  });
  desk.move(kept.map(([index], to) => [joinPointer(at, to), joinPointer(at, index)]));
  return kept.map(([, item]) => item);
}

function filled(map: JsonObject, slot: Slot, at: Pointer, desk: Desk): Json {
  return replaced(map, (name, value) => {
    if (value !== null || name.startsWith("x-") || !FILLED_BY_NOTHING.has(slot)) return value;
    desk.report("repair/null", joinPointer(at, name), { field: name, read: "read as {}" });
    return {};
  });
}

function fieldsOf(node: JsonObject, kind: Kind, at: Pointer, desk: Desk): Json {
  return replaced(node, (name, value) => {
    if (value !== null || VALUES.has(name) || name.startsWith("x-")) return value;
    if (kind === "schema" && name === "type" && isTypeAlone(node, at)) return value;
    const place = joinPointer(at, name);
    const isEntry =
      (kind === "paths" || kind === "responses" || kind === "callback") &&
      slotOf(kind, name) !== undefined;
    desk.report("repair/null", place, { field: name, read: isEntry ? "read as {}" : "left out" });
    return isEntry ? {} : undefined;
  });
}

/** `anyOf: [{ type: null }, …]`: the alternative that is null, without its quotation marks. */
function isTypeAlone(schema: JsonObject, at: Pointer): boolean {
  const others = Object.keys(schema).filter((name) => !ANNOTATIONS.has(name));
  return others.length === 1 && /\/(?:anyOf|oneOf)\/\d+$/.test(at);
}

const ANNOTATIONS: ReadonlySet<string> = new Set(["title", "description", "deprecated"]);

/** The object with each member as `read` has it, undefined being gone; itself where nothing changes. */
function replaced(
  node: JsonObject,
  read: (name: string, value: Json) => Json | undefined,
): JsonObject {
  if (!Object.values(node).includes(null)) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, value]): [string, Json][] => {
      const found = read(name, value);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}
