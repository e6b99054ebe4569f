import type { Json } from "../model/json.js";
import { childOf, isObject } from "../source/pointer.js";

/** The texts a discriminator maps to, by tag; none where a schema has no mapping. */
export function mappingOf(schema: Json): [tag: string, mapped: string][] {
  const discriminator = childOf(schema, "discriminator");
  const mapping = discriminator === undefined ? undefined : childOf(discriminator, "mapping");
  if (!isObject(mapping)) return [];
  return Object.entries(mapping).flatMap(([tag, mapped]): [string, string][] =>
    typeof mapped === "string" ? [[tag, mapped]] : [],
  );
}

/** The text a discriminator maps to where a value has no tag, or one of no schema's. @see https://spec.openapis.org/oas/v3.2.0#discriminator-object */
export function defaultMappingOf(schema: Json): string | undefined {
  const discriminator = childOf(schema, "discriminator");
  const mapped = discriminator === undefined ? undefined : childOf(discriminator, "defaultMapping");
  return typeof mapped === "string" ? mapped : undefined;
}

/**
 * A mapping names a component or refers to a schema; text of either form is ambiguous, and is a
 * reference when it could not be, or hardly is, the name of a component.
 * @see https://spec.openapis.org/oas/v3.1.0#discriminator-object
 */
export function isUriReference(mapped: string): boolean {
  return /[#/]/.test(mapped) || /\.(ya?ml|json)$/i.test(mapped);
}
