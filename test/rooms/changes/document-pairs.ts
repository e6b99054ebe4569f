import type { JsonObject } from "../../../generator/model/json.js";
import { answers, api, asks, sends, type Pair } from "./pairs.js";

const text = { type: "string" };
const limit = { name: "limit", in: "query", schema: { type: "integer" } };
const ok = { 200: { description: "Fine" } };
const body = (schema: JsonObject, required = true, type = "application/json"): JsonObject =>
  api({ requestBody: { required, content: { [type]: { schema } } } });
const answer = (more: JsonObject): JsonObject =>
  api({ responses: { 200: { description: "Fine", ...more } } });
const header = (more: JsonObject): JsonObject =>
  answer({ headers: { "X-Rate": { schema: text, ...more } } });
const secured = (security: readonly JsonObject[], schemes: JsonObject = {}): JsonObject =>
  api(
    { security: [...security] },
    {},
    {
      components: {
        securitySchemes: {
          key: { type: "apiKey", in: "header", name: "X-Key" },
          oauth: {
            type: "oauth2",
            flows: {
              clientCredentials: {
                tokenUrl: "https://a.example/token",
                scopes: { read: "", write: "" },
              },
            },
          },
          ...schemes,
        },
      },
    },
  );
const event = (schema: JsonObject): JsonObject => ({
  requestBody: { required: true, content: { "application/json": { schema } } },
  responses: ok,
});
const webhook = (schema: JsonObject): JsonObject =>
  api({}, {}, { webhooks: { added: { post: { operationId: "added", ...event(schema) } } } });
const callback = (schema: JsonObject): JsonObject =>
  api({
    callbacks: {
      done: { "{$request.body#/url}": { post: { operationId: "done", ...event(schema) } } },
    },
  });
const object = (required: readonly string[]): JsonObject => ({
  type: "object",
  required,
  properties: { a: text },
});
const nothing: JsonObject = api({}, {}, { paths: {} });
const filtered = (schema: JsonObject): JsonObject =>
  asks({ name: "filter", in: "query", content: { "application/json": { schema } } });
const path = (name: string, schema: JsonObject = text): JsonObject =>
  api(
    {},
    {},
    {
      paths: {
        [`/pets/{${name}}`]: {
          get: {
            operationId: "getPet",
            parameters: [{ name, in: "path", required: true, schema }],
            responses: ok,
          },
        },
      },
    },
  );

