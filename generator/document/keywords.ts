import type { Json } from "../model/json.js";
import { splitFragment } from "./uri.js";

/**
 * Keywords of a schema that describe and do not constrain; `x-…` are annotations too.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-9
 */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "$comment",
  "title",
  "description",
  "summary",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
  "example",
  "examples",
  "externalDocs",
  "xml",
]);

/** True for keywords that may stand beside a `$ref` without changing which values are valid. */
export function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.has(keyword) || keyword.startsWith("x-");
}

/** Keywords that only say what a schema is called and where it leads. */
const IDENTIFIERS: ReadonlySet<string> = new Set([
  "$id",
  "$anchor",
  "$dynamicAnchor",
  "$dynamicRef",
]);

/** True of an identifier that was followed, so that nothing is left of it to say. */
export function isResolved(keyword: string, value: Json): boolean {
  if (!IDENTIFIERS.has(keyword) || typeof value !== "string") return false;
  return keyword !== "$id" || identifierOf(value) !== undefined;
}

/**
 * The URI reference of an `$id`; undefined where there is none, because it has a fragment or nothing
 * before it. @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.1
 */
export function identifierOf(id: string): string | undefined {
  const [text, fragment = ""] = splitFragment(id);
  return text === "" || fragment !== "" ? undefined : text;
}

/** False for keywords that leave every value valid: annotations, names, and schemas kept for others. */
export function constrains(keyword: string): boolean {
  if (keyword === "$dynamicRef") return true;
  return !(
    isAnnotation(keyword) ||
    IDENTIFIERS.has(keyword) ||
    keyword === "$defs" ||
    keyword === "$schema"
  );
}
