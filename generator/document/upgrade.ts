import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isList, joinPointer, ROOT } from "../source/pointer.js";
import type { Slot } from "./grammar.js";
import { constrains } from "./keywords.js";
import { inEarlierForm } from "./later-forms.js";
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
    if (slot !== "schema") return version === "3.2" ? inEarlierForm(node, slot, at, origins) : node;
    if (version === "3.0") reportLaterKeywords(node, at, origins, reporter);
    else reportOldKeywords(node, at, origins, reporter);
    const schema = upgradeNullable(upgradeBounds(node), at, origins, reporter);
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
  if (childOf(node, "nullable") === true)
    reporter.report("ref/nullable-ignored", origins.locate(joinPointer(at, "nullable")), {});
  const others = names.filter((name) => name !== "nullable");
  if (others.length > 0)
    reporter.report("ref/siblings-ignored", origins.locate(at), { names: others });
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

/** The other way round: what 3.1 took from JSON Schema is read in 3.0 too, as it can mean nothing else. */
function reportLaterKeywords(
  node: JsonObject,
  at: Pointer,
  origins: Origins,
  reporter: Reporter,
): void {
  for (const [keyword, value] of Object.entries(node)) {
    const isLater =
      LATER.has(keyword) ||
      (keyword === "type" && (isList(value) || value === "null")) ||
      (keyword.startsWith("exclusiveM") && typeof value === "number");
    if (!isLater) continue;
    const location = origins.locate(joinPointer(at, keyword));
    reporter.report("schema/later-keyword", location, { keyword });
  }
  if (childOf(node, "type") === "array" && childOf(node, "items") === undefined) {
    reporter.report("schema/items-missing", origins.locate(at), {});
  }
}

/** Keywords of JSON Schema 2020-12 that OpenAPI 3.0 has not. @see https://spec.openapis.org/oas/v3.0.4#json-schema-keywords */
const LATER: ReadonlySet<string> = new Set(
  (
    "const if then else prefixItems contains minContains maxContains patternProperties propertyNames " +
    "dependentRequired dependentSchemas unevaluatedItems unevaluatedProperties contentEncoding " +
    "contentMediaType contentSchema $defs"
  ).split(" "),
);

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
 * `nullable` adds null to the type beside it and does nothing else: without a type there is nothing
 * to add to, and an `enum` that does not list null refuses it.
 * @see https://spec.openapis.org/oas/v3.0.4#fixed-fields-20
 * @see https://github.com/OAI/OpenAPI-Specification/blob/main/proposals/2019-10-31-Clarify-Nullable.md
 */
function upgradeNullable(
  node: JsonObject,
  at: Pointer,
  origins: Origins,
  reporter: Reporter,
): JsonObject {
  const nullable = childOf(node, "nullable");
  if (nullable === undefined) return node;
  const { nullable: _, ...schema } = node;
  const type = childOf(schema, "type");
  if (nullable === true && type === undefined && Object.keys(schema).some(constrains)) {
    reporter.report("schema/nullable-untyped", origins.locate(joinPointer(at, "nullable")), {});
  }
  if (nullable !== true || type === undefined) return schema;
  const types = isList(type) ? type : [type];
  return types.includes("null") ? schema : { ...schema, type: [...types, "null"] };
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
