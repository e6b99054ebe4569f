import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { byApiKey, byToken } from "../../../templates/runtime/authorizers.js";
import type { DocumentDescriptor } from "../../../templates/runtime/descriptor.js";
import { CallError } from "../../../templates/runtime/errors.js";
import { json, silent, type Seen } from "../fake-server.js";
import { broken, failure, operationOf } from "../opened.js";
import { ENTRIES } from "../opened-core.js";

/* What errors say of a call, whatever its fault, and what nothing shows: on both transports. */

const SECRET = "inventedS3cret";
const document: DocumentDescriptor = {
  servers: [{ url: "https://api.example.test" }],
  security: {
    login: { type: "http", scheme: "bearer", authorize: byToken },
    badge: { type: "apiKey", in: "header", key: "X-Badge", authorize: byApiKey },
    key: { type: "apiKey", in: "query", key: "api_key", authorize: byApiKey },
  },
};
const auth = { login: { token: SECRET }, badge: { key: SECRET }, key: { key: SECRET } };
const security = [{ login: [], badge: [], key: [] }];
const get = operationOf("get", { security });
const post = operationOf("post", { security });
const page = { query: { page: 2 } };

/** `./core` shows no query at all. */
const SHOWN = /^https:\/\/api\.example\.test\/pet(?:\?page=2)?$/;

const ID = { "x-request-id": "r-7" };
const typed = (body: string, type: string, status = 200) =>
  new Response(body, { status, headers: { "content-type": type, ...ID } });
const lost = ({ url }: Seen) =>
  Promise.reject(
    new TypeError("fetch failed", { cause: new Error(`read ECONNRESET from ${url}`) }),
  );

type Faulty = (seen: Seen) => Response | Promise<Response>;
const FAULTS: readonly (readonly [what: string, answer: Faulty, told: object])[] = [
  [
    "a failure of the server's",
    () => json({ title: "no", echo: SECRET }, 503, { ...ID, "retry-after": "7" }),
    { name: "ApiError", status: 503, requestId: "r-7", retryAfter: new Date(7_000) },
  ],
  [
    "a refusal that repeats what it was sent",
    () => json({ title: "no", echo: SECRET }, 403, ID),
    { name: "ApiError", status: 403, requestId: "r-7", body: { title: "no", echo: SECRET } },
  ],
  [
    "a failure that is a page",
    () => typed(`<html>${SECRET}`, "text/html", 502),
    { name: "ApiError", status: 502, requestId: "r-7", text: `<html>${SECRET}` },
  ],
  ["a reset before anything came", lost, { name: "NetworkError", cause: expect.any(TypeError) }],
  ["a reset inside the body", () => broken(200, ID), { name: "NetworkError" }],
  ["nothing in time", silent, { name: "TimeoutError", timeout: 500 }],
  [
    "truncated JSON",
    () => typed(`{"name":"${SECRET}`, "application/json"),
    { name: "UnexpectedResponseError", status: 200, requestId: "r-7", text: `{"name":"${SECRET}` },
  ],
  [
    "a page with status 200",
    () => typed(`<html>${SECRET}`, "text/html"),
    { name: "UnexpectedResponseError", status: 200, requestId: "r-7", text: `<html>${SECRET}` },
  ],
  [
    "nothing with status 200",
    () => typed("", "application/json"),
    { name: "UnexpectedResponseError", status: 200, requestId: "r-7" },
  ],
];

/** Everything a careless program might print of a value. */
function printed(value: unknown): string {
  const own = value instanceof Error ? `${value.message}\n${value.stack ?? ""}` : "";
  const shown = [inspect(value), inspect(value, { depth: 9 }), JSON.stringify(value)];
  return [String(value), ...shown, own].join("\n");
}

describe.each(ENTRIES)("an error, %s", (_, opened) => {
  test.each(FAULTS)("of %s says which call it was, and no secret", async (_what, answer, told) => {
    for (const operation of [get, post]) {
      const options = { auth, retry: false, timeout: 500 } as const;
      const { transport, seen, clock } = opened(answer, options, document);
      const failed = failure(transport.call(operation, page));
      await clock.advance(500);
      const error = await failed;
      expect(error).toBeInstanceOf(CallError);
      expect(error).toMatchObject({
        ...told,
        operation: operation.name,
        method: operation.method.toUpperCase(),
        url: expect.stringMatching(SHOWN) as string,
        attempts: 1,
      });
      // The secrets were there to be leaked.
      expect(seen.map(({ url, headers }) => [url, headers.get("x-badge")])).toEqual([
        [expect.stringContaining(`api_key=${SECRET}`), SECRET],
      ]);
      expect(printed(error)).not.toContain(SECRET);
      expect(clock.pending).toBe(0);
    }
  });
});

test.each(ENTRIES)("what worked shows no credentials either, %s", async (_, opened) => {
  const { transport } = opened(() => json({ name: "Rex" }, 200, ID), { auth }, document);
  const call = transport.call(get, page);
  const answer = await call.withResponse();
  expect(answer.data).toEqual({ name: "Rex" });
  for (const value of [transport, call, await call, answer])
    expect(printed(value)).not.toContain(SECRET);
  expect(printed(answer)).toContain("Rex");
});

test.each(ENTRIES)("an error without a cause has none to print, %s", async (_, opened) => {
  const { transport } = opened(() => json({}, 404));
  const error = await failure(transport.call(get));
  expect(error).toBeInstanceOf(CallError);
  expect(Object.hasOwn(error as CallError, "cause")).toBe(false);
});
