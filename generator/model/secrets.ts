import type { ApiModel, Operation } from "./model.js";
import type { SchemaId } from "./schema.js";
import { reachable, responseSchemas } from "./walk.js";

/** Whether a value of the schema is secret, or a list of secrets: by itself, by what it refers to, or by one of its parts. */
export function isSecretSchema(
  schemas: ApiModel["schemas"],
  id: SchemaId | undefined,
  seen: ReadonlySet<SchemaId> = new Set(),
): boolean {
  const schema = id === undefined ? undefined : schemas[id];
  if (id === undefined || schema === undefined || seen.has(id)) return false;
  if (schema.secret) return true;
  const within = new Set(seen).add(id);
  const { ref, allOf = [], anyOf = [], oneOf = [], array } = schema.assertions;
  const parts = [ref, array?.items, ...allOf, ...anyOf, ...oneOf];
  return parts.some((part) => isSecretSchema(schemas, part, within));
}

const known = new WeakMap<ApiModel["schemas"], boolean>();

/** Whether any schema of a document is secret: most documents have none. */
export function hasSecrets(schemas: ApiModel["schemas"]): boolean {
  const answer = known.get(schemas) ?? Object.values(schemas).some(({ secret }) => secret);
  known.set(schemas, answer);
  return answer;
}

/** Names of the members of an operation's answers that are secret, sorted. */
export function secretMembers(operation: Operation, schemas: ApiModel["schemas"]): string[] {
  if (!hasSecrets(schemas)) return [];
  const names = new Set<string>();
  for (const id of reachable(responseSchemas(operation), (one) => schemas[one])) {
    for (const [name, member] of Object.entries(schemas[id]?.assertions.object?.properties ?? {}))
      if (isSecretSchema(schemas, member)) names.add(name);
  }
  return [...names].sort();
}
