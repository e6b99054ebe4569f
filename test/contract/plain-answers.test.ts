import { describe, expect, it } from "vitest";
import { plainAnswers } from "../../scripts/contract/mock/plain-answers.js";
import { normalised } from "../../scripts/contract/mock/normalise.js";
import type { Json } from "../../scripts/fuzz/json.js";
import { modelOf } from "../rooms/lower/document.js";

const position = { type: "object", required: ["lat"], properties: { lat: { type: "number" } } };

/** What the mock is served of the content of an answer. */
function served(content: { readonly [type: string]: Json }): unknown {
  const responses = { "200": { description: "", content } };
  const paths = { "/x": { get: { operationId: "read", responses } } };
  const document = { openapi: "3.1.0", info: { title: "X", version: "1" }, paths };
  const plain = plainAnswers(modelOf(document));
  const copy = normalised(document, new Map(), new Set(), new Map(), plain) as typeof document;
  return copy.paths["/x"].get.responses["200"].content;
}

describe("an answer that a mock has no text for", () => {
  it.each<[string, string, Json, Json]>([
    ["bytes without a schema", "application/pdf", {}, { example: "\n" }],
    ["bytes of any schema", "image/png", { schema: {} }, { example: "\n" }],
    ["events", "text/event-stream", { schema: position }, { example: "\n" }],
    ["lines", "application/jsonl", { schema: position }, { example: "\n" }],
    ["a form", "application/x-www-form-urlencoded", { schema: position }, { example: "\n" }],
    [
      "events with an example",
      "text/event-stream",
      { schema: position, example: { lat: 1 } },
      { example: 'data: {"lat":1}\n\n' },
    ],
    [
      "lines with examples",
      "application/jsonl",
      { schema: position, examples: { two: { value: [{ lat: 1 }, { lat: 2 }] } } },
      { examples: { two: { value: '{"lat":1}\n{"lat":2}\n' } } },
    ],
    [
      "events as they come",
      "text/event-stream",
      { schema: position, example: "data: {}\n\n" },
      { example: "data: {}\n\n" },
    ],
  ])("is given one: %s", (_, type, media, wanted) => {
    expect(served({ [type]: media })).toEqual({ [type]: wanted });
  });

  it.each<[string, Json]>([
    ["application/pdf", { schema: { type: "string", format: "binary" } }],
    ["application/pdf", { example: "%PDF" }],
    ["text/csv", { schema: { type: "string" } }],
    ["application/problem+json", { schema: position }],
    ["application/json", {}],
  ])("is left alone where it has one: %s %j", (type, media) => {
    expect(served({ [type]: media })).toEqual({ [type]: media });
  });
});
