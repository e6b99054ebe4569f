import { describe, expect, it } from "vitest";
import { codecOf } from "../../../generator/model/media-types.js";
import { cyclesOf } from "../../../generator/lower/cycles.js";
import { lower } from "../../../generator/lower/lower.js";
import type { JsonObject } from "../../../generator/model/json.js";
import { documentOf, modelOf } from "./document.js";

const one = (operation: JsonObject, item: JsonObject = {}, rest: JsonObject = {}) => {
  const [lowered] = modelOf({
    paths: { "/a/{id}": { ...item, post: { operationId: "post", ...operation } } },
    ...rest,
  }).operations;
  if (lowered === undefined) throw new Error("no operation");
  return lowered;
};

describe("parameters", () => {
  it("of the operation replace those of the path item, by name and place", () => {
    const { parameters } = one(
      { parameters: [{ name: "id", in: "path", description: "own", schema: {} }] },
      {
        parameters: [
          { name: "id", in: "path", schema: {} },
          { name: "id", in: "query", schema: {} },
        ],
      },
    );
    expect(parameters.map(({ in: place, docs }) => [place, docs.description])).toEqual([
      ["path", "own"],
      ["query", undefined],
    ]);
  });

  it.each([
    ["path", {}, { style: "simple", explode: false, required: true }],
    ["query", {}, { style: "form", explode: true, required: false }],
    ["query", { style: "deepObject" }, { style: "deepObject", explode: false }],
    ["header", {}, { style: "simple", explode: false }],
    ["cookie", {}, { style: "form", explode: true }],
  ])("in %s with %o have the specification's defaults", (place, given, want) => {
    const { parameters } = one({ parameters: [{ name: "x", in: place, schema: {}, ...given }] });
    expect(parameters[0]).toMatchObject(want);
  });

  it("called Authorization, Accept or Content-Type in headers are ignored", () => {
    const parameters = ["Authorization", "accept", "Content-Type", "X-Other"].map((name) => ({
      name,
      in: "header",
      schema: {},
    }));
    expect(one({ parameters }).parameters.map(({ key }) => key)).toEqual(["X-Other"]);
  });
});

describe("responses", () => {
  it("come as exact codes, ranges, default; references are followed", () => {
    const { responses } = one(
      {
        responses: {
          default: { $ref: "#/components/responses/Any" },
          "4XX": {},
          "404": {},
          "200": {},
        },
      },
      {},
      { components: { responses: { Any: { description: "any" } } } },
    );
    expect(responses.map(({ status }) => status)).toEqual([200, 404, "4XX", "default"]);
    expect(responses[3]).toMatchObject({
      pointer: "#/components/responses/Any",
      docs: { description: "any" },
    });
  });
});

describe("security", () => {
  const root = { security: [{ key: [] }] };
  it("falls back to the document's, and an empty list means none", () => {
    expect(one({}, {}, root).security).toEqual([{ key: [] }]);
    expect(one({ security: [] }, {}, root).security).toEqual([]);
  });
});

describe("usage", () => {
  it("follows schemas through references, each way on its own", () => {
    const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
    const json = (name: string): JsonObject => ({
      content: { "application/json": { schema: ref(name) } },
    });
    const { schemas } = modelOf({
      paths: { "/": { post: { requestBody: json("In"), responses: { 200: json("Out") } } } },
      components: {
        schemas: { In: { items: ref("Both") }, Out: { items: ref("Both") }, Both: {}, Nobody: {} },
      },
    });
    const usage = (name: string): string | undefined =>
      schemas[`#/components/schemas/${name}`]?.usage;
    expect([usage("In"), usage("Out"), usage("Both"), usage("Nobody")]).toEqual([
      "request",
      "response",
      "both",
      "none",
    ]);
  });
});

