import { describe, expect, it } from "vitest";
import { lower } from "../../../generator/lower/lower.js";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { documentOf } from "./document.js";

const json = (schema: Json): JsonObject => ({ content: { "application/json": { schema } } });

const RUN = {
  type: "object",
  properties: {
    id: { type: "integer" },
    state: { enum: ["queued", "running", "done"] },
    note: { type: ["string", "null"] },
  },
};
const PAGE = {
  allOf: [
    { $ref: "#/components/schemas/Paging" },
    { properties: { items: { type: "array", items: { $ref: "#/components/schemas/Run" } } } },
  ],
};
const PAGING = {
  type: "object",
  properties: {
    total_pages: { type: "integer" },
    more: { type: "boolean" },
    next: { type: ["string", "null"] },
    links: { oneOf: [{ type: "string" }, { type: "object", properties: { next: {} } }] },
    label: { type: "string" },
  },
};

/** What lowering says of an operation that lists runs, by place within its extension. */
function faultsOf(operation: JsonObject): string[] {
  const { findings } = lower(
    documentOf({
      paths: {
        "/runs": {
          post: {
            operationId: "listRuns",
            tags: ["runs"],
            parameters: ["page", "pageSize"].map((name) => ({ name, in: "query", schema: {} })),
            requestBody: json({ type: "object", properties: { cursor: { type: "string" } } }),
            responses: {
              "200": json({ $ref: "#/components/schemas/Page" }),
              "404": json({ type: "object", properties: { reason: { type: "string" } } }),
              "204": {},
            },
            ...operation,
          },
          get: { operationId: "getRuns", tags: ["runs"] },
        },
      },
      components: { schemas: { Run: RUN, Page: PAGE, Paging: PAGING } },
    }),
  );
  return findings.faults.map(
    ({ pointer, reason }) => `${pointer.replace(/^.*?\/x-[a-z]+/, "")}: ${reason}`,
  );
}

const paged = (pagination: JsonObject): string[] => faultsOf({ "x-pagination": pagination });
const waiting = (...acceptors: JsonObject[]): string[] =>
  faultsOf({
    responses: {
      "200": json({ $ref: "#/components/schemas/Run" }),
      "404": json({ type: "object", properties: { reason: { type: "string" } } }),
      "409": {},
      default: json({ type: "object" }),
    },
    "x-waiter": {
      name: "waitForRun",
      acceptors: [{ outcome: "success", status: 200 }, ...acceptors],
    },
  });

describe("a pagination that holds", () => {
  it.each<[JsonObject]>([
    [
      {
        style: "page",
        page: "page",
        pageSize: "pageSize",
        items: "/items",
        totalPages: "/total_pages",
      },
    ],
    [{ style: "offset", offset: "page", items: "/items", total: "/total_pages", hasMore: "/more" }],
    [{ style: "cursor", cursor: "/cursor", items: "/items", nextCursor: "/next" }],
    [{ style: "cursor", cursor: "page", items: "/items", itemCursor: "/id" }],
    [{ style: "link", items: "/items" }],
    [{ style: "link", items: "/items", next: "/links/next", name: "eachRun", "x-note": 1 }],
  ])("%j", (pagination) => {
    expect(paged(pagination)).toEqual([]);
  });
});

describe("a pagination that does not", () => {
  const good = { style: "page", page: "page", items: "/items" };
  it.each<[JsonObject, string[]]>([
    [{ style: "tokens" }, ["/style: `style` must be `page`, `offset`, `cursor` or `link`"]],
    [{ ...good, page: "pages", pageSize: 3 }, ["/pageSize: `pageSize` must be a text"]],
    [
      { ...good, page: "pages" },
      ["/page: `page` must name a query parameter of the operation; did you mean `page`?"],
    ],
    [
      { ...good, items: "/itms" },
      ["/items: `items` leads nowhere: the body has no `itms`; did you mean `items`?"],
    ],
    [{ ...good, items: "/items/0/state" }, ["/items: `items` must lead to what is array"]],
    [{ ...good, items: "items" }, ["/items: `items` must be a JSON pointer, as in `/data/items`"]],
    [{ ...good, items: "/a~2" }, ["/items: `items` must be a JSON pointer, as in `/data/items`"]],
    [
      { ...good, totalPages: "/label", hasMore: "/next" },
      [
        "/totalPages: `totalPages` must lead to what is integer",
        "/hasMore: `hasMore` must lead to what is boolean",
      ],
    ],
    [
      { ...good, totalpages: "/total_pages" },
      ["/totalpages: `totalpages` is no member of it; did you mean `totalPages`?"],
    ],
    [
      { style: "cursor", items: "/items", cursor: "/cursr", nextCursor: "/more" },
      [
        "/nextCursor: `nextCursor` must lead to what is string or integer",
        "/cursor: `cursor` leads nowhere: the body has no `cursr`; did you mean `cursor`?",
      ],
    ],
    [
      { style: "cursor", items: "/items", cursor: "page", itemCursor: "/idd" },
      ["/itemCursor: `itemCursor` leads nowhere: the body has no `idd`; did you mean `id`?"],
    ],
    [
      { style: "cursor", items: "/items", cursor: "page" },
      [
        ": one of `nextCursor`, a pointer into the body, and `itemCursor`, one into its last item, must be there",
      ],
    ],
    [{ ...good, name: "get-runs" }, ["/name: `name` must be an identifier of letters and digits"]],
    [{ ...good, name: "getRuns" }, [": `name`: getRuns is taken; give another"]],
    [{ ...good, name: "createClient" }, [": `name`: createClient is taken; give another"]],
    [
      { style: "page" },
      [": `items`, a JSON pointer into the body, is missing", ": `page` is missing"],
    ],
  ])("%j", (pagination, want) => {
    expect(paged(pagination).sort()).toEqual([...want].sort());
  });

  it("has no JSON answer", () => {
    expect(faultsOf({ responses: { "204": {} }, "x-pagination": good })).toEqual([
      ": the answer has no JSON body that pages could be read from",
    ]);
  });
});

