import type { Json, JsonObject } from "../../../generator/model/json.js";

/** Two documents and every change between them: `severity id`, sorted. */
export interface Pair {
  readonly name: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly changes: readonly string[];
}

const ok = { 200: { description: "Fine" } };

/** A document of one operation, and components. */
export function api(
  operation: JsonObject,
  schemas: JsonObject = {},
  more: JsonObject = {},
): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1.0.0" },
    paths: {
      "/pets": { post: { operationId: "addPet", tags: ["pets"], responses: ok, ...operation } },
    },
    components: { schemas },
    ...more,
  };
}

export function sends(schema: Json, schemas: JsonObject = {}): JsonObject {
  return api(
    { requestBody: { required: true, content: { "application/json": { schema } } } },
    schemas,
  );
}

export function answers(schema: Json, schemas: JsonObject = {}): JsonObject {
  const content = { "application/json": { schema } };
  return api({ responses: { 200: { description: "Fine", content } } }, schemas);
}

export function asks(...parameters: readonly JsonObject[]): JsonObject {
  return api({ parameters: [...parameters] });
}

/** A schema that changes: what that does to who sends it, and to who receives it. */
export function bothWays(
  name: string,
  before: Json,
  after: Json,
  sent: readonly string[],
  received: readonly string[],
  schemas: readonly [before: JsonObject, after: JsonObject] = [{}, {}],
): Pair[] {
  return [
    {
      name: `${name}, sent`,
      before: sends(before, schemas[0]),
      after: sends(after, schemas[1]),
      changes: sent,
    },
    {
      name: `${name}, received`,
      before: answers(before, schemas[0]),
      after: answers(after, schemas[1]),
      changes: received,
    },
  ];
}