describe("extensions", () => {
  const waiter = { name: "waitForIt", acceptors: [{ outcome: "success", status: 200 }] };
  it("x-waiter gets its defaults, in milliseconds", () => {
    expect(one({ "x-waiter": waiter }).waiter).toMatchObject({
      delay: 5_000,
      maxDelay: 30_000,
      timeout: 600_000,
    });
  });

  it.each([
    [{ ...waiter, name: "not an identifier" }],
    [{ ...waiter, acceptors: [] }],
    [{ ...waiter, acceptors: [{ outcome: "success", pointer: "/a" }] }],
    [{ ...waiter, delay: 10, maxDelay: 1 }],
  ])("a broken x-waiter is reported, not used: %o", (given) => {
    const { model, findings } = lower(
      documentOf({ paths: { "/": { get: { "x-waiter": given } } } }),
    );
    expect(model.operations[0]?.waiter).toBeUndefined();
    expect(findings.faults).toMatchObject([
      {
        extension: "x-waiter",
        pointer: expect.stringMatching(/^#\/paths\/~1\/get\/x-waiter/) as string,
      },
    ]);
  });

  it.each([
    [{ "x-retry": { safe: true } }, { retry: true }],
    [{ "x-retry": { safe: false } }, { retry: false }],
    [{ "x-idempotency-key": "X-Once" }, { idempotencyKey: "X-Once" }],
  ])("%o is read", (given, wanted) => {
    expect(one(given)).toMatchObject(wanted);
  });

  it.each([
    [{ "x-retry": true }, "x-retry"],
    [{ "x-retry": { safe: "yes" } }, "x-retry"],
    [{ "x-idempotency-key": true }, "x-idempotency-key"],
    [{ "x-idempotency-key": "not a name" }, "x-idempotency-key"],
    [{ "x-idempotency-key": "Authorization" }, "x-idempotency-key"],
    [
      {
        parameters: [{ name: "X-Once", in: "header", schema: { type: "string", maxLength: 8 } }],
        "x-idempotency-key": "X-Once",
      },
      "x-idempotency-key",
    ],
  ])("%o is reported, not used", (given, extension) => {
    const { model, findings } = lower(documentOf({ paths: { "/": { post: given } } }));
    expect(model.operations[0]).not.toHaveProperty("retry");
    expect(model.operations[0]).not.toHaveProperty("idempotencyKey");
    expect(findings.faults).toMatchObject([{ extension, pointer: `#/paths/~1/post/${extension}` }]);
  });

  it.each([
    ["idempotency-key", { type: "string" }, "idempotency-key"],
    ["Idempotency-Key", { type: "string", format: "uuid" }, "Idempotency-Key"],
    [
      "Idempotency-Key",
      { type: "string", maxLength: 255, pattern: "^[0-9a-f-]+$" },
      "Idempotency-Key",
    ],
    ["Idempotency-Key", { type: "string", pattern: "^[0-9]+$" }, undefined],
    ["Idempotency-Key", { type: "integer" }, undefined],
    ["Idempotency-Key", { enum: ["a"] }, undefined],
    ["X-Request-Id", { type: "string" }, undefined],
  ])("a header parameter %s of %o is a key: %s", (name, schema, wanted) => {
    const parameters = [{ name, in: "header", schema }];
    expect(one({ parameters }).idempotencyKey).toBe(wanted);
    expect(one({ parameters, "x-idempotency-key": false }).idempotencyKey).toBeUndefined();
  });
});

describe("media types", () => {
  it.each([
    ["application/json; charset=utf-8", "json"],
    ["application/vnd.api+json", "json"],
    ["*/*", "json"],
    ["application/x-ndjson", "lines"],
    ["text/event-stream", "events"],
    ["application/x-www-form-urlencoded", "form"],
    ["multipart/form-data", "multipart"],
    ["text/csv", "text"],
    ["application/xml", "text"],
    ["image/png", "binary"],
  ])("%s is carried as %s", (type, codec) => {
    expect(codecOf(type)).toBe(codec);
  });
});

describe("cycles", () => {
  it("number what reaches itself, and nothing else", () => {
    const edges: Record<string, string[]> = { a: ["b"], b: ["a", "c"], c: [], d: ["d"], e: ["a"] };
    const cycles = cyclesOf(Object.keys(edges), (node) => edges[node] ?? []);
    expect(cycles.get("a")).toBe(cycles.get("b"));
    expect(cycles.get("d")).not.toBe(cycles.get("a"));
    expect([cycles.has("c"), cycles.has("e"), cycles.has("d")]).toEqual([false, false, true]);
  });

  it("need no stack: a chain of 100,000", () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => index);
    expect(cyclesOf(nodes, (node) => (node + 1 < nodes.length ? [node + 1] : [])).size).toBe(0);
  });
});