describe("an acceptor", () => {
  it("that holds is left alone", () => {
    expect(
      waiting(
        { outcome: "failure", status: 200, pointer: "/state", values: ["done", "queued"] },
        { outcome: "retry", pointer: "/note", values: [null, "x"] },
        { outcome: "retry", status: "4XX", pointer: "/reason", values: ["soon"] },
        { outcome: "retry", status: 500, pointer: "/anything", values: [1] },
        { outcome: "retry", status: 409 },
      ),
    ).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [
      { outcome: "failure", status: 200, pointer: "/stat", values: ["done"] },
      "/acceptors/1/pointer: `pointer` leads nowhere: the body has no `stat`; did you mean `state`?",
    ],
    [
      { outcome: "failure", status: 200, pointer: "/state", values: ["done", "dnoe"] },
      '/acceptors/1/values/1: what stands at `/state` is never "dnoe"',
    ],
    [
      { outcome: "failure", status: 200, pointer: "/id", values: ["1"] },
      '/acceptors/1/values/0: what stands at `/id` is never "1"',
    ],
    [
      { outcome: "retry", status: 404, pointer: "/state", values: ["done"] },
      "/acceptors/1/pointer: `pointer` leads nowhere: the body has no `state`",
    ],
    [
      { outcome: "retry", status: 409, pointer: "/state", values: ["done"] },
      "/acceptors/1/pointer: no response to 409 has a JSON body",
    ],
    [
      { outcome: "retry", status: 99 },
      "/acceptors/1/status: `status` must be a status code, a range or `default`",
    ],
    [
      { outcome: "retries" },
      "/acceptors/1/outcome: `outcome` must be `success`, `failure` or `retry`",
    ],
    [
      { outcome: "retry", value: [1] },
      "/acceptors/1/value: `value` is no member of it; did you mean `values`?",
    ],
  ])("%j is told", (acceptor, want) => {
    expect(waiting(acceptor)).toEqual([want]);
  });
});

describe("a token request", () => {
  const faults = (request: Json, flow = "clientCredentials"): string[] => {
    const flows = {
      [flow]: { tokenUrl: "https://a.test/t", scopes: {}, "x-token-request": request },
    };
    const { findings } = lower(
      documentOf({ components: { securitySchemes: { platform: { type: "oauth2", flows } } } }),
    );
    return findings.faults.map(
      ({ pointer, reason }) => `${pointer.replace(/^.*x-token-request/, "")}: ${reason}`,
    );
  };
  it("that holds is left alone", () => {
    expect(
      faults({ encoding: "form", credentials: "body", parameters: { audience: "a" } }),
    ).toEqual([]);
  });
  it.each<[Json, string]>([
    [{ encoding: "xml" }, "/encoding: `encoding` must be `json` or `form`"],
    [{ credentials: "query" }, "/credentials: `credentials` must be `header` or `body`"],
    [{ parameters: { a: 1 } }, "/parameters/a: `a` must be a text"],
    [
      { parameters: { client_secret: "s" } },
      "/parameters/client_secret: `client_secret` is what the client sends itself",
    ],
    [{ parameter: {} }, "/parameter: `parameter` is no member of it; did you mean `parameters`?"],
    ["json", ": it is no object"],
    [{ grant: "custom" }, ": it has none of `encoding`, `credentials`, `parameters`"],
  ])("%j is told", (request, want) => {
    expect(faults(request)).toEqual([want]);
  });
  it("has no meaning in other flows", () => {
    expect(faults({}, "password")).toEqual([
      ": only the flow `clientCredentials` has a token request of the client's",
    ]);
  });
});

describe("another tool's extension of the same name", () => {
  it.each<[string, Json]>([
    ["x-pagination", { limitParam: "count", pageOffsetParam: "start", resultsPath: "dashboards" }],
    ["x-pagination", true],
    ["x-waiter", { seconds: 5 }],
    ["x-retry", { strategy: "backoff" }],
    ["x-retry", 3],
    ["x-idempotency-key", { in: "header" }],
  ])("%s: %j is ignored", (name, value) => {
    const { model, findings } = lower(
      documentOf({ paths: { "/a": { get: { operationId: "a", [name]: value } } } }),
    );
    expect(findings.faults).toEqual([
      expect.objectContaining({ pointer: `#/paths/~1a/get/${name}`, isForeign: true }),
    ]);
    const { pagination, waiter, retry, idempotencyKey } = model.operations[0] ?? {};
    expect([pagination, waiter, retry, idempotencyKey]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each<[string, Json]>([
    ["x-pagination", { style: "pages" }],
    ["x-pagination", { stlye: "page" }],
    ["x-waiter", {}],
    ["x-retry", { safe: "yes" }],
    ["x-idempotency-key", "a b"],
  ])("%s: %j is ours, and wrong", (name, value) => {
    const { findings } = lower(
      documentOf({ paths: { "/a": { get: { operationId: "a", [name]: value } } } }),
    );
    expect(findings.faults.map(({ isForeign }) => isForeign)).not.toContain(true);
    expect(findings.faults).not.toEqual([]);
  });
});
