import type { JsonObject } from "../../../generator/index.js";
import { api, OPERATION, withOperation, type Position } from "../position.js";

const JSON_ANSWER: JsonObject = {
  description: "Fine.",
  content: { "application/json": { schema: { type: "object" } } },
};

function withWaiter(waiter: JsonObject): JsonObject {
  return withOperation({ responses: { "200": JSON_ANSWER }, "x-waiter": waiter });
}

/** The text as a token of a pointer. @see https://www.rfc-editor.org/rfc/rfc6901#section-3 */
function token(text: string): string {
  return text.replace(/~/g, "~0").replace(/\//g, "~1");
}

function withPagination(parameter: string, pagination: JsonObject): JsonObject {
  const get = {
    ...OPERATION,
    parameters: [{ name: parameter, in: "query", schema: { type: "string" } }],
    responses: { "200": JSON_ANSWER },
    "x-pagination": pagination,
  };
  return api({ paths: { "/things": { get } } });
}

/** Words of the language, and names the package has for itself: nothing else may be called so. */
const TAKEN = new Set("arguments await class default then transport undefined".split(" "));

const DONE: JsonObject = { outcome: "success", status: 200 };

/** What we read beyond OpenAPI. */
export const extensions: readonly Position[] = [
  {
    name: "extension/waiter name",
    place: (text) => ({
      document: withWaiter({ name: text, acceptors: [DONE] }),
      ...(/^[A-Za-z][A-Za-z0-9]*$/.test(text) && !TAKEN.has(text)
        ? {}
        : { refused: "extension/invalid" }),
    }),
  },
  {
    name: "extension/waiter values",
    place: (text) => ({
      document: withWaiter({
        name: "thingDone",
        acceptors: [
          { outcome: "failure", pointer: `/${token(text)}`, values: [text] },
          { ...DONE, pointer: "/state", values: [text] },
        ],
      }),
      answer: { body: { state: text } },
      received: { state: text },
    }),
  },
  {
    name: "extension/pagination",
    place: (text) => ({
      document: withPagination(text, {
        ...{ style: "page", page: text, items: `/${token(text)}`, totalPages: `/${token(text)}!` },
      }),
      // What begins with a slash leads into a body, and there is none.
      ...(text.startsWith("/") ? { refused: "extension/invalid" } : { answer: { body: {} } }),
    }),
  },
  {
    name: "extension/pagination pointer",
    place: (text) => ({
      document: withPagination("after", {
        ...{ style: "cursor", cursor: "after", items: `/${text}`, nextCursor: `/${text}` },
      }),
      ...(/~(?![01])/.test(text) ? { refused: "extension/invalid" } : { answer: { body: {} } }),
    }),
  },
  {
    name: "extension/pagination link",
    place: (text) => ({
      document: withPagination("after", {
        style: "link",
        items: "/things",
        next: `/${token(text)}`,
      }),
      answer: { body: { [text]: text } },
    }),
  },
  {
    name: "extension/idempotency key",
    place: (text) => ({
      document: withOperation({ responses: { "200": JSON_ANSWER }, "x-idempotency-key": text }),
      ...(/^(?!(?:accept|authorization|connection|content-.*|cookie|host|te|transfer-encoding)$)[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(
        text,
      )
        ? {}
        : { refused: "extension/invalid" }),
    }),
  },
  {
    name: "extension/badge",
    place: (text) => ({ document: withOperation({ "x-unconfirmed": text, deprecated: true }) }),
  },
  {
    name: "extension/Postman names",
    place: (text) => ({
      document: api({
        info: { title: "Probe", version: "1.0.0", "x-postman": { name: text, environment: text } },
        tags: [{ name: "things", "x-postman": { name: text } }],
        paths: { "/things": { get: { ...OPERATION, "x-postman": { name: text } } } },
      }),
    }),
  },
  {
    name: "extension/Postman scripts",
    place: (text) => ({
      document: withOperation({
        responses: { "200": JSON_ANSWER },
        "x-postman": { name: "Get", capture: { THING: `/${text}` } },
      }),
    }),
  },
];
