import type { JsonObject } from "../../../generator/index.js";
import {
  api,
  isToken,
  OPERATION,
  own,
  withOperation,
  type Placed,
  type Position,
} from "../position.js";

const INFO: JsonObject = { title: "Probe", version: "1.0.0" };

function inInfo(members: JsonObject, rest: Partial<Placed> = {}): Placed {
  return { document: api({ info: { ...INFO, ...members } }), sent: { path: "/things" }, ...rest };
}

/** What a document says of itself, and where it is served. */
export const descriptions: readonly Position[] = [
  { name: "info/title", place: (text) => inInfo({ title: text }, { shown: [text] }) },
  { name: "info/version", place: (text) => inInfo({ version: text }, { shown: [text] }) },
  { name: "info/summary", place: (text) => inInfo({ summary: text }) },
  { name: "info/description", place: (text) => inInfo({ description: text }) },
  { name: "info/termsOfService", place: (text) => inInfo({ termsOfService: text }) },
  {
    name: "info/contact",
    place: (text) => inInfo({ contact: { name: text, url: text, email: text } }),
  },
  {
    name: "info/license",
    place: (text) => inInfo({ license: { name: text, url: text } }),
  },
  {
    name: "info/license identifier",
    place: (text) => inInfo({ license: { name: "Own", identifier: text } }),
  },
  {
    name: "info/tag",
    place: (text) => ({
      document: api({
        tags: [{ name: text, description: text, externalDocs: { url: text, description: text } }],
        paths: { "/things": { get: { ...OPERATION, tags: [text] } } },
      }),
    }),
  },
  {
    name: "info/externalDocs",
    place: (text) => ({ document: api({ externalDocs: { url: text, description: text } }) }),
  },
  {
    name: "info/extension",
    place: (text) => ({
      document: api({ "x-unconfirmed": text, ...own(`x-${text}`, text), "x-tagGroups": [text] }),
    }),
  },
  {
    name: "info/unknown field",
    place: (text) => inInfo(/^(?:title|version)$/.test(text) ? {} : own(text, text)),
  },
  {
    name: "server/url path",
    place: (text) => ({
      document: api({ servers: [{ url: `https://api.test/${text}` }] }),
    }),
  },
  {
    name: "server/url",
    place: (text) => ({
      document: api({ servers: [{ url: text }] }),
    }),
  },
  {
    name: "server/description",
    place: (text) => ({
      document: api({ servers: [{ url: "https://api.test/v1", description: text }] }),
      sent: { url: "https://api.test/v1/things" },
    }),
  },
  {
    name: "server/variable name",
    place: (text) => ({
      document: api({
        servers: [
          {
            url: `https://api.test/{${text}}`,
            variables: own(text, { default: "v1", description: text }),
          },
        ],
      }),
      // With braces of its own the name is another, or none.
      ...(text === "" || /[{}]/.test(text) ? {} : { sent: { url: "https://api.test/v1/things" } }),
    }),
  },
  {
    name: "server/variable default",
    place: (text) => ({
      document: api({
        servers: [
          {
            url: "https://api.test/v1?{variable}",
            variables: { variable: { default: text, enum: [text, "b"], description: text } },
          },
        ],
      }),
    }),
  },
  {
    name: "security/scheme name",
    place: (text) => ({
      document: withOperation(
        { security: [own(text, [])] },
        {
          components: {
            securitySchemes: own(text, { type: "apiKey", in: "header", name: "X-Key" }),
          },
        },
      ),
      auth: own(text, { key: "secret" }),
      sent: { header: ["x-key", "secret"] },
    }),
  },
  {
    name: "security/key name",
    place: (text) => ({
      document: withScheme({ type: "apiKey", in: "query", name: text }),
      ...keyed(text),
    }),
  },
  {
    name: "security/key header",
    place: (text) => ({
      document: withScheme({ type: "apiKey", in: "header", name: text }),
      ...(isToken(text)
        ? {
            auth: { access: { key: "secret" } },
            sent: { header: [text.toLowerCase(), "secret"] },
          }
        : { refused: "security/token" }),
    }),
  },
  {
    name: "security/description",
    place: (text) => ({
      document: withScheme({ type: "apiKey", in: "query", name: "k", description: text }),
      ...keyed("k"),
    }),
  },
  {
    name: "security/http scheme",
    place: (text) => ({
      document: withScheme({ type: "http", scheme: text, bearerFormat: text }),
      ...(isToken(text) ? {} : { refused: "security/token" }),
    }),
  },
  {
    name: "security/bearer format",
    place: (text) => ({
      document: withScheme({ type: "http", scheme: "bearer", bearerFormat: text }),
      auth: { access: { token: "secret" } },
      sent: { header: ["authorization", "Bearer secret"] },
    }),
  },
  {
    name: "security/OpenID address",
    place: (text) => ({
      document: withScheme({ type: "openIdConnect", openIdConnectUrl: text }),
      auth: { access: { token: "secret" } },
      sent: { header: ["authorization", "Bearer secret"] },
    }),
  },
  {
    name: "security/flow addresses",
    place: (text) => ({
      document: withScheme({
        type: "oauth2",
        flows: {
          authorizationCode: {
            ...{ authorizationUrl: text, tokenUrl: text, refreshUrl: text },
            scopes: {},
          },
        },
      }),
      auth: { access: { token: "secret" } },
      sent: { header: ["authorization", "Bearer secret"] },
    }),
  },
  {
    name: "security/scope",
    place: (text) => ({
      document: withScheme(
        {
          type: "oauth2",
          flows: { implicit: { authorizationUrl: "https://a.test", scopes: own(text, text) } },
        },
        [text],
      ),
      auth: { access: { token: "secret" } },
      sent: { header: ["authorization", "Bearer secret"] },
    }),
  },
  {
    name: "security/token parameter",
    place: (text) => ({
      document: withScheme({
        type: "oauth2",
        flows: {
          clientCredentials: {
            tokenUrl: "https://a.test/token",
            scopes: {},
            "x-token-request": { encoding: "json", parameters: own(text, text) },
          },
        },
      }),
      auth: { access: { clientId: "id", clientSecret: "secret" } },
      sent: { header: ["authorization", "Bearer given"], token: [text, text] },
    }),
  },
];

function withScheme(scheme: JsonObject, scopes: readonly string[] = []): JsonObject {
  return withOperation(
    { security: [{ access: scopes }] },
    { components: { securitySchemes: { access: scheme } } },
  );
}

function keyed(name: string): Partial<Placed> {
  return { auth: { access: { key: "secret" } }, sent: { query: [name, "secret"] } };
}
