import createClient from "openapi-fetch";
import { expect, test } from "vitest";
import { NetworkError } from "../../templates/runtime/errors.js";
import type { Middleware } from "../../templates/runtime/middleware.js";
import { passing } from "../../templates/runtime/passing.js";
import { json } from "./fake-server.js";
import { failure, operationOf } from "./opened.js";
import { openedCore } from "./opened-core.js";

const BASE = "https://api.example.test";
const operation = operationOf("get", { path: "/pets/{id}" });
const input = { path: { id: "a b" }, query: { page: 2 } };

/** Middleware that writes down what it is told, and does what the test wants. */
function told(log: unknown[], name: string, does: Middleware = {}): Middleware {
  const note = (hook: string, context: Parameters<NonNullable<Middleware["onRequest"]>>[0]) => {
    const { request, schemaPath, params, options, id } = context;
    const { path, query } = params;
    log.push({
      ...{ name, hook, url: request.url, header: request.headers.get("x-trace") },
      ...{ schemaPath, path, query, baseUrl: options.baseUrl, isTold: id !== "" },
    });
  };
  return {
    onRequest(context) {
      note("onRequest", context);
      return does.onRequest?.(context);
    },
    onResponse(context) {
      note(`onResponse ${String(context.response.status)}`, context);
      return does.onResponse?.(context);
    },
    onError(context) {
      note("onError", context);
      return does.onError?.(context);
    },
  };
}

/** What both make of the same middleware: what it was told in its order, and what the caller got. */
async function both(
  list: (log: unknown[]) => Middleware[],
  fetch: (request: Request) => Promise<Response>,
) {
  const theirs: unknown[] = [];
  const client = createClient({ baseUrl: BASE, fetch });
  client.use(...(list(theirs) as never[]));
  const got = await client
    .request("get" as never, operation.path as never, { params: input } as never)
    .then(
      ({ data, error }: { readonly data?: unknown; readonly error?: unknown }) => data ?? error,
      String,
    );
  const ours: unknown[] = [];
  const { transport } = openedCore(() => json({}), {
    fetch,
    retry: false,
    middleware: passing(...list(ours)),
  });
  const given = await Promise.resolve(transport.call(operation, input)).catch((error: unknown) =>
    error instanceof NetworkError ? String(error.cause) : String(error),
  );
  return { theirs, ours, got, given };
}

const CASES: readonly (readonly [
  name: string,
  list: (log: unknown[]) => Middleware[],
  fetch: (request: Request) => Promise<Response>,
])[] = [
  [
    "is told of requests in its order, of answers in the other",
    (log) => [told(log, "first"), told(log, "second")],
    async ({ headers }) => json({ trace: headers.get("x-trace") }),
  ],
  [
    "sends another request, which the next one sees",
    (log) => [
      told(log, "first", {
        onRequest: ({ request }) =>
          new Request(request, {
            headers: { ...Object.fromEntries(request.headers), "x-trace": "7" },
          }),
      }),
      told(log, "second"),
    ],
    async ({ headers }) => json({ trace: headers.get("x-trace") }),
  ],
  [
    "answers itself, and nobody is asked or told any more",
    (log) => [told(log, "first", { onRequest: () => json({ kept: true }) }), told(log, "second")],
    async () => json({ asked: true }),
  ],
  [
    "gives another answer, which the one before it sees",
    (log) => [
      told(log, "first"),
      told(log, "second", { onResponse: () => json({ other: true }, 201) }),
    ],
    async () => json({ asked: true }),
  ],
  [
    "makes an answer of a failure",
    (log) => [told(log, "first"), told(log, "second", { onError: () => json({ mended: true }) })],
    async () => {
      throw new TypeError("lost");
    },
  ],
  [
    "makes another error of a failure",
    (log) => [told(log, "first"), told(log, "second", { onError: () => new Error("other") })],
    async () => {
      throw new TypeError("lost");
    },
  ],
  [
    "leaves a failure as it is",
    (log) => [told(log, "first"), told(log, "second")],
    async () => {
      throw new TypeError("lost");
    },
  ],
];

test.each(CASES)("%s, as openapi-fetch has it", async (_, list, fetch) => {
  const { theirs, ours, got, given } = await both(list, fetch);
  expect(ours).not.toEqual([]);
  expect(ours).toEqual(theirs);
  expect(given).toEqual(got);
});

test("each attempt passes, with its credentials; a token request does not", async () => {
  const seen: string[] = [];
  const { transport, clock } = openedCore((_, index) => json({}, index === 0 ? 503 : 200), {
    middleware: passing({
      onRequest: ({ request }) => void seen.push(request.method + request.url),
    }),
  });
  const call = transport.call(operation, input);
  await clock.advance(1_000);
  await call;
  expect(seen).toEqual(Array(2).fill("GEThttps://api.example.test/pets/a%20b?page=2"));
});

test("what middleware throws reaches the caller as it is", async () => {
  const { transport, seen } = openedCore(() => json({}), {
    middleware: passing({
      onRequest() {
        throw new Error("not today");
      },
    }),
  });
  expect(await failure(transport.call(operation, input))).toMatchObject({ message: "not today" });
  expect(seen).toEqual([]);
});
