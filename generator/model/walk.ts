import type { ApiModel, MediaType, Operation, Parameter } from "./model.js";
import type { Assertions, SchemaId } from "./schema.js";

/** The schemas a schema's assertions mention, references included, in keyword order. */
export function subschemas(assertions: Assertions): SchemaId[] {
  const { array, object, string, conditional } = assertions;
  return [
    assertions.ref,
    ...(assertions.allOf ?? []),
    ...(assertions.anyOf ?? []),
    ...(assertions.oneOf ?? []),
    assertions.not,
    conditional?.if,
    conditional?.then,
    conditional?.else,
    string?.contentSchema,
    ...(array?.prefixItems ?? []),
    array?.items,
    array?.contains?.schema,
    array?.unevaluatedItems,
    ...Object.values(object?.properties ?? {}),
    ...Object.values(object?.patternProperties ?? {}),
    object?.additionalProperties,
    object?.propertyNames,
    ...Object.values(object?.dependentSchemas ?? {}),
    object?.unevaluatedProperties,
  ].filter((id) => id !== undefined);
}

/** Every schema reachable from the given ones, themselves included. */
export function reachable(
  from: Iterable<SchemaId>,
  schemas: (id: SchemaId) => { readonly assertions: Assertions } | undefined,
): Set<SchemaId> {
  const seen = new Set<SchemaId>();
  const stack = [...from];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const schema = schemas(id);
    if (schema !== undefined) stack.push(...subschemas(schema.assertions));
  }
  return seen;
}

/** The schema a parameter or header carries, whether said by `schema` or by `content`. */
export function parameterSchema({ value }: Parameter): SchemaId | undefined {
  return "schema" in value ? value.schema : value.content.schema;
}

/** The schemas an operation sends. */
export function requestSchemas(
  operation: Pick<Operation, "parameters" | "requestBody">,
): SchemaId[] {
  return [
    ...operation.parameters.map(parameterSchema),
    ...(operation.requestBody?.content ?? []).map((media: MediaType) => media.schema),
  ].filter((id) => id !== undefined);
}

/** The schemas an operation may answer with. */
export function responseSchemas(operation: Pick<Operation, "responses">): SchemaId[] {
  return operation.responses
    .flatMap((response) => [
      ...response.headers.map(parameterSchema),
      ...response.content.map((media) => media.schema),
    ])
    .filter((id) => id !== undefined);
}

/** Operations of paths and, behind each, its callbacks'; webhooks are not among them. */
export function withCallbacks(operations: ApiModel["operations"]): Operation[] {
  return operations.flatMap((operation) => [operation, ...withCallbacks(operation.callbacks)]);
}
