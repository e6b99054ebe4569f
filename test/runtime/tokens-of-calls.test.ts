import { describe, expect, test } from "vitest";
import {
  byApiKey,
  byClientCredentials,
  byPassword,
  byToken,
} from "../../templates/runtime/authorizers.js";
import type {
  DocumentDescriptor,
  OperationDescriptor,
} from "../../templates/runtime/descriptor.js";
import { byHeldToken } from "../../templates/runtime/core-tokens.js";
import { openCore } from "../../templates/runtime/core-transport.js";
import { encodeBody } from "../../templates/runtime/body.js";
import { openTransport, type TransportOptions } from "../../templates/runtime/transport.js";
import { fakeServer, json, type Seen } from "./fake-server.js";

const TOKEN_URL = "https://sso.example.test/token";
const document: DocumentDescriptor = {
  servers: [{ url: "https://api.example.test" }],
  security: {
    platform: {
      type: "oauth2",
      clientCredentials: { tokenUrl: TOKEN_URL, parameters: {} },
      authorize: byClientCredentials,
    },
    key: { type: "apiKey", in: "header", key: "X-Key", authorize: byApiKey },
    query: { type: "apiKey", in: "query", key: "key", authorize: byApiKey },
    basic: { type: "http", scheme: "basic", authorize: byPassword },
    bearer: { type: "http", scheme: "bearer", authorize: byToken },
  },
};
/** The same of `./core`. */
const core: DocumentDescriptor = {
  ...document,
  security: {
    ...document.security,
    platform: {
      type: "oauth2",
      clientCredentials: { tokenUrl: TOKEN_URL, parameters: {} },
      authorize: byHeldToken,
    },
  },
};
const ENTRIES = [
  ["of the client", openTransport],
  ["of ./core", openCore],
] as const;
const create = (scheme: string): OperationDescriptor => ({
  name: "create",
  method: "post",
  path: "/things",
  body: { content: { "application/json": "json" }, encodeBody },
  responses: { "201": { "application/json": "json" }, "401": {} },
  security: [{ [scheme]: [] }],
});

/** A server that takes one token, `t0` at first, and a token endpoint that counts. */
function world(
  auth: NonNullable<TransportOptions["auth"]>,
  scheme = "platform",
  open: typeof openTransport | typeof openCore = openTransport,
) {
  let valid = "t0";
  let given = 0;
  const server = fakeServer(({ url, headers }) => {
    if (url === TOKEN_URL) return json({ access_token: `t${String(given++)}`, expires_in: 3600 });
    const proof = `${headers.get("authorization") ?? ""}${headers.get("x-key") ?? ""}${new URL(url).search}`;
    return proof.includes(valid) || proof.includes(btoa(`u:${valid}`))
      ? json({ ok: true }, 201)
      : new Response(null, { status: 401 });
  });
  const transport = open(open === openCore ? core : document, { fetch: server.fetch, auth });
  const isToken = ({ url }: Seen) => url === TOKEN_URL;
  return {
    call: (options = {}) => transport.call(create(scheme), { body: { a: 1 } }, options),
    revoke: (next: string) => {
      valid = next;
    },
    tokens: () => server.seen.filter(isToken).length,
    calls: () => server.seen.filter((seen) => !isToken(seen)),
  };
}
const credentials = { platform: { clientId: "id", clientSecret: "s" } };
const together = <Value>(count: number, run: () => PromiseLike<Value>) =>
  Promise.allSettled(Array.from({ length: count }, run));

