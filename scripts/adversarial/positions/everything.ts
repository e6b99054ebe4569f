import type { JsonObject } from "../../../generator/index.js";
import { api, own, type Position } from "../position.js";

const STRING: JsonObject = { type: "string" };

/** One document with the text in every place that takes any text: what one place lets through must not undo another. */
export const everything: readonly Position[] = [
  {
    name: "everywhere/at once",
    place: (text) => {
      const schema = {
        ...{ type: "object", title: text, description: text, $comment: text },
        properties: own(text, { enum: [text, `${text}2`], default: text, description: text }),
        required: [text],
        examples: [own(text, text)],
      };
      const content = {
        "application/json": {
          schema: { $ref: "#/components/schemas/Thing" },
          examples: own(text, { summary: text, description: text, value: own(text, text) }),
        },
      };
      return {
        document: api({
          info: { title: text, version: text, summary: text, description: text },
          servers: [{ url: "https://api.test", description: text }],
          tags: [{ name: text, description: text, externalDocs: { url: text, description: text } }],
          externalDocs: { url: text, description: text },
          security: [own(text, [])],
          paths: {
            "/things": {
              post: {
                operationId: text,
                tags: [text],
                summary: text,
                description: text,
                "x-unconfirmed": text,
                parameters: [
                  { name: text, in: "query", description: text, schema: STRING, example: text },
                  { name: text, in: "cookie", description: text, schema: STRING, example: text },
                ],
                requestBody: { description: text, content },
                responses: { "200": { description: text, content } },
              },
            },
          },
          components: {
            securitySchemes: own(text, {
              ...{ type: "apiKey", in: "header", name: "X-Key", description: text },
            }),
            schemas: { Thing: schema, ...own(`${text}Other`, { const: text, description: text }) },
          },
        }),
        auth: own(text, { key: "secret" }),
        input: { query: own(text, "a"), cookie: own(text, "a"), body: own(text, text) },
        sent: { query: [text, "a"], cookie: [text, "a"], json: own(text, text) },
        answer: { body: own(text, text) },
        received: own(text, text),
        verdicts: [
          { component: "Thing", value: own(text, text), valid: true },
          { component: "Thing", value: own(text, `${text}3`), valid: false },
        ],
      };
    },
  },
];
