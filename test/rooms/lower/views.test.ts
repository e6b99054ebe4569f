import { describe, expect, test } from "vitest";
import { withViews, type ViewOptions } from "../../../generator/lower/views/views.js";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { modelOf } from "./document.js";

const text = { type: "string" };
const ref = (key: string): JsonObject => ({ $ref: `#/components/schemas/${key}` });
const json = (schema: Json): JsonObject => ({ content: { "application/json": { schema } } });

/** A document that sends and answers a component called `Subject`. */
function documentOf(schemas: JsonObject): JsonObject {
  return {
    paths: {
      "/subjects": {
        post: {
          operationId: "post",
          requestBody: json(ref("Subject")),
          responses: { "200": { description: "", ...json(ref("Subject")) } },
        },
      },
    },
    components: { schemas },
  };
}

/** The readings beside the components, by key. */
function readingsOf(schemas: JsonObject, options?: ViewOptions): JsonObject {
  const root = withViews(modelOf(documentOf(schemas)), options);
  const all = at(root, "components", "schemas") as JsonObject;
  return Object.fromEntries(Object.entries(all).filter(([key]) => key.includes("/")));
}

function at(value: Json, ...keys: readonly string[]): Json {
  return keys.reduce<Json>((inner, key) => (inner as JsonObject)[key] ?? null, value);
}

const identified = {
  type: "object",
  required: ["id", "name", "secret"],
  properties: {
    id: { type: "integer", readOnly: true },
    name: text,
    secret: { ...text, writeOnly: true },
  },
};

describe("readOnly and writeOnly", () => {
  test("are required, and described, in one direction only", () => {
    expect(readingsOf({ Subject: identified })).toEqual({
      "Subject/request": {
        type: "object",
        required: ["name", "secret"],
        properties: { name: text, secret: { ...text, writeOnly: true } },
      },
      "Subject/response": {
        type: "object",
        required: ["id", "name"],
        properties: { id: { type: "integer", readOnly: true }, name: text },
      },
    });
  });

  test("stay described where the object is closed: a peer may send them all the same", () => {
    const closed = { ...identified, additionalProperties: false };
    const readings = readingsOf({ Subject: closed });
    expect(at(readings, "Subject/request")).toEqual({ ...closed, required: ["name", "secret"] });
    const unevaluated = { allOf: [ref("Base")], unevaluatedProperties: false };
    expect(readingsOf({ Subject: unevaluated, Base: identified })).toMatchObject({
      "Subject/request": { allOf: [ref("Base~1request")], unevaluatedProperties: false },
      "Base/request": { properties: identified.properties, required: ["name", "secret"] },
    });
  });

  test("count through references and allOf, and where another part requires them", () => {
    const readings = readingsOf({
      Id: { type: "integer", readOnly: true },
      Base: {
        type: "object",
        properties: { id: ref("Id"), at: { allOf: [text, { readOnly: true }] } },
      },
      Subject: {
        allOf: [ref("Base"), { type: "object", properties: { name: text } }],
        required: ["id", "at", "name"],
      },
    });
    expect(Object.keys(readings).sort()).toEqual(["Base/request", "Subject/request"]);
    expect(at(readings, "Base/request", "properties")).toEqual({});
    expect(at(readings, "Subject/request", "required")).toEqual(["name"]);
  });

  test("reach operations through everything that refers to them, cycles included", () => {
    const readings = readingsOf({
      Subject: { type: "object", properties: { parts: { type: "array", items: ref("Part") } } },
      Part: { type: "object", properties: { whole: ref("Subject"), leaf: ref("Leaf") } },
      Leaf: identified,
      Other: { type: "object", properties: { leaf: ref("Leaf") } },
    });
    expect(Object.keys(readings)).toEqual([
      "Subject/request",
      "Subject/response",
      "Part/request",
      "Part/response",
      "Leaf/request",
      "Leaf/response",
    ]);
    expect(at(readings, "Part/request", "properties")).toEqual({
      whole: ref("Subject~1request"),
      leaf: ref("Leaf~1request"),
    });
  });

  test("turn round in callbacks and webhooks, where the server is the one that calls", () => {
    const event = { post: { requestBody: json(ref("Subject")), responses: {} } };
    const root = withViews(
      modelOf({ webhooks: { event }, components: { schemas: { Subject: identified } } }),
    );
    const body = at(
      root,
      "webhooks",
      "event",
      "post",
      "requestBody",
      "content",
      "application/json",
    );
    expect(body).toEqual({ schema: ref("Subject~1response") });
  });
});

