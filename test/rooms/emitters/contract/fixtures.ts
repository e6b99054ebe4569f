import type { JsonObject } from "../../../../generator/model/json.js";

const text = { type: "string" };

/** Parts of a document whose requests state every constraint of 2020-12 once. */
export const everyConstraint: JsonObject = {
  paths: {
    "/orders/{orderId}": {
      post: {
        operationId: "createOrder",
        parameters: [
          { name: "orderId", in: "path", required: true, schema: { type: "integer", minimum: 1 } },
          {
            name: "sort",
            in: "query",
            schema: { type: "array", items: { enum: ["up", "down"] }, minItems: 1, maxItems: 2 },
          },
          {
            name: "X-Trace",
            in: "header",
            required: true,
            schema: { type: "string", format: "uuid" },
          },
          {
            name: "filter",
            in: "query",
            content: { "application/json": { schema: { type: "object", required: ["from"] } } },
          },
        ],
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Order" } } },
        },
        responses: {
          "200": { description: "Made.", content: { "application/json": { schema: text } } },
          "4XX": { description: "Refused." },
          default: { description: "Anything else." },
        },
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: "object",
        required: ["kind", "code", "lines", "id"],
        properties: {
          id: { type: "string", readOnly: true },
          kind: { const: "order" },
          code: { type: "string", pattern: "^[A-Z]{2}-\\d{3,}$", minLength: 6, maxLength: 12 },
          note: { type: ["string", "null"], maxLength: 200 },
          day: { type: "string", format: "date" },
          size: { type: "string", enum: ["s", "m", "l"] },
          weight: { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 100, multipleOf: 0.5 },
          count: { type: "integer", minimum: 1, maximum: 9 },
          lines: {
            type: "array",
            minItems: 1,
            maxItems: 3,
            uniqueItems: true,
            items: { $ref: "#/components/schemas/Line" },
          },
          pair: { type: "array", prefixItems: [text, { type: "integer" }], items: false },
          marks: {
            type: "array",
            contains: { const: "main" },
            maxContains: 1,
            items: text,
          },
          open: { allOf: [{ prefixItems: [text] }], type: "array", unevaluatedItems: false },
          labels: {
            type: "object",
            propertyNames: { pattern: "^[a-z]+$" },
            minProperties: 1,
            maxProperties: 2,
            additionalProperties: text,
          },
          payment: { $ref: "#/components/schemas/Payment" },
          contact: {
            type: "object",
            properties: { email: text, phone: text },
            anyOf: [{ required: ["email"] }, { required: ["phone"] }],
          },
          gift: { type: "boolean" },
          card: text,
          legacy: false,
          parent: { $ref: "#/components/schemas/Parent" },
          period: {
            type: "object",
            properties: { from: text, to: text, forever: { type: "boolean" } },
            dependentRequired: { to: ["from"] },
            not: { required: ["to", "forever"] },
          },
        },
        if: { required: ["gift"], properties: { gift: { const: true } } },
        then: { required: ["card"] },
        unevaluatedProperties: false,
      },
      Line: {
        type: "object",
        required: ["sku"],
        properties: { sku: text, amount: { type: "integer" } },
        additionalProperties: false,
      },
      Payment: {
        oneOf: [{ $ref: "#/components/schemas/Card" }, { $ref: "#/components/schemas/Transfer" }],
        discriminator: { propertyName: "method" },
      },
      Card: {
        type: "object",
        required: ["method", "number"],
        properties: { method: { const: "Card" }, number: text },
      },
      Transfer: {
        type: "object",
        required: ["method", "account"],
        properties: { method: { const: "Transfer" }, account: text },
      },
      Parent: {
        type: "object",
        properties: { name: text, parent: { $ref: "#/components/schemas/Parent" } },
      },
    },
  },
};
