import { escapeToken, type Json, type JsonObject } from "../../../generator/index.js";
import { isToken, own, withOperation, type Placed, type Position } from "../position.js";

const OBJECT: JsonObject = { type: "object" };
const STRING: JsonObject = { type: "string" };

function content(type: string, media: JsonObject = { schema: OBJECT }): JsonObject {
  return { content: own(type, media) };
}

function answering(response: JsonObject, rest: JsonObject = {}): JsonObject {
  return withOperation({ responses: { "200": { description: "Fine.", ...response } }, ...rest });
}

/** Media types, responses, examples and what is said of them. */
export const bodies: readonly Position[] = [
  {
    name: "media type/request",
    place: (text) => ({
      document: withOperation({ requestBody: content(text) }),
      refused: "media-type/invalid",
    }),
  },
  {
    name: "media type/response",
    place: (text) => ({ document: answering(content(text)), refused: "media-type/invalid" }),
  },
  {
    name: "media type/subtype",
    place: (text) => ({
      document: withOperation({ requestBody: content(`application/${text}+json`) }),
      ...(isToken(`${text}+json`)
        ? {
            input: { body: { a: 1 }, contentType: `application/${text}+json` },
            sent: { header: ["content-type", `application/${text}+json`], json: { a: 1 } },
            shown: [`application/${text}+json`],
          }
        : { refused: "media-type/invalid" }),
    }),
  },
  {
    name: "media type/parameter",
    place: (text) => {
      const type = `application/json; a="${text.replace(/["\\]/g, "\\$&")}"`;
      return {
        document: withOperation({ requestBody: content(type) }),
        ...(isQuotable(text)
          ? { input: { body: { a: 1 } }, sent: { header: ["content-type", type], json: { a: 1 } } }
          : { refused: "media-type/invalid" }),
      };
    },
  },
  {
    name: "response/status",
    place: (text) => ({
      document: withOperation({ responses: own(text, { description: "Fine." }) }),
      ...(/^(?:[1-5]\d\d|default)$/.test(text) ? {} : { refused: "response/status" }),
    }),
  },
  {
    name: "response/description",
    place: (text) => ({
      document: answering({ description: text }),
      sent: { path: "/things" },
    }),
  },
  {
    name: "response/header name",
    place: (text) => ({
      document: answering({
        headers: own(text, { description: text, schema: { type: "string" } }),
      }),
      ...(isToken(text) ? {} : { refused: "response/header-name" }),
    }),
  },
  {
    name: "response/link",
    place: (text) => ({
      document: answering({
        links: own(text, {
          operationId: "getThings",
          description: text,
          parameters: own(text, `$response.body#/${text}`),
        }),
      }),
    }),
  },
  {
    name: "response/link to a call",
    place: (text) => ({
      document: withOperation({
        parameters: [
          { name: "q", in: "query", schema: STRING },
          { name: "r", in: "query", schema: STRING },
        ],
        responses: {
          "200": {
            description: "Fine.",
            ...content("application/json", {
              schema: { type: "object", properties: own(text, STRING) },
            }),
            links: own(text, {
              operationId: "getThings",
              description: text,
              parameters: { q: text, r: `$response.body#/${escapeToken(text)}` },
              server: { url: "https://things.test", description: text },
            }),
          },
        },
      }),
      sent: { path: "/things" },
      answer: { body: own(text, text) },
      received: own(text, text),
    }),
  },
  {
    name: "response/body key",
    place: (text) => ({
      document: answering(content("application/json")),
      answer: { body: own(text, text) },
      received: own(text, text),
    }),
  },
  {
    name: "body/description",
    place: (text) => ({
      document: withOperation({
        requestBody: { description: text, ...content("application/json") },
      }),
      input: { body: {} },
      sent: { json: {} },
    }),
  },
  {
    name: "body/example",
    place: (text) => exampled(text, { schema: OBJECT, example: own(text, text) }),
  },
  {
    name: "body/examples",
    place: (text) =>
      exampled(text, {
        schema: OBJECT,
        examples: own(text, { summary: text, description: text, value: own(text, [text]) }),
      }),
  },
  {
    name: "body/external example",
    place: (text) => ({
      document: withOperation({
        requestBody: content("application/json", {
          schema: OBJECT,
          examples: { a: { externalValue: text } },
        }),
      }),
    }),
  },
  { name: "body/form field", place: (text) => field("application/x-www-form-urlencoded", text) },
  { name: "body/multipart field", place: (text) => field("multipart/form-data", text) },
  {
    name: "body/encoding",
    place: (text) => {
      const schema = { type: "object", properties: own(text, { type: "string" }) };
      const encoding = own(text, { contentType: "text/plain", headers: {} });
      return {
        document: withOperation({
          requestBody: content("multipart/form-data", { schema, encoding }),
        }),
      };
    },
  },
  {
    name: "body/text",
    place: (text) => ({
      document: withOperation({
        requestBody: content("text/plain", { schema: { type: "string" }, example: text }),
      }),
      input: { body: text },
    }),
  },
];

function exampled(text: string, media: JsonObject): Placed {
  const value: Json = own(text, text);
  return {
    document: withOperation({ requestBody: content("application/json", media) }),
    input: { body: value },
    sent: { json: value },
  };
}

/** A form with one field. Line breaks of a multipart name are written as CRLF. */
function field(type: string, text: string): Placed {
  const schema = { type: "object", properties: own(text, { type: "string" }) };
  const name = type.startsWith("multipart/") ? text.replace(/\r\n?/g, "\n") : text;
  return {
    document: withOperation({ requestBody: content(type, { schema }) }),
    // The client refuses a part's name that its header cannot carry.
    ...(type.startsWith("multipart/") && text.includes("\0")
      ? {}
      : { input: { body: own(text, "a&b") }, sent: { field: [name, "a&b"] as const } }),
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.4 */
function isQuotable(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}
