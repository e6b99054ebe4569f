import { expect, it } from "vitest";
import { generate, readModel, type ApiModel } from "../../../generator/index.js";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { ownTemplates } from "../../../scripts/disk.js";

/** What a document says, the findings of it, and what came of it: in the model, or in the output. */
interface Row {
  readonly says: JsonObject;
  readonly finds?: readonly string[];
  readonly model?: (model: ApiModel) => unknown;
  readonly gives?: unknown;
  readonly output?: readonly [path: string, text: string];
}

const json = (schema: Json): JsonObject => ({ content: { "application/json": { schema } } });
const ok = (more: JsonObject = {}): JsonObject => ({ "200": { description: "ok", ...more } });
const act = (more: JsonObject = {}): JsonObject => ({
  operationId: "act",
  responses: ok(),
  ...more,
});
const get = (more: JsonObject): JsonObject => ({ paths: { "/a": { get: act(more) } } });
const post = (type: string, media: JsonObject): JsonObject => ({
  paths: { "/a": { post: act({ requestBody: { content: { [type]: media } } }) } },
});
const schemes = (scheme: JsonObject): JsonObject => ({
  ...get({ security: [{ s: [] }] }),
  components: { securitySchemes: { s: scheme } },
});
const first = ({ operations }: ApiModel) => operations[0];
const parameter = (model: ApiModel): unknown => {
  const { in: place, key, style } = first(model)?.parameters[0] ?? {};
  return [place, key, style];
};
const item = { type: "object", required: ["n"], properties: { n: { type: "integer" } } };
const unsupported = (at: string): string => `document/unsupported-feature #${at}`;
const body = "/paths/~1a/post/requestBody/content/";