const table: readonly (readonly [
  name: string,
  before: JsonObject,
  after: JsonObject,
  changes: readonly string[],
])[] = [
  ["nothing", api({}), api({}), []],
  ["an operation goes", api({}), nothing, ["error operation-removed"]],
  ["an operation comes", nothing, api({}), ["info operation-added"]],
  [
    "a deprecated operation goes",
    api({ deprecated: true }),
    nothing,
    ["warning operation-removed-deprecated"],
  ],
  [
    "one goes before its sunset",
    api({ deprecated: true, "x-sunset": "2026-12-31" }),
    nothing,
    ["error operation-removed-before-sunset"],
  ],
  [
    "one goes after its sunset",
    api({ deprecated: true, "x-sunset": "2026-01-31" }),
    nothing,
    ["info operation-removed-after-sunset"],
  ],
  [
    "deprecated with a sunset",
    api({}),
    api({ deprecated: true, "x-sunset": "2027-01-31" }),
    ["info operation-deprecated", "info sunset-added"],
  ],
  [
    "deprecated without a sunset",
    api({}),
    api({ deprecated: true }),
    ["info operation-deprecated", "warning sunset-missing"],
  ],
  [
    "an earlier sunset",
    api({ deprecated: true, "x-sunset": "2027-01-31" }),
    api({ deprecated: true, "x-sunset": "2026-12-31" }),
    ["error sunset-earlier"],
  ],
  [
    "no sunset any more",
    api({ deprecated: true, "x-sunset": "2027-01-31" }),
    api({ deprecated: true }),
    ["error sunset-removed"],
  ],
  [
    "a sunset that is no date",
    api({ deprecated: true }),
    api({ deprecated: true, "x-sunset": "soon" }),
    ["error sunset-invalid"],
  ],
  ["less stable", api({}), api({ "x-stability-level": "beta" }), ["error stability-decreased"]],
  [
    "an unknown stability",
    api({}),
    api({ "x-stability-level": "solid" }),
    ["error stability-invalid"],
  ],
  ["another operationId", api({}), api({ operationId: "createPet" }), ["error operation-renamed"]],
  ["another first tag", api({}), api({ tags: ["animals"] }), ["error operation-renamed"]],
  ["prose", api({ summary: "A" }), api({ summary: "B" }), ["info documentation-changed"]],
  ["an optional parameter comes", asks(), asks(limit), ["info parameter-added"]],
  [
    "a required parameter comes",
    asks(),
    asks({ ...limit, required: true }),
    ["error required-parameter-added"],
  ],
  ["a parameter goes", asks(limit), asks(), ["warning parameter-removed"]],
  [
    "a parameter becomes required",
    asks(limit),
    asks({ ...limit, required: true }),
    ["error parameter-became-required"],
  ],
  [
    "a parameter becomes optional",
    asks({ ...limit, required: true }),
    asks(limit),
    ["info parameter-became-optional"],
  ],
  [
    "a parameter moves",
    asks(limit),
    asks({ ...limit, in: "header" }),
    ["info parameter-added", "warning parameter-removed"],
  ],
  [
    "a parameter's bound",
    asks(limit),
    asks({ ...limit, schema: { type: "integer", maximum: 10 } }),
    ["error request-parameter-maximum-added"],
  ],
  [
    "a parameter's default",
    asks({ ...limit, schema: { type: "integer", default: 1 } }),
    asks({ ...limit, schema: { type: "integer", default: 2 } }),
    ["error request-parameter-default-changed"],
  ],
  [
    "a value that is no longer known",
    asks({ ...limit, schema: { type: "string", "x-extensible-enum": ["a", "b"] } }),
    asks({ ...limit, schema: { type: "string", "x-extensible-enum": ["a"] } }),
    ["error request-parameter-known-value-removed"],
  ],
  [
    "a header parameter in other case",
    asks({ ...limit, in: "header", name: "X-A" }),
    asks({ ...limit, in: "header", name: "x-a" }),
    [],
  ],
  [
    "another style",
    asks({ ...limit, schema: { type: "array", items: text } }),
    asks({ ...limit, explode: false, schema: { type: "array", items: text } }),
    ["error parameter-serialization-changed"],
  ],
  [
    "a deepObject member becomes required",
    asks({ name: "f", in: "query", style: "deepObject", schema: object([]) }),
    asks({ name: "f", in: "query", style: "deepObject", schema: object(["a"]) }),
    ["error request-parameter-property-became-required"],
  ],
  [
    "content of a parameter",
    filtered(object([])),
    filtered(object(["a"])),
    ["error request-parameter-property-became-required"],
  ],
  [
    "a parameter in content",
    asks({ name: "filter", in: "query", schema: object([]) }),
    filtered(object([])),
    ["error parameter-media-type-changed"],
  ],
  ["a path parameter's name", path("id"), path("petId"), ["warning path-parameter-renamed"]],
  [
    "a path parameter's type",
    path("id"),
    path("id", { type: "integer" }),
    ["error request-parameter-type-changed"],
  ],
  ["an optional body comes", api({}), body(text, false), ["info request-body-added"]],
  ["a required body comes", api({}), body(text), ["error required-request-body-added"]],
  ["a body goes", body(text), api({}), ["error request-body-removed"]],
  [
    "a body becomes required",
    body(text, false),
    body(text),
    ["error request-body-became-required"],
  ],
  [
    "another media type of the body",
    body(text),
    body(text, true, "text/plain"),
    ["error request-media-type-removed", "info request-media-type-added"],
  ],
  [
    "a body of any JSON type",
    body(text, true, "application/vnd.a+json"),
    body(text, true, "application/*"),
    ["info request-media-type-added"],
  ],
  [
    "an untyped body is typed",
    body({}),
    body(text),
    ["error request-body-became-not-nullable", "error request-body-type-narrowed"],
  ],
  [
    "a default of a member",
    sends({ type: "object", properties: { a: { ...text, default: "x" } } }),
    sends({ type: "object", properties: { a: text } }),
    ["warning request-property-default-removed"],
  ],
  [
    "a success comes",
    api({}),
    api({ responses: { ...ok, 202: { description: "Later" } } }),
    ["warning response-success-added"],
  ],
  [
    "a success goes",
    api({ responses: { ...ok, 202: { description: "Later" } } }),
    api({}),
    ["error response-success-removed"],
  ],
  [
    "a failure comes",
    api({}),
    api({ responses: { ...ok, 404: { description: "None" } } }),
    ["info response-error-added"],
  ],
  [
    "a failure goes",
    api({ responses: { ...ok, 404: { description: "None" } } }),
    api({}),
    ["info response-error-removed"],
  ],
  ["a range becomes a status", api({ responses: { "2XX": { description: "Fine" } } }), api({}), []],
  [
    "an answer's media type goes",
    answers(text),
    answer({ content: { "text/plain": { schema: text } } }),
    ["error response-media-type-removed", "info response-media-type-added"],
  ],
  ["a header goes", header({}), api({}), ["warning response-header-removed"]],
  [
    "a required header goes",
    header({ required: true }),
    api({}),
    ["error required-response-header-removed"],
  ],
  [
    "a header becomes optional",
    header({ required: true }),
    header({}),
    ["error response-header-became-optional"],
  ],
  [
    "a header's type widens",
    header({ schema: { type: "integer" } }),
    header({ schema: { type: "number" } }),
    ["error response-header-type-widened"],
  ],
  [
    "a readOnly member becomes required",
    sends({ type: "object", properties: { id: { ...text, readOnly: true } } }),
    sends({ type: "object", required: ["id"], properties: { id: { ...text, readOnly: true } } }),
    [],
  ],
  [
    "a required member is no longer writeOnly",
    answers({ type: "object", required: ["p"], properties: { p: { ...text, writeOnly: true } } }),
    answers({ type: "object", required: ["p"], properties: { p: text } }),
    ["info response-property-required-added"],
  ],
  ["credentials are asked for", api({}), secured([{ key: [] }]), ["error security-narrowed"]],
  [
    "another alternative of credentials",
    secured([{ key: [] }]),
    secured([{ key: [] }, { oauth: ["read"] }]),
    ["info security-widened"],
  ],
  [
    "a further scope",
    secured([{ oauth: ["read"] }]),
    secured([{ oauth: ["read", "write"] }]),
    ["error security-narrowed"],
  ],
  [
    "a key elsewhere",
    secured([{ key: [] }]),
    secured([{ key: [] }], { key: { type: "apiKey", in: "query", name: "key" } }),
    ["error security-scheme-changed"],
  ],
  [
    "tokens elsewhere",
    secured([{ oauth: ["read"] }]),
    secured([{ oauth: ["read"] }], {
      oauth: {
        type: "oauth2",
        flows: {
          clientCredentials: {
            tokenUrl: "https://b.example/token",
            scopes: { read: "", write: "" },
          },
        },
      },
    }),
    ["warning security-scheme-moved"],
  ],
  [
    "another server",
    api({}, {}, { servers: [{ url: "https://a.example" }] }),
    api({}, {}, { servers: [{ url: "https://b.example" }] }),
    ["info server-added", "warning server-default-changed", "warning server-removed"],
  ],
  ["a webhook goes", webhook(text), api({}), ["error webhook-operation-removed"]],
  [
    "a webhook's body narrows",
    webhook(object([])),
    webhook(object(["a"])),
    ["info webhook-request-property-became-required"],
  ],
  [
    "a webhook's body widens",
    webhook(object(["a"])),
    webhook(object([])),
    ["error webhook-request-property-became-optional"],
  ],
  [
    "a callback's body widens",
    callback(object(["a"])),
    callback(object([])),
    ["error callback-request-property-became-optional"],
  ],
  ["a callback goes", callback(text), api({}), ["error callback-operation-removed"]],
];

export const documentPairs: readonly Pair[] = table.map(([name, before, after, changes]) => ({
  name,
  before,
  after,
  changes,
}));
