import { escapeToken, type Json, type JsonObject } from "../../../generator/index.js";
import {
  api,
  isBroken,
  OPERATION,
  own,
  thereAndBack,
  withSchema,
  type Placed,
  type Position,
  type Verdict,
} from "../position.js";

const STRING: JsonObject = { type: "string" };

function of(value: Json, valid: boolean, component = "Thing"): Verdict {
  return { component, value, valid };
}

/** `Thing`, with a value that is sent and answered, and one that is refused. */
function judged(schema: Json, good: Json, bad?: Json, rest: Partial<Placed> = {}): Placed {
  const verdicts = [of(good, true), ...(bad === undefined ? [] : [of(bad, false)])];
  return { document: withSchema(schema), verdicts, ...thereAndBack(good), ...rest };
}

/** A `Thing` that is any object, with something said of it. */
function noted(members: JsonObject): Placed {
  return judged({ type: "object", ...members }, { a: 1 }, "text");
}

/** Schemas: the names they go by, and what they ask of values. */
export const schemas: readonly Position[] = [
  {
    name: "component/schema name",
    place: (text) => ({
      document: api({
        paths: {
          "/things": {
            get: {
              ...OPERATION,
              responses: {
                "200": {
                  description: "Fine.",
                  content: { "application/json": { schema: { $ref: refTo(text) } } },
                },
              },
            },
          },
        },
        components: { schemas: own(text, { type: "object", required: ["a"] }) },
      }),
      verdicts: [of({ a: 1 }, true, text), of({}, false, text)],
      answer: { body: { a: 1 } },
      received: { a: 1 },
    }),
  },
  {
    name: "component/other names",
    place: (text) => ({
      document: api({
        components: {
          parameters: own(text, { name: "q", in: "query", schema: STRING }),
          responses: own(text, { description: text }),
          requestBodies: own(text, { content: { "application/json": {} } }),
          headers: own(text, { schema: STRING }),
          examples: own(text, { summary: text, value: text }),
          links: own(text, { operationId: "getThings" }),
          callbacks: own(text, {}),
          pathItems: own(text, {}),
        },
      }),
      sent: { path: "/things" },
    }),
  },
  {
    name: "schema/property name",
    place: (text) =>
      judged(
        {
          type: "object",
          properties: own(text, { type: "string", description: text, title: text }),
          required: [text],
        },
        own(text, "a"),
        own(text, 1),
        { shown: [text] },
      ),
  },
  {
    name: "schema/required only",
    place: (text) => judged({ type: "object", required: [text] }, own(text, 1), {}),
  },
  {
    name: "schema/closed object",
    place: (text) =>
      judged(
        { type: "object", properties: own(text, STRING), additionalProperties: false },
        own(text, "a"),
        own(`${text}?`, "a"),
      ),
  },
  {
    name: "schema/map key",
    place: (text) =>
      judged({ type: "object", additionalProperties: STRING }, own(text, "a"), own(text, 1)),
  },
  {
    name: "schema/dependent name",
    place: (text) =>
      judged(
        { type: "object", dependentRequired: own(text, [`${text}!`]) },
        { a: 1 },
        own(text, 1),
      ),
  },
  {
    name: "schema/dependent schema",
    place: (text) =>
      judged(
        { type: "object", dependentSchemas: own(text, { maxProperties: 1 }) },
        own(text, 1),
        Object.fromEntries([
          [text, 1],
          [`${text}!`, 1],
        ]),
      ),
  },
  { name: "schema/enum", place: (text) => judged({ enum: [text, "b"] }, text, `${text}?`) },
  {
    name: "schema/enum of kinds",
    place: (text) =>
      judged({ enum: [text, 1, null, [text], own(text, text)] }, own(text, text), [1]),
  },
  { name: "schema/const", place: (text) => judged({ const: text }, text, `${text}?`) },
  {
    name: "schema/const structure",
    place: (text) => judged({ const: own(text, [text]) }, own(text, [text]), own(text, [])),
  },
  {
    name: "schema/default",
    place: (text) => judged({ type: "string", default: text }, "a", 1),
  },
  {
    name: "schema/default structure",
    place: (text) =>
      judged(
        {
          type: "object",
          properties: {
            list: { type: "array", items: { type: "string", default: text }, default: [text] },
            map: { type: "object", default: own(text, text) },
            date: { type: "string", format: "date-time", default: text },
            big: { type: "integer", format: "int64", default: text },
          },
        },
        { list: ["a"] },
        { list: [1] },
      ),
  },
  {
    name: "schema/example",
    place: (text) => noted({ example: own(text, text), examples: [own(text, [text])] }),
  },
  { name: "schema/title", place: (text) => noted({ title: text }) },
  { name: "schema/description", place: (text) => noted({ description: text }) },
  {
    name: "schema/comment",
    place: (text) => noted({ $comment: text, externalDocs: { url: text } }),
  },
  { name: "schema/format", place: (text) => judged({ type: "string", format: text }, "a", 1) },
  {
    name: "schema/pattern",
    place: (text) => {
      const pattern = literally(text);
      return judged({ type: "string", pattern }, text, `${text.slice(1)}?`);
    },
  },
  {
    name: "schema/pattern as it is",
    place: (text) => ({ document: withSchema({ type: "string", pattern: text }) }),
  },
  {
    name: "schema/pattern of names",
    place: (text) =>
      judged(
        { type: "object", patternProperties: own(literally(text), STRING) },
        own(text, "a"),
        own(text, 1),
      ),
  },
  {
    name: "schema/discriminator property",
    place: (text) => {
      const kind = (value: string): Json => ({
        type: "object",
        properties: own(text, { const: value }),
        required: [text],
      });
      return {
        document: withSchema(
          {
            oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
            discriminator: { propertyName: text },
          },
          { A: kind("A"), B: kind("B") },
        ),
        verdicts: [of(own(text, "A"), true), of(own(text, "C"), false)],
        ...thereAndBack(own(text, "B")),
      };
    },
  },
  {
    name: "schema/discriminator value",
    place: (text) => {
      const kind = (value: string): Json => ({
        type: "object",
        properties: { kind: { const: value } },
        required: ["kind"],
      });
      return {
        document: withSchema(
          {
            oneOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }],
            discriminator: {
              propertyName: "kind",
              mapping: own(text, "#/components/schemas/A"),
            },
          },
          { A: kind(text), B: kind(`${text}?`) },
        ),
        verdicts: [of({ kind: text }, true), of({ kind: `${text}!` }, false)],
        ...thereAndBack({ kind: text }),
      };
    },
  },
  {
    name: "schema/xml",
    place: (text) => noted({ xml: { name: text, namespace: text, prefix: text } }),
  },
  {
    name: "schema/content",
    place: (text) =>
      judged({ type: "string", contentMediaType: text, contentEncoding: text }, "a", 1),
  },
  {
    name: "schema/unknown keyword",
    place: (text) => noted(own(`x-${text}`, own(text, text))),
  },
  {
    name: "schema/names of values",
    place: (text) =>
      judged(
        {
          enum: ["a", "b"],
          "x-enum-varnames": [text, `${text}2`],
          "x-enumNames": [text, `${text}2`],
          "x-enumDescriptions": own(text, text),
          "x-enum-descriptions": [text, text],
          "x-ms-enum": { name: text, values: [{ value: "a", name: text, description: text }] },
          "x-go-name": text,
          "x-ts-type": text,
        },
        "a",
        "c",
      ),
  },
  {
    name: "schema/extensible values",
    place: (text) => judged({ type: "string", "x-extensible-enum": [text, "b"] }, text, 1),
  },
  { name: "schema/badge", place: (text) => noted({ "x-unconfirmed": text, deprecated: true }) },
  {
    name: "schema/type",
    place: (text) => ({
      document: withSchema({ type: text }),
      refused: "schema/invalid-keyword",
    }),
  },
];

/** A pattern that a text, and hardly anything else, matches. */
function literally(text: string): string {
  return `^${text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$`;
}

/** A reference to a component, written as a fragment of a URI. */
function refTo(name: string): string {
  const token = escapeToken(name);
  return `#/components/schemas/${isBroken(token) ? token : encodeURIComponent(token)}`;
}