/** Every field that OpenAPI 3.2 has and 3.1 has not, and every other thing that it says anew. */
const ROWS: Readonly<Record<string, Row>> = {
  "$self, which references are resolved against": {
    says: {
      $self: "https://a.test/openapi.yaml",
      ...get({
        responses: ok(json({ $ref: "https://a.test/openapi.yaml#/components/schemas/P" })),
      }),
      components: { schemas: { P: { type: "string" } } },
    },
    model: (model) => first(model)?.responses[0]?.content[0]?.schema,
    gives: "#/paths/~1a/get/responses/200/content/application~1json/schema",
  },
  "name of a server": {
    says: { servers: [{ url: "https://a.test", name: "production" }], ...get({}) },
    output: ["docs/authentication.md", "production, `https://a.test`"],
  },
  "names of servers are their own": {
    says: {
      servers: [
        { url: "/a", name: "x" },
        { url: "/b", name: "x" },
      ],
      ...get({}),
    },
    finds: ["server/repeated #/servers/1/name"],
  },
  "a variable stands in an address once": {
    says: {
      servers: [{ url: "https://{a}.{a}.test", variables: { a: { default: "b" } } }],
      ...get({}),
    },
    finds: ["server/repeated #/servers/0/url"],
  },
  "query of a path item": {
    says: { paths: { "/a": { query: act() } } },
    output: ["src/client/other.ts", 'method: "query"'],
  },
  additionalOperations: {
    says: { paths: { "/a": { additionalOperations: { Copy: act() } } } },
    output: ["src/client/other.ts", 'sentAs: "Copy"'],
  },
  "a name stands in a path once": {
    says: {
      paths: {
        "/{a}/{a}": {
          get: act({ parameters: [{ name: "a", in: "path", required: true, schema: {} }] }),
        },
      },
    },
    finds: ["path/template #/paths/~1{a}~1{a}"],
  },
  "in: querystring, a form": {
    says: get({
      parameters: [
        {
          name: "q",
          in: "querystring",
          content: { "application/x-www-form-urlencoded": { schema: item } },
        },
      ],
    }),
    model: parameter,
    gives: ["query", "q", "form"],
  },
  "in: querystring, JSON": {
    says: get({
      parameters: [{ name: "q", in: "querystring", content: { "application/json": {} } }],
    }),
    model: parameter,
    gives: ["query", "q", "querystring"],
  },
  "in: querystring, bytes": {
    says: get({ parameters: [{ name: "q", in: "querystring", content: { "image/png": {} } }] }),
    finds: [unsupported("/paths/~1a/get/parameters/0/in")],
  },
  "in: querystring beside another of the query": {
    says: get({
      parameters: [
        { name: "q", in: "querystring", content: { "application/json": {} } },
        { name: "p", in: "query", schema: {} },
      ],
    }),
    finds: ["parameter/content #/paths/~1a/get/parameters/0"],
  },
  "style: cookie": {
    says: get({ parameters: [{ name: "c", in: "cookie", style: "cookie", schema: {} }] }),
    model: parameter,
    gives: ["cookie", "c", "cookie"],
  },
  "style: cookie elsewhere": {
    says: get({ parameters: [{ name: "c", in: "query", style: "cookie", schema: {} }] }),
    finds: ["parameter/unsupported-style #/paths/~1a/get/parameters/0/style"],
  },
  "allowReserved beside the query": {
    says: {
      paths: {
        "/{a}": {
          get: act({
            parameters: [
              { name: "a", in: "path", required: true, allowReserved: true, schema: {} },
            ],
          }),
        },
      },
    },
    output: ["src/client/other.ts", "allowReserved: true, write: writeReserved"],
  },
  "itemSchema of a sequence": {
    says: get({ responses: ok({ content: { "application/jsonl": { itemSchema: item } } }) }),
    model: (model) => first(model)?.responses[0]?.content[0]?.codec,
    gives: "lines",
  },
  "itemSchema of what is none": {
    says: post("application/json", { itemSchema: item }),
    finds: [unsupported(`${body}application~1json/itemSchema`)],
  },
  "itemSchema, itemEncoding and prefixEncoding of multipart": {
    says: post("multipart/mixed", {
      itemSchema: item,
      prefixEncoding: [{ contentType: "application/json" }],
      itemEncoding: { contentType: "text/plain" },
    }),
    output: [
      "src/client/other.ts",
      `encoding: {
      "multipart/mixed": [{ contentType: "application/json" }, { contentType: "text/plain" }],
    }`,
    ],
  },
  "the same where schema has parts by name, or there are none": {
    says: {
      paths: {
        "/a": {
          post: act({
            requestBody: {
              content: {
                "multipart/form-data": {
                  schema: { type: "object", properties: { a: {} } },
                  itemSchema: item,
                  encoding: { a: {} },
                  prefixEncoding: [],
                },
                "application/json": { itemEncoding: {} },
              },
            },
          }),
        },
      },
    },
    finds: [
      `${body}multipart~1form-data/itemSchema`,
      `${body}multipart~1form-data/prefixEncoding`,
      `${body}application~1json/itemEncoding`,
    ].map(unsupported),
  },
  "encoding, itemEncoding and prefixEncoding of an encoding": {
    says: post("multipart/form-data", {
      schema: { type: "object", properties: { a: { type: "array", items: {} }, b: {} } },
      encoding: {
        a: { contentType: "multipart/mixed", itemEncoding: { contentType: "image/png" } },
        b: {
          contentType: "multipart/related",
          encoding: { c: { contentType: "multipart/mixed", encoding: {} } },
        },
      },
    }),
    output: [
      "src/client/other.ts",
      `b: {
          contentType: "multipart/related",
          parts: { c: { contentType: "multipart/mixed", parts: {} } },
        }`,
    ],
  },
  "the same of a part that has no parts": {
    says: {
      paths: {
        "/a": {
          post: act({
            requestBody: {
              content: {
                "multipart/form-data": {
                  schema: { type: "object", properties: { a: {} } },
                  encoding: { a: { encoding: {}, itemEncoding: {}, prefixEncoding: [] } },
                },
                "application/x-www-form-urlencoded": {
                  schema: { type: "object", properties: { a: {} } },
                  encoding: { a: { contentType: "multipart/mixed", itemEncoding: {} } },
                },
              },
            },
          }),
        },
      },
    },
    finds: [
      ...["encoding", "itemEncoding", "prefixEncoding"].map(
        (field) => `${body}multipart~1form-data/encoding/a/${field}`,
      ),
      `${body}application~1x-www-form-urlencoded/encoding/a/itemEncoding`,
    ].map(unsupported),
  },
  "items and encodings of a media type that is a component": {
    says: {
      paths: {
        "/a": {
          post: act({
            requestBody: { content: { "multipart/mixed": { $ref: "#/components/mediaTypes/T" } } },
            responses: ok({
              content: { "application/jsonl": { $ref: "#/components/mediaTypes/L" } },
            }),
          }),
        },
      },
      components: {
        mediaTypes: {
          T: { itemSchema: item, itemEncoding: { contentType: "text/plain" } },
          L: { itemSchema: item },
        },
      },
    },
    output: [
      "src/client/other.ts",
      `encoding: { "multipart/mixed": [{ contentType: "text/plain" }] }`,
    ],
  },
  "media types as components": {
    says: {
      ...get({ responses: ok({ content: { "text/csv": { $ref: "#/components/mediaTypes/T" } } }) }),
      components: { mediaTypes: { T: { schema: { type: "string" } } } },
    },
    model: (model) => first(model)?.responses[0]?.content[0]?.type,
    gives: "text/csv",
  },
  "summary of a response, without a description": {
    says: get({ responses: { "200": { summary: "Quite so" } } }),
    output: ["docs/operations/act.md", "Quite so"],
  },
  "dataValue and serializedValue of an example": {
    says: get({
      responses: ok({
        content: {
          "application/json": {
            examples: {
              data: { dataValue: { n: 1 }, serializedValue: '{"n":1}' },
              sent: { serializedValue: '{"n":2}' },
            },
          },
        },
      }),
    }),
    model: (model) => first(model)?.responses[0]?.content[0]?.examples.map(({ value }) => value),
    gives: [{ n: 1 }, { n: 2 }],
  },
  "examples that show nothing, or two values": {
    says: get({
      parameters: [
        { name: "q", in: "query", schema: {}, examples: { a: { serializedValue: "q=1" } } },
      ],
      responses: ok({
        content: {
          "application/json": {
            examples: { b: { serializedValue: '{"n":' }, c: { value: 1, dataValue: 2 } },
          },
        },
      }),
    }),
    finds: [
      "example/serialized #/paths/~1a/get/parameters/0/examples/a/serializedValue",
      "example/serialized #/paths/~1a/get/responses/200/content/application~1json/examples/b/serializedValue",
      "example/several #/paths/~1a/get/responses/200/content/application~1json/examples/c/dataValue",
    ],
  },
  "summary, parent and kind of a tag": {
    says: {
      tags: [
        { name: "a", summary: "All" },
        { name: "b", summary: "Some", parent: "a", kind: "nav" },
      ],
      ...get({ tags: ["b"] }),
    },
    output: ["docs/index.md", "All / Some"],
  },
  "tags are below others that there are, and not below themselves": {
    says: {
      tags: [
        { name: "a", parent: "b" },
        { name: "b", parent: "a" },
        { name: "c", parent: "d" },
      ],
      ...get({ tags: ["a"] }),
    },
    finds: [
      "tag/parent #/tags/0/parent",
      "tag/parent #/tags/1/parent",
      "tag/parent #/tags/2/parent",
    ],
  },
  "defaultMapping of a discriminator": {
    says: {
      ...get({ responses: ok(json({ $ref: "#/components/schemas/P" })) }),
      components: {
        schemas: {
          P: {
            oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
            discriminator: { propertyName: "k", defaultMapping: "B" },
          },
          A: { type: "object", required: ["k"], properties: { k: { const: "A" } } },
          B: { type: "object", properties: { k: { not: { const: "A" } } } },
        },
      },
    },
    model: ({ schemas }) => schemas["#/components/schemas/P"]?.discriminator,
    gives: { key: "k", mapping: {}, otherwise: "#/components/schemas/B" },
  },
  "defaultMapping to nothing": {
    says: {
      ...get({}),
      components: { schemas: { P: { discriminator: { propertyName: "k", defaultMapping: "C" } } } },
    },
    finds: ["schema/discriminator-mapping #/components/schemas/P/discriminator/defaultMapping"],
  },
  "nodeType of XML, which is text here": {
    says: {
      ...get({
        responses: ok({
          content: {
            "application/xml": { schema: { type: "object", xml: { nodeType: "element" } } },
          },
        }),
      }),
    },
    output: ["src/types.ts", '"application/xml": string;'],
  },
  "nodeType, misspelt": {
    says: { ...get({}), components: { schemas: { P: { xml: { nodeTyp: "text" } } } } },
    finds: ["document/unknown-field #/components/schemas/P/xml/nodeTyp"],
  },
  "deviceAuthorization, oauth2MetadataUrl and deprecated of a security scheme": {
    says: schemes({
      type: "oauth2",
      deprecated: true,
      oauth2MetadataUrl: "https://a.test/meta",
      flows: {
        deviceAuthorization: {
          deviceAuthorizationUrl: "https://a.test/device",
          tokenUrl: "https://a.test/token",
          scopes: {},
        },
      },
    }),
    output: ["docs/authentication.md", "https://a.test/device"],
  },
  "a security scheme by its address": {
    says: {
      ...get({ security: [{ "#/components/securitySchemes/s": [] }] }),
      components: { securitySchemes: { s: { type: "http", scheme: "bearer" } } },
    },
    model: (model) => first(model)?.security,
    gives: [{ s: [] }],
  },
  "the dialect of 3.2": {
    says: {
      jsonSchemaDialect: "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
      ...get({}),
    },
    finds: [],
  },
};

it.each(Object.entries(ROWS))("%s", async (_, { says, finds = [], model, gives, output }) => {
  const info = { title: "T", version: "1" };
  const text = JSON.stringify({ openapi: "3.2.0", info, ...says });
  const templates = await ownTemplates();
  const host = { load: async () => ({ kind: "text", text }) as const, templates };
  const read = await readModel({ input: "openapi.json" }, host);
  const found = read.diagnostics
    .filter(({ severity }) => severity !== "info")
    .map(({ code, location }) => `${code} ${location?.pointer ?? ""}`);
  expect(found.sort()).toEqual([...finds].sort());
  if (model !== undefined) expect(read.model && model(read.model)).toEqual(gives);
  if (output === undefined) return;
  const [path, wanted] = output;
  const { files } = await generate(
    { input: "openapi.json", only: ["types", "client", "docs"] },
    host,
  );
  expect(files?.get(path)).toContain(wanted);
});
