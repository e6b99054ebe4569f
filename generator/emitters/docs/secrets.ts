import { isObject, type Json } from "../../model/json.js";
import { child } from "../../model/pointer.js";
import type { ApiModel } from "../../model/model.js";
import type { Pointer, SchemaId } from "../../model/schema.js";
import { hasSecrets } from "../../model/secrets.js";

/**
 * Where a value holds secrets: pointers into it. Every branch of a union is followed, valid or not:
 * hiding too much is a nuisance, showing too much is a leak.
 */
export function secretsIn(
  value: Json,
  schema: SchemaId | undefined,
  model: ApiModel,
): Set<Pointer> {
  const secrets = new Set<Pointer>();
  if (schema === undefined || !hasSecrets(model.schemas)) return secrets;
  const seen = new Set<string>();
  const visit = (id: SchemaId | undefined, at: Json, pointer: Pointer): void => {
    const found = id === undefined ? undefined : model.schemas[id];
    if (id === undefined || found === undefined || seen.has(`${id} ${pointer}`)) return;
    seen.add(`${id} ${pointer}`);
    if (found.secret) secrets.add(pointer);
    const { ref, allOf, anyOf, oneOf, conditional, array, object } = found.assertions;
    const same = [ref, conditional?.then, conditional?.else];
    for (const other of [...same, ...(allOf ?? []), ...(anyOf ?? []), ...(oneOf ?? [])])
      visit(other, at, pointer);
    if (Array.isArray(at)) {
      (at as readonly Json[]).forEach((item, index) =>
        visit(array?.prefixItems?.[index] ?? array?.items, item, child(pointer, index)),
      );
    } else if (isObject(at)) {
      for (const [key, item] of Object.entries(at)) {
        const properties = object?.properties ?? {};
        visit(
          Object.hasOwn(properties, key) ? properties[key] : object?.additionalProperties,
          item,
          child(pointer, key),
        );
      }
    }
  };
  visit(schema, value, "#");
  return secrets;
}

/** The value with its secrets covered. */
export function masked(value: Json, secrets: ReadonlySet<Pointer>, pointer: Pointer = "#"): Json {
  if (secrets.has(pointer)) return "********";
  if (secrets.size === 0) return value;
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) =>
      masked(item, secrets, child(pointer, index)),
    );
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, masked(item, secrets, child(pointer, key))]),
  );
}

/** The environment variable that stands for a secret: its property's name in capitals. */
export function variableOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[A-Za-z]/.test(words) ? words.toUpperCase() : "SECRET";
}
