import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isList, joinPointer, ROOT } from "../source/pointer.js";
import type { Slot } from "./grammar.js";
import { isAnnotation } from "./keywords.js";
import type { Origins } from "./origin.js";
import { refOf } from "./resolve.js";
import type { Version } from "./version.js";
import { rewrite } from "./walk.js";

/**
 * A document of any version as one of OpenAPI 3.1. Places that move are recorded in `origins`.
 * @see https://www.openapis.org/blog/2021/02/16/migrating-from-openapi-3-0-to-3-1-0
 */
export function upgrade(
  root: JsonObject,
  version: Version,
  origins: Origins,
  reporter: Reporter,
): JsonObject {
  const change = (node: JsonObject, slot: Slot, at: Pointer): JsonObject => {
    if (version === "3.0" && refOf(node) !== undefined) {
      return withoutSiblings(node, at, origins, reporter);
    }
    if (slot !== "schema") return node;
    if (version !== "3.0") reportOldKeywords(node, at, origins, reporter);
    const schema = upgradeNullable(upgradeBounds(node), at, origins);
    return upgradeExample(version === "3.0" ? upgradeBytes(schema) : schema, at, origins);
  };
  const upgraded = rewrite(root, "document", ROOT, change) as JsonObject;
  return { ...upgraded, openapi: "3.1.1" };
}

/**
 * In 3.0 a reference replaces the object it stands in. Prose is kept, because it constrains nothing.
 * @see https://spec.openapis.org/oas/v3.0.3#reference-object
 */
function withoutSiblings(
  node: JsonObject,
  at: Pointer,
  origins: Origins,
  reporter: Reporter,
): JsonObject {
  const members = Object.entries(node);
  if (members.length === 1) return node;
  const kept = ([name]: [string, Json]) =>
    name === "$ref" || name === "description" || name === "summary" || name.startsWith("x-");
  const names = members.filter((member) => !kept(member)).map(([name]) => name);
  if (names.length === 0) return node;
  reporter.report("ref/siblings-ignored", origins.locate(at), { names });
  return Object.fromEntries(members.filter(kept));
}

/** Documents that raised their version often kept keywords of the old one; their meaning is plain. */
function reportOldKeywords(
  node: JsonObject,
  at: Pointer,
  origins: Origins,
  reporter: Reporter,
): void {
  for (const keyword of ["nullable", "exclusiveMinimum", "exclusiveMaximum"]) {
    if (typeof childOf(node, keyword) !== "boolean") continue;
    const location = origins.locate(joinPointer(at, keyword));
    reporter.report("schema/version-keyword", location, { keyword });
  }
}

/** A boolean bound said how the other is meant; in 3.1 it is a bound itself. */
function upgradeBounds(node: JsonObject): JsonObject {
  let schema = node;
  for (const [flag, bound] of BOUNDS) {
    const exclusive = childOf(schema, flag);
    if (typeof exclusive !== "boolean") continue;
    const { [flag]: _flag, ...rest } = schema;
    schema = rest;
    const limit = childOf(schema, bound);
    if (!exclusive || typeof limit !== "number") continue;
    const { [bound]: _bound, ...open } = schema;
    schema = { ...open, [flag]: limit };
  }
  return schema;
}

const BOUNDS = [
  ["exclusiveMinimum", "minimum"],
  ["exclusiveMaximum", "maximum"],
] as const;

/** `format: byte` became a content encoding; `binary` has no counterpart in JSON and stays a format. */
function upgradeBytes(node: JsonObject): JsonObject {
  if (childOf(node, "format") !== "byte") return node;
  const { format: _, ...rest } = node;
  return { ...rest, contentEncoding: "base64" };
}

/**
 * `nullable` becomes a type. Beside `allOf` and the like, without a type of its own, 3.0.3 gives it
 * no effect; authors mean one, so it becomes an alternative.
 * @see https://github.com/OAI/OpenAPI-Specification/blob/main/proposals/2019-10-31-Clarify-Nullable.md
 */
function upgradeNullable(node: JsonObject, at: Pointer, origins: Origins): JsonObject {
  const nullable = childOf(node, "nullable");
  if (nullable === undefined) return node;
  const { nullable: _, ...schema } = node;
  if (nullable !== true) return schema;
  const type = childOf(schema, "type");
  const values = childOf(schema, "enum");
  const widened =
    isList(values) && !values.includes(null) ? { ...schema, enum: [...values, null] } : schema;
  if (typeof type === "string") return { ...widened, type: [type, "null"] };
  const alternatives = ["anyOf", "oneOf"].find((keyword) => isList(childOf(schema, keyword)));
  const entries = Object.entries(widened);
  const annotations = entries.filter(([keyword]) => isAnnotation(keyword));
  const assertions = entries.filter(([keyword]) => !isAnnotation(keyword));
  if (assertions.every(([keyword]) => keyword === "enum")) return widened;
  if (
    alternatives !== undefined &&
    assertions.every(([k]) => k === alternatives || k === "discriminator")
  ) {
    const list = childOf(schema, alternatives) as readonly Json[];
    return { ...schema, [alternatives]: [...list, { type: "null" }] };
  }
  const [only] = assertions;
  const parts = assertions.length === 1 && only?.[0] === "allOf" && isList(only[1]) ? only[1] : [];
  const alternative = joinPointer(at, "anyOf", 0);
  const origin = origins.locate(parts.length === 1 ? joinPointer(at, "allOf", 0) : at);
  origins.record(alternative, origin.file, origin.pointer);
  const first =
    parts.length === 1 && parts[0] !== undefined ? parts[0] : Object.fromEntries(assertions);
  return { ...Object.fromEntries(annotations), anyOf: [first, { type: "null" }] };
}

/** The singular `example` of a schema is deprecated in 3.1. @see https://spec.openapis.org/oas/v3.1.0#fixed-fields-20 */
function upgradeExample(node: JsonObject, at: Pointer, origins: Origins): JsonObject {
  const example = childOf(node, "example");
  if (example === undefined) return node;
  const { example: _, ...schema } = node;
  if (childOf(schema, "examples") !== undefined) return schema;
  const origin = origins.locate(joinPointer(at, "example"));
  origins.record(joinPointer(at, "examples", 0), origin.file, origin.pointer);
  return { ...schema, examples: [example] };
}