describe("enumerations of responses", () => {
  const Status = { type: "string", enum: ["on", "off"] };
  const opened = { type: "string", "x-extensible-enum": ["on", "off"] };

  test("are open in responses, and nowhere else", () => {
    expect(
      readingsOf({ Subject: { type: "object", properties: { status: ref("Status") } }, Status }),
    ).toEqual({
      "Subject/response": { type: "object", properties: { status: ref("Status~1response") } },
      "Status/response": opened,
    });
  });

  test("stay closed by option", () => {
    expect(readingsOf({ Subject: Status }, { enums: "closed" })).toEqual({});
  });

  test.each<[string, Json, Json]>([
    [
      "null is kept",
      { enum: ["a", "b", null] },
      { type: ["string", "null"], "x-extensible-enum": ["a", "b"] },
    ],
    [
      "null that no type allows is not",
      { type: "string", enum: ["a", "b", null] },
      { type: "string", "x-extensible-enum": ["a", "b"] },
    ],
    [
      "integers",
      { type: "integer", enum: [1, 2] },
      { type: "integer", "x-extensible-enum": [1, 2] },
    ],
    ["in items", { type: "array", items: Status }, { type: "array", items: opened }],
    [
      "in alternatives of different kinds",
      { oneOf: [Status, { type: "null" }] },
      { oneOf: [opened, { type: "null" }] },
    ],
  ])("%s", (_name, given, want) => {
    expect(readingsOf({ Subject: given })).toEqual({ "Subject/response": want });
  });

  test.each<[string, Json]>([
    ["one value alone is a tag", { type: "string", enum: ["a"] }],
    ["several kinds of values", { enum: ["a", 1] }],
    ["booleans", { type: "boolean", enum: [true, false] }],
    ["beside other alternatives", { type: "string", enum: ["a", "b"], oneOf: [{ const: "a" }] }],
    [
      "alternatives that nothing else tells apart",
      { oneOf: [Status, { type: "string", pattern: "^x" }] },
    ],
    ["behind not", { not: Status }],
    ["behind if", { if: Status, then: text }],
    ["names of members", { type: "object", propertyNames: Status }],
  ])("stay closed: %s", (_name, given) => {
    expect(readingsOf({ Subject: given })).toEqual({});
  });

  test("stay closed where they tell alternatives apart; what else these hold is open", () => {
    const member = (values: string[]): JsonObject => ({
      type: "object",
      required: ["kind"],
      properties: { kind: { enum: values }, status: Status },
    });
    const readings = readingsOf({
      Subject: { oneOf: [ref("Cat"), ref("Dog")] },
      Cat: member(["cat", "kitten"]),
      Dog: member(["dog", "puppy"]),
    });
    expect(readings).toEqual({
      "Subject/response": { oneOf: [ref("Cat~1response"), ref("Dog~1response")] },
      "Cat/response": {
        ...member(["cat", "kitten"]),
        properties: { kind: { enum: ["cat", "kitten"] }, status: opened },
      },
      "Dog/response": {
        ...member(["dog", "puppy"]),
        properties: { kind: { enum: ["dog", "puppy"] }, status: opened },
      },
    });
  });

  test("in alternatives that must stay apart, members that are only sent are dropped all the same", () => {
    const secret = { ...text, writeOnly: true };
    const readings = readingsOf({
      Subject: { oneOf: [ref("A"), { type: "object", required: ["b"] }] },
      A: { type: "object", required: ["a", "s"], properties: { status: Status, s: secret } },
    });
    expect(readings).toEqual({
      "Subject/response": { oneOf: [ref("A~1strict"), { type: "object", required: ["b"] }] },
      "A/strict": { type: "object", required: ["a"], properties: { status: Status } },
    });
  });
});

