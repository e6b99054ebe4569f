/**
 * Which object of OpenAPI stands where. One table serves resolving, upgrading, the structural
 * checks and every rule, so that text in an example or an extension is never taken for a reference.
 * @see https://spec.openapis.org/oas/v3.1.0#schema
 */
export type Kind = keyof typeof objects;

/** What a place holds: one object, an object of them by name, or a list of them. */
export type Slot = Kind | `map:${Kind}` | `list:${Kind}`;

interface ObjectGrammar {
  /** Fixed fields. */
  readonly fields: { readonly [field: string]: SlotName };
  /** Patterned fields: every other name but `x-…`. */
  readonly rest?: SlotName;
  /** Where under `components` such objects live by name. */
  readonly section?: string;
}

// `Slot` is derived from the table below, which therefore cannot mention it.
type SlotName = string;

const encodings = {
  encoding: "map:encoding",
  prefixEncoding: "list:encoding",
  itemEncoding: "encoding",
};

const text = { description: "text", summary: "text" };

const objects = {
  text: { fields: {} },
  document: {
    fields: {
      info: "info",
      servers: "list:server",
      paths: "paths",
      webhooks: "map:pathItem",
      components: "components",
      tags: "list:tag",
    },
  },
  info: { fields: text },
  tag: { fields: text },
  server: { fields: { ...text, variables: "map:serverVariable" } },
  serverVariable: { fields: text },
  components: {
    fields: {
      schemas: "map:schema",
      responses: "map:response",
      parameters: "map:parameter",
      examples: "map:example",
      requestBodies: "map:requestBody",
      headers: "map:header",
      securitySchemes: "map:securityScheme",
      links: "map:link",
      callbacks: "map:callback",
      pathItems: "map:pathItem",
      mediaTypes: "map:mediaType",
    },
  },
  paths: { fields: {}, rest: "pathItem" },
  pathItem: {
    fields: {
      ...text,
      get: "operation",
      put: "operation",
      post: "operation",
      delete: "operation",
      options: "operation",
      head: "operation",
      patch: "operation",
      trace: "operation",
      query: "operation",
      additionalOperations: "map:operation",
      servers: "list:server",
      parameters: "list:parameter",
    },
  },
  operation: {
    fields: {
      ...text,
      parameters: "list:parameter",
      requestBody: "requestBody",
      responses: "responses",
      callbacks: "map:callback",
      servers: "list:server",
    },
  },
  parameter: {
    fields: {
      ...text,
      schema: "schema",
      content: "map:mediaType",
      examples: "map:example",
    },
    section: "parameters",
  },
  requestBody: { fields: { ...text, content: "map:mediaType" }, section: "requestBodies" },
  mediaType: {
    fields: {
      schema: "schema",
      itemSchema: "schema",
      examples: "map:example",
      ...encodings,
    },
  },
  encoding: { fields: { headers: "map:header", ...encodings } },
  responses: { fields: {}, rest: "response" },
  response: {
    fields: {
      ...text,
      headers: "map:header",
      content: "map:mediaType",
      links: "map:link",
    },
    section: "responses",
  },
  header: {
    fields: { ...text, schema: "schema", content: "map:mediaType", examples: "map:example" },
    section: "headers",
  },
  callback: { fields: {}, rest: "pathItem", section: "callbacks" },
  example: { fields: text, section: "examples" },
  link: { fields: { ...text, server: "server" }, section: "links" },
  securityScheme: { fields: { ...text, flows: "oauthFlows" }, section: "securitySchemes" },
  oauthFlows: {
    fields: {
      implicit: "oauthFlow",
      password: "oauthFlow",
      clientCredentials: "oauthFlow",
      authorizationCode: "oauthFlow",
      deviceAuthorization: "oauthFlow",
    },
  },
  oauthFlow: { fields: {} },
  schema: {
    fields: {
      description: "text",
      properties: "map:schema",
      patternProperties: "map:schema",
      dependentSchemas: "map:schema",
      $defs: "map:schema",
      additionalProperties: "schema",
      unevaluatedProperties: "schema",
      propertyNames: "schema",
      items: "schema",
      prefixItems: "list:schema",
      contains: "schema",
      unevaluatedItems: "schema",
      contentSchema: "schema",
      allOf: "list:schema",
      anyOf: "list:schema",
      oneOf: "list:schema",
      not: "schema",
      if: "schema",
      then: "schema",
      else: "schema",
    },
    section: "schemas",
  },
} satisfies { readonly [kind: string]: ObjectGrammar };

const table = objects as { readonly [kind in Kind]: ObjectGrammar };

/** What stands below `token` of a slot; undefined where OpenAPI gives the content no meaning. */
export function slotOf(slot: Slot, token: string): Slot | undefined {
  const { fields, rest, every } = contentOf(slot);
  if (every !== undefined) return every;
  // No path, status or expression is called `$ref`; where names are the author's, a reference may stand too.
  const isName = !token.startsWith("x-") && token !== "$ref";
  return fields.get(token) ?? (isName ? rest : undefined);
}

/** What a slot holds: `every` member of a map or list is the same. */
interface Content {
  readonly fields: ReadonlyMap<string, Slot>;
  readonly rest: Slot | undefined;
  readonly every: Slot | undefined;
}

// Asked for every member of a document, several times: looked up, not taken apart.
const contents = new Map<Slot, Content>();

function contentOf(slot: Slot): Content {
  const known = contents.get(slot);
  if (known !== undefined) return known;
  const colon = slot.indexOf(":");
  const { fields, rest }: ObjectGrammar = colon < 0 ? table[slot as Kind] : { fields: {} };
  const content: Content = {
    fields: new Map(Object.entries(fields) as [string, Slot][]),
    rest: rest as Slot | undefined,
    every: colon < 0 ? undefined : (slot.slice(colon + 1) as Kind),
  };
  contents.set(slot, content);
  return content;
}

/** The slot a pointer's tokens lead to, from the root of a document. */
export function slotAt(tokens: readonly string[]): Slot | undefined {
  let slot: Slot | undefined = "document";
  for (const token of tokens) {
    slot = slotOf(slot, token);
    if (slot === undefined) return undefined;
  }
  return slot;
}

/** `schemas` for a schema; undefined for objects that have no home under `components`. */
export function sectionOf(slot: Slot): string | undefined {
  return slot.includes(":") ? undefined : table[slot as Kind].section;
}

/** The container a slot's value must be. */
export function containerOf(slot: Slot): "object" | "list" | "text" | "schema" {
  if (slot.startsWith("list:")) return "list";
  if (slot === "text") return "text";
  return slot === "schema" ? "schema" : "object";
}
