import type { ApiModel, MediaType, Operation, Parameter } from "./model.js";
import type { Assertions, SchemaId } from "./schema.js";

/** The schemas a schema's assertions mention, references included, in keyword order. */
export function subschemas(assertions: Assertions): SchemaId[] {
  const { ref, allOf, anyOf, oneOf, not, array, object, string, conditional } = assertions;
  const found: SchemaId[] = [];
  const add = (id: SchemaId | undefined): void => {
    if (id !== undefined) found.push(id);
  };
  const addAll = (ids: readonly SchemaId[] | undefined): void => {
    if (ids !== undefined) for (const id of ids) found.push(id);
  };
  const addValues = (ids: { readonly [key: string]: SchemaId } | undefined): void => {
    if (ids !== undefined) for (const id of Object.values(ids)) found.push(id);
  };
  add(ref);
  for (const ids of [allOf, anyOf, oneOf]) addAll(ids);
  for (const id of [not, conditional?.if, conditional?.then, conditional?.else]) add(id);
  add(string?.contentSchema);
  if (array !== undefined) {
    addAll(array.prefixItems);
    for (const id of [array.items, array.contains?.schema, array.unevaluatedItems]) add(id);
  }
  if (object !== undefined) {
    addValues(object.properties);
    addValues(object.patternProperties);
    add(object.additionalProperties);
    add(object.propertyNames);
    addValues(object.dependentSchemas);
    add(object.unevaluatedProperties);
  }
  return found;
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
    if (schema !== undefined) for (const part of subschemas(schema.assertions)) stack.push(part);
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

/** The callbacks of operations and webhooks, each once wherever it is referred to. */
export function callbacksOf({ operations, webhooks }: ApiModel): Operation[] {
  const own = new Set([...operations, ...webhooks]);
  const all = withCallbacks([...own]).filter((operation) => !own.has(operation));
  return [...new Map(all.map((callback) => [callback.pointer, callback])).values()];
}

/** Operations of paths and, behind each, its callbacks'; webhooks are not among them. */
export function withCallbacks(operations: ApiModel["operations"]): Operation[] {
  return operations.flatMap((operation) => [operation, ...withCallbacks(operation.callbacks)]);
}
