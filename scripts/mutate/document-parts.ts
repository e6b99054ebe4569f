import { escapeToken, METHODS, type Json, type JsonObject } from "../../generator/index.js";
import { isList, isObject } from "../fuzz/json.js";

/** What an object of a document is: an object of OpenAPI's, or a map of some. */
export type Kind =
  | "document"
  | "components"
  | "paths"
  | "path item"
  | "operation"
  | "parameters"
  | "parameter"
  | "request bodies"
  | "request body"
  | "responses"
  | "named responses"
  | "response"
  | "headers"
  | "named headers"
  | "header"
  | "content"
  | "media type"
  | "schemas"
  | "schema";

/** An object of a document, and what it is. */
export interface Part {
  readonly kind: Kind;
  readonly pointer: string;
  readonly value: JsonObject;
}

/** What the members of an object are, by their names; `each` says it of those that have no line. Lists are of what they hold. */
interface Grammar {
  readonly members?: { readonly [name: string]: Kind };
  readonly each?: Kind;
}

const described = { schema: "schema", content: "content" } as const;

/** @see https://spec.openapis.org/oas/v3.1.0#schema */
const GRAMMAR: { readonly [kind in Kind]: Grammar } = {
  document: { members: { paths: "paths", components: "components" } },
  components: {
    members: {
      schemas: "schemas",
      parameters: "parameters",
      requestBodies: "request bodies",
      responses: "named responses",
      headers: "named headers",
    },
  },
  paths: { each: "path item" },
  "path item": {
    members: {
      ...Object.fromEntries(METHODS.map((method) => [method, "operation" as const])),
      parameters: "parameter",
    },
  },
  operation: {
    members: { parameters: "parameter", requestBody: "request body", responses: "responses" },
  },
  parameters: { each: "parameter" },
  parameter: { members: described },
  "request bodies": { each: "request body" },
  "request body": { members: { content: "content" } },
  responses: { each: "response" },
  "named responses": { each: "response" },
  response: { members: { headers: "headers", content: "content" } },
  headers: { each: "header" },
  "named headers": { each: "header" },
  header: { members: described },
  content: { each: "media type" },
  "media type": { members: { schema: "schema" } },
  schemas: { each: "schema" },
  schema: {
    members: {
      ...Object.fromEntries(
        ["properties", "patternProperties", "dependentSchemas", "$defs"].map(
          (keyword) => [keyword, "schemas" as const] as const,
        ),
      ),
      ...Object.fromEntries(
        ["items", "contains", "additionalProperties", "unevaluatedProperties", "propertyNames"]
          .concat(["allOf", "anyOf", "oneOf", "prefixItems", "not", "if", "then", "else"])
          .map((keyword) => [keyword, "schema" as const] as const),
      ),
    },
  },
};

/** All objects of a canonical document, in its order. */
export function* partsOf(document: JsonObject): Iterable<Part> {
  yield* below(document, "document", "#");
}

function* below(value: Json, kind: Kind, pointer: string): Iterable<Part> {
  if (isList(value)) {
    for (const [index, item] of value.entries())
      yield* below(item, kind, `${pointer}/${String(index)}`);
    return;
  }
  // A reference is what it leads to; what stands beside one counts in schemas alone.
  if (!isObject(value) || (kind !== "schema" && typeof value["$ref"] === "string")) return;
  yield { kind, pointer, value };
  const { members = {}, each } = GRAMMAR[kind];
  for (const [key, member] of Object.entries(value)) {
    const next = Object.hasOwn(members, key) ? members[key] : each;
    if (next !== undefined) yield* below(member, next, `${pointer}/${escapeToken(key)}`);
  }
}
