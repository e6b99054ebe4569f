import type { JsonObject } from "../../../generator/index.js";
import {
  isBroken,
  isToken,
  own,
  withOperation,
  withParameter,
  type Placed,
  type Position,
} from "../position.js";

const STRING: JsonObject = { type: "string" };

/** A parameter of a place that takes any name UTF-8 can carry. */
function named(place: "query" | "cookie", text: string, schema: JsonObject = STRING): Placed {
  return {
    document: withParameter({ name: text, in: place, schema }),
    input: { [place]: own(text, "a&b") },
    sent: { [place]: [text, "a&b"] },
    shown: [text],
  };
}

/** Parameters: their names on the wire, and what is said of them. */
export const parameters: readonly Position[] = [
  { name: "parameter/query name", place: (text) => named("query", text) },
  { name: "parameter/cookie name", place: (text) => named("cookie", text) },
  {
    name: "parameter/header name",
    place: (text) => {
      const document = withParameter({ name: text, in: "header", schema: STRING });
      return isToken(text)
        ? {
            document,
            input: { header: own(text, "a") },
            sent: { header: [text.toLowerCase(), "a"] },
            shown: [text],
          }
        : { document, refused: "parameter/header-name" };
    },
  },
  {
    name: "parameter/value",
    place: (text) => ({
      document: withParameter({ name: "q", in: "query", schema: STRING }),
      ...(isBroken(text) ? {} : { input: { query: { q: text } }, sent: { query: ["q", text] } }),
    }),
  },
  {
    name: "parameter/path value",
    place: (text) => {
      const parameter = { name: "id", in: "path", required: true, schema: STRING };
      const sendable = text !== "" && text !== ".." && !isBroken(text);
      return {
        document: withParameter(parameter, "/things/{id}"),
        ...(sendable
          ? { input: { path: { id: text } }, sent: { path: `/things/${encoded(text)}` } }
          : {}),
      };
    },
  },
  {
    name: "parameter/undeclared query",
    place: (text) => ({
      document: withParameter({ name: "q", in: "query", schema: STRING }),
      ...(isBroken(text)
        ? {}
        : { input: { query: own(text, "a") }, sent: { query: [text, "a"] as const } }),
    }),
  },
  {
    name: "parameter/deep object key",
    place: (text) => ({
      document: withParameter({
        name: "q",
        in: "query",
        style: "deepObject",
        schema: { type: "object", additionalProperties: STRING },
      }),
      // The style has no escape for brackets: the client refuses them.
      ...(isBroken(text) || /[[\]]/.test(text)
        ? {}
        : {
            input: { query: { q: own(text, "a") } },
            sent: { query: [`q[${text}]`, "a"] as const },
          }),
    }),
  },
  {
    name: "parameter/description",
    place: (text) => ({
      document: withParameter({ name: "q", in: "query", description: text, schema: STRING }),
      input: { query: { q: "a" } },
      sent: { query: ["q", "a"] },
    }),
  },
  {
    name: "parameter/example",
    place: (text) => ({
      document: withParameter({
        ...{ name: "q", in: "query", schema: STRING },
        examples: own(text, { summary: text, description: text, value: text }),
      }),
    }),
  },
  {
    name: "parameter/content",
    place: (text) => ({
      document: withParameter({
        name: "q",
        in: "query",
        content: { "application/json": { schema: { type: "object" } } },
      }),
      input: { query: { q: own(text, text) } },
      sent: { query: ["q", JSON.stringify(own(text, text))] },
    }),
  },
  {
    name: "parameter/place",
    place: (text) => ({
      document: withOperation({ parameters: [{ name: "q", in: text, schema: STRING }] }),
      refused: "document/field-value",
    }),
  },
  {
    name: "parameter/style",
    place: (text) => ({
      document: withParameter({ name: "q", in: "query", style: text, schema: STRING }),
      refused: "parameter/unsupported-style",
    }),
  },
];

/** Everything but unreserved characters. @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3 */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
