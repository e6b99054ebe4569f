import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isList, joinPointer, ROOT } from "../source/pointer.js";
import type { Slot } from "./grammar.js";
import { constrains } from "./keywords.js";
import { withSendableMethods } from "./methods.js";
import { nameOperations } from "./operation-ids.js";
import type { Origins } from "./origin.js";
import { refOf } from "./resolve.js";
import { isSequence, itemise } from "./sequences.js";
import { rewrite } from "./walk.js";

/** Leaves one way to say each thing, so that later rooms need not know the others. */
export function canonicalise(root: JsonObject, origins: Origins, reporter: Reporter): JsonObject {
  let hasSequences = false;
  const change = (node: JsonObject, slot: Slot, at: Pointer): JsonObject => {
    if (slot === "schema") return conjoinReference(node, at, origins);
    if (slot === "pathItem") return withSendableMethods(node, at, origins, reporter);
    if (slot === "mediaType") hasSequences ||= isSequence(at);
    return slot === "parameter" ? requirePathParameter(node, at, origins, reporter) : node;
  };
  const rewritten = rewrite(root, "document", ROOT, change) as JsonObject;
  // Schemas that items refer to have to be canonical first.
  const itemised = hasSequences ? itemise(rewritten, origins) : rewritten;
  return nameOperations(itemised, origins, reporter);
}

/**
 * A `$ref` holds together with the assertions beside it. It becomes the last part of `allOf`; the
 * others stay where they are, so that no pointer into them changes.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1
 */
function conjoinReference(node: JsonObject, at: Pointer, origins: Origins): JsonObject {
  if (refOf(node) === undefined || Object.keys(node).every(describes)) return node;
  const { $ref, ...rest } = node;
  const parts = childOf(rest, "allOf") ?? [];
  if (!isList(parts) || $ref === undefined) return node;
  const part = joinPointer(at, "allOf", parts.length);
  const origin = origins.locate(joinPointer(at, "$ref"));
  origins.record(part, origin.file, origin.pointer);
  origins.record(joinPointer(part, "$ref"), origin.file, origin.pointer);
  return { ...rest, allOf: [...(parts as readonly Json[]), { $ref }] };
}

function describes(keyword: string): boolean {
  return keyword === "$ref" || !constrains(keyword);
}

/** @see https://spec.openapis.org/oas/v3.1.0#parameter-object, `required` */
function requirePathParameter(
  node: JsonObject,
  at: Pointer,
  origins: Origins,
  reporter: Reporter,
): JsonObject {
  const name = childOf(node, "name");
  if (childOf(node, "in") !== "path" || childOf(node, "required") === true) return node;
  if (typeof name === "string") {
    reporter.report("parameter/path-required", origins.locate(at), { name });
  }
  return { ...node, required: true };
}
