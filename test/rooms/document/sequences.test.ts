import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { valueAt } from "../../../generator/source/pointer.js";
import { codesOf, documentWith, read } from "./read.js";

const AT = "#/paths/~1a/get/responses/200/content";

/** The canonical form of a response's media type. */
async function canonical(type: string, media: Json, schemas: JsonObject = {}, openapi = "3.2.0") {
  const responses = { "200": { description: "ok", content: { [type]: media } } };
  const given = documentWith(
    { paths: { "/a": { get: { operationId: "a", responses } } }, components: { schemas } },
    openapi,
  );
  const result = await read({ "openapi.yaml": given });
  const at = `${AT}/${type.replace("/", "~1")}` as const;
  return { result, at, media: valueAt(result.document?.root ?? {}, at) };
}

const object = (properties: JsonObject): JsonObject => ({ type: "object", properties });
const text = { type: "string" };
const Pet = object({ name: text });
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const parsed = (contentSchema: Json): JsonObject => ({
  type: "string",
  contentMediaType: "application/json",
  contentSchema,
});

describe("the items of a sequence", () => {
  it.each<[string, JsonObject, Json]>([
    ["an itemSchema", { itemSchema: ref("Pet") }, ref("Pet")],
    ["the items of an array", { schema: { type: "array", items: ref("Pet") } }, ref("Pet")],
    ["those of a component", { schema: ref("Pets") }, ref("Pets/items")],
    ["a schema that is no array", { schema: ref("Pet") }, ref("Pet")],
    ["an array of anything", { schema: { type: "array", items: {} } }, {}],
  ])("are %s", async (_name, media, want) => {
    const schemas = { Pet, Pets: { type: "array", items: ref("Pet") } };
    for (const type of ["application/jsonl", "application/json-seq", "text/event-stream"]) {
      const openapi = "itemSchema" in media ? "3.2.0" : "3.0.3";
      const { media: found, result } = await canonical(type, media, schemas, openapi);
      expect(codesOf(result)).toEqual([]);
      if (Object.keys(want as JsonObject).length > 0) expect(found).toEqual({ schema: want });
    }
  });

  it("are found where the author wrote them", async () => {
    const { result, at } = await canonical("application/jsonl", { itemSchema: Pet });
    expect(result.document?.origin(`${at}/schema/properties/name`).pointer).toBe(
      `${at}/itemSchema/properties/name`,
    );
  });

  it("are not read of other media types, which is said", async () => {
    const { result } = await canonical("application/json", { itemSchema: Pet });
    expect(codesOf(result)).toEqual([
      `document/unsupported-feature api/openapi.yaml${AT}/application~1json/itemSchema`,
    ]);
  });
});

describe("server-sent events", () => {
  const event = (data: Json, ...names: string[]): JsonObject => {
    const name = names.length === 0 ? text : { enum: names };
    return { ...object({ event: name, data }), required: ["event", "data"] };
  };
  const READ = "x-event-stream";

  it.each<[string, JsonObject, JsonObject | undefined]>([
    ["JSON in data", { itemSchema: Pet }, undefined],
    ["text in data", { schema: text }, { item: "data", data: "text" }],
    ["data nobody describes", {}, { item: "data", data: "text" }],
    ["texts of a list", { schema: { enum: ["a", "b"] } }, { item: "data", data: "text" }],
    ["a member called data, alone", { schema: object({ data: Pet }) }, undefined],
    ["the same as an item", { itemSchema: object({ data: Pet }) }, { item: "event", data: "json" }],
    ["more than an event has", { itemSchema: object({ data: Pet, kind: text }) }, undefined],
    ["whole events", { schema: event(Pet, "added") }, { item: "event", data: "json" }],
    ["whole events of text", { itemSchema: event(text) }, { item: "event", data: "text" }],
    [
      "several, told by name",
      { schema: { oneOf: [event(Pet, "added"), event({ const: "[DONE]" }, "done", "end")] } },
      { item: "event", data: "json", except: { done: "text", end: "text" } },
    ],
  ])("%s", async (_name, media, want) => {
    const { media: found } = await canonical("text/event-stream", media);
    expect((found as JsonObject)[READ]).toEqual(want);
  });

  it("with JSON in text have that for their data, in a copy", async () => {
    const Event = { ...object({ event: text, data: text }), oneOf: [ref("Added"), ref("Noted")] };
    const schemas = {
      Event,
      Added: event(parsed(ref("Pet")), "added"),
      Noted: event(text, "noted"),
      Pet,
    };
    const { media, result, at } = await canonical(
      "text/event-stream",
      { itemSchema: ref("Event") },
      schemas,
    );
    expect(media).toEqual({
      schema: { ...Event, oneOf: [event(ref("Pet"), "added"), ref("Noted")] },
      [READ]: { item: "event", data: "json", except: { noted: "text" } },
    });
    expect(valueAt(result.document?.root ?? {}, "#/components/schemas/Added")).toEqual(
      schemas.Added,
    );
    expect(result.document?.origin(`${at}/schema/properties`).pointer).toBe(
      "#/components/schemas/Event/properties",
    );
  });

  it("of JSON in text alone are that JSON", async () => {
    const { media } = await canonical("text/event-stream", { schema: parsed(Pet) });
    expect(media).toEqual({ schema: Pet });
  });

  it("are looked at once each, however their schemas refer to one another", async () => {
    const schemas: { [name: string]: JsonObject } = { S0: Pet };
    for (let level = 1; level < 60; level += 1) {
      const below = ref(`S${String(level - 1)}`);
      schemas[`S${String(level)}`] = { oneOf: [below, { allOf: [below] }] };
    }
    schemas["Loop"] = { anyOf: [{ allOf: [ref("Loop")] }, ref("S59")] };
    const { media } = await canonical("text/event-stream", { itemSchema: ref("Loop") }, schemas);
    expect(media).toEqual({ schema: ref("Loop") });
  });
});