describe.each(ENTRIES)("client credentials %s", (_, open) => {
  const cold = () => world(credentials, "platform", open);
  test("200 cold calls make one token request", async () => {
    const { call, tokens, calls } = cold();
    const settled = await together(200, call);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(200);
    expect([tokens(), calls().length]).toEqual([1, 200]);
  });
  test("50 calls on a revoked token make one token request and 50 successes, with their bodies", async () => {
    const { call, revoke, tokens, calls } = cold();
    await call();
    revoke("t1");
    const settled = await together(50, call);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(50);
    expect(tokens()).toBe(2);
    expect(calls()).toHaveLength(1 + 100);
    expect(new Set(calls().map(({ body }) => body))).toEqual(new Set(['{"a":1}']));
  });
  test("a call is sent again once, and a 401 that no token helps asks for no more of them", async () => {
    const { call, revoke, tokens, calls } = cold();
    revoke("none");
    await expect(call()).rejects.toMatchObject({ status: 401, attempts: 2 });
    await expect(call()).rejects.toMatchObject({ status: 401, attempts: 1 });
    expect([tokens(), calls().length]).toEqual([2, 3]);
  });
  test("a caller who aborts fails no other, and stops no token", async () => {
    const { call, tokens } = cold();
    const controller = new AbortController();
    const aborted = call({ signal: controller.signal });
    const others = together(3, call);
    controller.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    expect((await others).map(({ status }) => status)).toEqual(Array(3).fill("fulfilled"));
    expect(tokens()).toBe(1);
  });
  test.each([
    [{ clientId: "", clientSecret: "s" }, "auth.platform: clientId is empty"],
    [{ clientId: "id", clientSecret: " " }, "auth.platform: clientSecret is empty"],
  ])("that are empty are refused by name, and nothing is sent", (platform, message) => {
    const opening = () => world({ platform }, "platform", open);
    expect(opening).toThrow(open === openCore ? "the credential does not fit" : message);
  });
});

describe.each(ENTRIES)("functions %s", (_, open) => {
  const SCHEMES = [
    ["bearer", (give: () => string) => ({ bearer: { token: give } })],
    ["key", (give: () => string) => ({ key: { key: give } })],
    ["query", (give: () => string) => ({ query: { key: give } })],
    ["basic", (give: () => string) => ({ basic: { username: "u", password: give } })],
    // Where a token is fetched, `./core` takes what fetches it alone.
    ...(open === openCore
      ? []
      : [["platform", (give: () => string) => ({ platform: { token: give } })] as const]),
  ] as const;
  test.each(SCHEMES)("of %s are asked once, and once more after a 401", async (scheme, auth) => {
    let asked = 0;
    const { call, revoke, calls } = world(
      auth(() => `t${String(asked++)}`),
      scheme,
      open,
    );
    await together(50, call);
    expect([asked, calls().length]).toEqual([1, 50]);
    revoke("t1");
    const settled = await together(50, call);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(50);
    expect([asked, calls().length]).toEqual([2, 50 + 100]);
  });
  test("that give nothing are named", async () => {
    const { call, calls } = world({ key: { key: () => "" } }, "key", open);
    await expect(call()).rejects.toThrow("auth.key: the credential is empty");
    expect(calls()).toEqual([]);
  });
});

describe.each(ENTRIES)("scopes %s", (_, open) => {
  const reading = (...scopes: string[]): OperationDescriptor => ({
    name: "read",
    method: "get",
    path: "/things",
    responses: { "200": { "application/json": "json" } },
    security: [{ platform: scopes }],
  });
  /** The scopes that tokens were asked for, and the tokens that calls went with. */
  async function asked(own: { scopes?: readonly string[] }, ...operations: OperationDescriptor[]) {
    let given = 0;
    const { fetch, seen } = fakeServer(({ url }) =>
      url === TOKEN_URL ? json({ access_token: `t${String(given++)}` }) : json({}),
    );
    const transport = open(open === openCore ? core : document, {
      fetch,
      auth: { platform: { ...credentials.platform, ...own } },
    });
    for (const operation of operations) await transport.call(operation);
    const scopes = seen
      .filter(({ url }) => url === TOKEN_URL)
      .map(({ body }) => (JSON.parse(body) as { scope?: string }).scope);
    const sent = seen
      .filter(({ url }) => url !== TOKEN_URL)
      .map(({ headers }) => headers.get("authorization"));
    return { scopes, sent };
  }
  test("are those that the document says an operation needs, a token for each set of them", async () => {
    const calls = [reading("a"), reading("b", "a"), reading("a", "b"), reading("a"), reading()];
    expect(await asked({}, ...calls)).toEqual({
      scopes: ["a", "b a", undefined],
      sent: ["Bearer t0", "Bearer t1", "Bearer t1", "Bearer t0", "Bearer t2"],
    });
  });
  test("are the caller's where these are named, none included", async () => {
    const calls = [reading("a"), reading("b")];
    expect((await asked({ scopes: ["all"] }, ...calls)).scopes).toEqual(["all"]);
    expect((await asked({ scopes: [] }, ...calls)).scopes).toEqual([undefined]);
  });
});
