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

/** Keywords that only say what a schema is called and where it leads; resolved, they are gone. */
export const RESOLVED: ReadonlySet<string> = new Set([
  "$id",
  "$anchor",
  "$dynamicAnchor",
  "$dynamicRef",
]);

/** False for keywords that leave every value valid: annotations, names, and schemas kept for others. */
export function constrains(keyword: string): boolean {
  if (keyword === "$dynamicRef") return true;
  return !(
    isAnnotation(keyword) ||
    RESOLVED.has(keyword) ||
    keyword === "$defs" ||
    keyword === "$schema"
  );
}
