import type { Json, JsonObject } from "../../model/json.js";
import { METHODS } from "../../model/model.js";
import type { Pointer } from "../../model/schema.js";
import { isObject, joinPointer } from "../../source/pointer.js";
import type { Desk, Repair } from "./repair.js";

/** Words that OpenAPI spells in one way and authors in others: `2xx`, `GET`, `in: Query`, `type: bearer`. */
export const spellings: Repair = (value, slot, at, desk) => {
  if (!isObject(value)) return value;
  switch (slot) {
    case "responses":
      return renamed(value, statusOf, at, desk);
    case "pathItem":
      return renamed(value, methodOf, at, desk);
    case "parameter":
      return headerName(
        respelled(value, "in", ["path", "query", "header", "cookie", "querystring"], at, desk),
        at,
        desk,
      );
    case "securityScheme":
      return schemeOf(value, at, desk);
    default:
      return value;
  }
};

/** @see https://spec.openapis.org/oas/v3.1.0#patterned-fields-0 */
function statusOf(name: string): string {
  if (/^[1-5]xx$/i.test(name)) return name.toUpperCase();
  if (/^default$/i.test(name)) return "default";
  return name.trim();
}

function methodOf(name: string): string {
  const lower = name.toLowerCase();
  return (METHODS as readonly string[]).includes(lower) ? lower : name;
}

/** Members by the names they are meant to have; one whose name another has keeps its own. */
function renamed(
  node: JsonObject,
  meant: (name: string) => string,
  at: Pointer,
  desk: Desk,
): JsonObject {
  const names = Object.keys(node);
  if (names.every((name) => meant(name) === name)) return node;
  const members = Object.entries(node).map(([name, value]): [string, Json] => {
    const read = meant(name);
    const isTaken = names.some((other) => other !== name && meant(other) === read);
    if (read === name || isTaken) return [name, value];
    desk.report("repair/spelling", joinPointer(at, name), { found: name, read });
    desk.move([[joinPointer(at, read), joinPointer(at, name)]]);
    return [read, value];
  });
  return Object.fromEntries(members);
}

/** A field whose value is one of a few words, in another case. */
function respelled(
  node: JsonObject,
  field: string,
  words: readonly string[],
  at: Pointer,
  desk: Desk,
): JsonObject {
  const found = Object.hasOwn(node, field) ? node[field] : undefined;
  if (typeof found !== "string" || words.includes(found)) return node;
  const read = words.find((word) => word.toLowerCase() === found.trim().toLowerCase());
  if (read === undefined) return node;
  desk.report("repair/spelling", joinPointer(at, field), { found, read });
  return { ...node, [field]: read };
}

/** `Authorization: Bearer <token>`: the line of a header, of which the parameter is the name. */
function headerName(node: JsonObject, at: Pointer, desk: Desk): JsonObject {
  if (node.in !== "header" || typeof node.name !== "string") return node;
  const [, read] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:(?:\s|$)/.exec(node.name) ?? [];
  if (read === undefined) return node;
  desk.report("repair/spelling", joinPointer(at, "name"), { found: node.name, read });
  return { ...node, name: read };
}

/** @see https://spec.openapis.org/oas/v3.1.0#security-scheme-object */
function schemeOf(node: JsonObject, at: Pointer, desk: Desk): JsonObject {
  const type = typeof node.type === "string" ? node.type.toLowerCase() : undefined;
  if ((type === "bearer" || type === "basic") && node.scheme === undefined) {
    const found = String(node.type);
    desk.report("repair/spelling", joinPointer(at, "type"), { found, read: `http, ${type}` });
    return { ...node, type: "http", scheme: type };
  }
  const types = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
  const typed = respelled(node, "type", types, at, desk);
  return typed.type === "apiKey"
    ? respelled(typed, "in", ["query", "header", "cookie"], at, desk)
    : typed;
}