describe("a document that no direction changes", () => {
  test("is returned itself", () => {
    const model = modelOf(documentOf({ Subject: { type: "object", properties: { a: text } } }));
    expect(withViews(model)).toBe(model.document);
  });
});

describe("names", () => {
  test("of readings come after the document's own, which keep theirs", () => {
    const model = modelOf(
      documentOf({ Subject: identified, SubjectResponse: text, "subject-request": text }),
    );
    const directed = modelOf(withViews(model));
    const names = Object.values(directed.schemas).flatMap(({ declaration }) =>
      declaration === undefined ? [] : [[declaration.key, declaration.name, declaration.reading]],
    );
    expect(names).toEqual([
      ["Subject", "Subject", undefined],
      ["SubjectResponse", "SubjectResponse", undefined],
      ["subject-request", "SubjectRequest", undefined],
      [
        "Subject/request",
        expect.stringMatching(/^SubjectRequest\$[0-9a-f]{8}$/),
        { of: "#/components/schemas/Subject", view: "request" },
      ],
      [
        "Subject/response",
        expect.stringMatching(/^SubjectResponse\$[0-9a-f]{8}$/),
        { of: "#/components/schemas/Subject", view: "response" },
      ],
    ]);
  });

  test("select alternatives as their components do", () => {
    const member = { type: "object", properties: { id: { ...text, readOnly: true } } };
    const Subject = {
      oneOf: [ref("Cat"), ref("Dog")],
      discriminator: { propertyName: "kind", mapping: { dog: "Dog" } },
    };
    const directed = modelOf(withViews(modelOf(documentOf({ Subject, Cat: member, Dog: member }))));
    const shape = directed.schemas["#/components/schemas/Subject~1request"]?.shape;
    expect(shape).toMatchObject({ variants: [{ tags: ["Cat"] }, { tags: ["dog"] }] });
  });
});

describe("references to what is no component", () => {
  const part = {
    type: "object",
    properties: { id: { type: "integer", readOnly: true }, name: text },
  };

  test("into a component have readings of their own", () => {
    const schemas = {
      Tag: { allOf: [part, { required: ["id"] }] },
      Subject: { allOf: [{ $ref: "#/components/schemas/Tag/allOf/0" }] },
    };
    expect(readingsOf(schemas)).toEqual({
      "Subject/request": {
        allOf: [{ $ref: "#/components/schemas/components~1schemas~1Tag~1allOf~10~1request" }],
      },
      "components/schemas/Tag/allOf/0/request": { type: "object", properties: { name: text } },
    });
  });

  test("into a recursive one lead to themselves", () => {
    const node = {
      type: "object",
      properties: {
        id: { type: "integer", readOnly: true },
        next: { $ref: "#/components/schemas/Subject/$defs/node" },
      },
    };
    const Subject = { $defs: { node }, $ref: "#/components/schemas/Subject/$defs/node" };
    const key = "components/schemas/Subject/$defs/node/request";
    expect(readingsOf({ Subject })[key]).toEqual({
      type: "object",
      properties: { next: { $ref: `#/components/schemas/${key.replaceAll("/", "~1")}` } },
    });
  });

  test("into the body of the other side are not read as that side does", () => {
    const enumerated = { type: "string", enum: ["a", "b"] };
    const place = "#/paths/~1subjects/post/responses/200/content/application~1json/schema";
    const root = withViews(
      modelOf({
        paths: {
          "/subjects": {
            post: {
              operationId: "post",
              requestBody: json({ $ref: place }),
              responses: { "200": { description: "", ...json(enumerated) } },
            },
          },
        },
      }),
    );
    const key = `${place.slice(2)}/request`;
    expect(at(root, "components", "schemas", key)).toEqual(enumerated);
    const body = at(root, "paths", "/subjects", "post", "requestBody");
    expect(body).toEqual(json({ $ref: expect.stringContaining("~1request") as unknown as Json }));
  });
});
