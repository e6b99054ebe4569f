import type { ApiModel, Operation, Parameter } from "./model.js";
import type { SchemaId } from "./schema.js";
import { parameterSchema, reachable, requestSchemas, responseSchemas } from "./walk.js";

type Schemas = ApiModel["schemas"];

/**
 * Whether a value of the schema is secret, or a list or a map of secrets: by itself, by what it
 * refers to, or by one of its parts. What members with names hold does not count.
 */
export function isSecretSchema(
  schemas: Schemas,
  id: SchemaId | undefined,
  seen: ReadonlySet<SchemaId> = new Set(),
): boolean {
  const schema = id === undefined ? undefined : schemas[id];
  if (id === undefined || schema === undefined || seen.has(id)) return false;
  if (schema.secret) return true;
  const within = new Set(seen).add(id);
  const { ref, allOf = [], anyOf = [], oneOf = [], conditional } = schema.assertions;
  const { array, object } = schema.assertions;
  const parts = [
    ...[ref, conditional?.then, conditional?.else, ...allOf, ...anyOf, ...oneOf],
    ...[...(array?.prefixItems ?? []), array?.items, array?.unevaluatedItems],
    ...Object.values(object?.patternProperties ?? {}),
    ...[object?.additionalProperties, object?.unevaluatedProperties],
  ];
  return parts.some((part) => isSecretSchema(schemas, part, within));
}

const known = new WeakMap<Schemas, boolean>();

/** Of each schema the names of its own members that are secret: operations share most of theirs. */
const members = new WeakMap<Schemas, Map<SchemaId, readonly string[]>>();

function secretMembers(schemas: Schemas, id: SchemaId): readonly string[] {
  const told = members.get(schemas) ?? new Map<SchemaId, readonly string[]>();
  members.set(schemas, told);
  const before = told.get(id);
  if (before !== undefined) return before;
  const properties = Object.entries(schemas[id]?.assertions.object?.properties ?? {});
  const names = properties.flatMap(([name, member]) =>
    isSecretSchema(schemas, member) ? [name] : [],
  );
  told.set(id, names);
  return names;
}

/** Whether any schema of a document is secret: most documents have none. */
export function hasSecrets(schemas: Schemas): boolean {
  const answer = known.get(schemas) ?? Object.values(schemas).some(({ secret }) => secret);
  known.set(schemas, answer);
  return answer;
}

/** Whether a parameter's value is secret, or holds a secret anywhere: it is shown whole or not at all. */
export function isSecretParameter(parameter: Parameter, schemas: Schemas): boolean {
  const schema = parameterSchema(parameter);
  if (schema === undefined || !hasSecrets(schemas)) return false;
  const within = reachable([schema], (id) => schemas[id]);
  return [...within].some((id) => schemas[id]?.secret === true);
}

/** What is secret in an operation's answers. */
export interface SecretsOfAnswers {
  /** Names of members, whichever object they belong to, and of headers; sorted. */
  readonly names: readonly string[];
  /** A whole body is, or a map that is one, so that no name says what is. */
  readonly whole: boolean;
}

/** A cookie that is set lets in whoever sends it, whatever the document says of the header. */
function isCookie(key: string): boolean {
  return key.toLowerCase() === "set-cookie";
}

/**
 * A server may send back what it was sent, and what a document says it never sends: what is secret in
 * a request, or in a component as it is written, is so in answers.
 */
export function secretsOfAnswers(operation: Operation, schemas: Schemas): SecretsOfAnswers {
  const { responses } = operation;
  const bodies = responses.flatMap(({ content }) => content);
  const headers = responses.flatMap((response) => response.headers);
  const names = new Set(headers.map(({ key }) => key).filter(isCookie));
  if (!hasSecrets(schemas) || bodies.length + headers.length === 0)
    return { names: [...names].sort(), whole: false };
  const schemaOf = (id: SchemaId) => schemas[id];
  const read = reachable([...responseSchemas(operation), ...requestSchemas(operation)], schemaOf);
  const written = [...read].flatMap((id) => {
    const reading = schemas[id]?.declaration?.reading;
    return reading === undefined ? [] : [reading.of];
  });
  for (const id of new Set([...read, ...reachable(written, schemaOf)]))
    for (const name of secretMembers(schemas, id)) names.add(name);
  for (const header of headers) if (isSecretParameter(header, schemas)) names.add(header.key);
  return {
    names: [...names].sort(),
    whole: bodies.some(({ schema }) => isSecretSchema(schemas, schema)),
  };
}
