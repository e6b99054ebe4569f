import type { JsonObject } from "../../../generator/index.js";
import { api, OPERATION, withOperation, type Position } from "../position.js";

const JSON_ANSWER: JsonObject = {
  description: "Fine.",
  content: { "application/json": { schema: { type: "object" } } },
};

function withWaiter(waiter: JsonObject): JsonObject {
  return withOperation({ responses: { "200": JSON_ANSWER }, "x-waiter": waiter });
}

const DONE: JsonObject = { outcome: "success", status: 200 };

/** What we read beyond OpenAPI. */
export const extensions: readonly Position[] = [
  {
    name: "extension/waiter name",
    place: (text) => ({
      document: withWaiter({ name: text, acceptors: [DONE] }),
      ...(/^[A-Za-z][A-Za-z0-9]*$/.test(text) ? {} : { refused: "extension/invalid" }),
    }),
  },
  {
    name: "extension/waiter values",
    place: (text) => ({
      document: withWaiter({
        name: "thingDone",
        acceptors: [
          { outcome: "failure", pointer: `/${text}`, values: [text] },
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
      document: api({
        paths: {
          "/things": {
            get: {
              ...OPERATION,
              parameters: [{ name: text, in: "query", schema: { type: "integer" } }],
              responses: { "200": JSON_ANSWER },
              "x-pagination": {
                ...{ style: "page", page: text, items: `/${text}`, totalPages: `/${text}!` },
              },
            },
          },
        },
      }),
      answer: { body: {} },
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
