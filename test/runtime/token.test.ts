import { describe, expect, test } from "vitest";
import { basicOfClient } from "../../templates/runtime/basic.js";
import { shareTokens, type StoredToken } from "../../templates/runtime/shared-tokens.js";
import { TokenFault } from "../../templates/runtime/token-fault.js";
import { encodeForm } from "../../templates/runtime/token-form.js";
import { exchangedTokens, type ClientCredentials } from "../../templates/runtime/token.js";
import { FakeClock } from "./fake-clock.js";
import { fakeServer, json, silent } from "./fake-server.js";

const descriptor = {
  tokenUrl: "https://sso.example.test/oauth/token",
  parameters: { audience: "https://api.example.test" },
};
const credentials = { clientId: "invented-id", clientSecret: "invented-secret" };

function tokens(
  answer: Parameters<typeof fakeServer>[0],
  change: Partial<Parameters<typeof exchangedTokens>[1]> = {},
  own: Partial<ClientCredentials> = {},
  random = 0,
  clock = new FakeClock(),
) {
  const server = fakeServer(answer);
  const source = exchangedTokens(
    { ...credentials, ...own },
    { ...descriptor, ...change },
    { fetch: server.fetch, clock, timeout: 1_000, random: () => random },
  );
  return { clock, source, seen: server.seen };
}

async function failureOf(asked: string | Promise<string>) {
  const error: unknown = await Promise.resolve(asked).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TokenFault)) throw new Error(`not a TokenFault: ${String(error)}`);
  return error.failure;
}

describe("the request", () => {
  test("JSON carries the credentials and the document's parameters", async () => {
    const { source, seen } = tokens(() => json({ access_token: "t" }));
    expect(await source.get()).toBe("t");
    expect(seen[0]?.method).toBe("POST");
    expect(seen[0]?.url).toBe(descriptor.tokenUrl);
    expect(seen[0]?.headers.get("content-type")).toBe("application/json");
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({
      grant_type: "client_credentials",
      audience: "https://api.example.test",
      client_id: "invented-id",
      client_secret: "invented-secret",
    });
    expect(seen[0]?.request.redirect).toBe("manual");
  });
  test.each([
    [
      "as Node and workers show it",
      new Response(null, { status: 307, headers: { location: "https://other.test" } }),
    ],
    [
      "as browsers do",
      Object.defineProperty(Response.error(), "type", { value: "opaqueredirect" }),
    ],
  ])("is not repeated where a redirect leads, %s", async (_, response) => {
    const { source, seen } = tokens(() => response);
    const { message, status } = await failureOf(source.get());
    expect(message).toContain("redirects, and the secret does not follow");
    expect(status).toBe(response.status === 0 ? undefined : 307);
    expect(seen).toHaveLength(1);
  });
  test("form puts them into the Authorization header, encoded first", async () => {
    const { source, seen } = tokens(
      () => json({ access_token: "t" }),
      { encode: encodeForm, prove: basicOfClient },
      {
        clientId: "a:b",
        clientSecret: "c d",
        scopes: ["x", "y"],
        parameters: { audience: "other" },
      },
    );
    await source.get();
    expect(seen[0]?.headers.get("authorization")).toBe(`Basic ${btoa("a%3Ab:c+d")}`);
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual({
      grant_type: "client_credentials",
      audience: "other",
      scope: "x y",
    });
  });
});

describe("the client's id and secret", () => {
  const sent = async (change: Partial<Parameters<typeof exchangedTokens>[1]>) => {
    const { source, seen } = tokens(() => json({ access_token: "t" }), change);
    await source.get();
    return { basic: seen[0]?.headers.get("authorization") ?? "", body: seen[0]?.body ?? "" };
  };
  test("stand in the body of a form where the document says so", async () => {
    const { basic, body } = await sent({ encode: encodeForm });
    expect(basic).toBe("");
    expect(new URLSearchParams(body).get("client_secret")).toBe("invented-secret");
  });
  test("or in the header beside JSON", async () => {
    const { basic, body } = await sent({ prove: basicOfClient });
    expect(basic).toBe(`Basic ${btoa("invented-id:invented-secret")}`);
    expect(body).not.toContain("invented-secret");
  });
});

describe("renewal", () => {
  const numbered = (_: unknown, index: number) =>
    json({ access_token: `t${String(index)}`, expires_in: 3600 });
  test("comes early by chance, while calls go on with the old token", async () => {
    const { source, seen, clock } = tokens(numbered, {}, {}, 0.5);
    await source.get();
    await clock.advance(3_509_000);
    expect(await source.get()).toBe("t0");
    expect(seen).toHaveLength(1);
    await clock.advance(1_000);
    expect(await Promise.all([source.get(), source.get()])).toEqual(["t0", "t0"]);
    await clock.advance(0);
    expect(await source.get()).toBe("t1");
    expect(seen).toHaveLength(2);
  });
  test("that fails early fails no call, and is tried again before the token expires", async () => {
    const { source, seen, clock } = tokens(
      (asked, index) => (index === 1 ? json({}, 503) : numbered(asked, index)),
      {},
      {},
      0.5,
    );
    await source.get();
    await clock.advance(3_510_000);
    expect(await source.get()).toBe("t0");
    await clock.advance(1_000);
    expect(await source.get()).toBe("t0");
    expect(seen).toHaveLength(2);
    await clock.advance(14_000);
    expect(await source.get()).toBe("t0");
    await clock.advance(0);
    expect(await source.get()).toBe("t2");
  });
  test("after a refusal is done once for many calls", async () => {
    const { source, seen } = tokens(numbered);
    const old = await source.get();
    const renewed = await Promise.all(
      Array.from({ length: 50 }, async () => {
        expect(source.refuse(old)).toBe(true);
        return source.get();
      }),
    );
    expect(new Set(renewed)).toEqual(new Set(["t1"]));
    expect(seen).toHaveLength(2);
  });
  test("does not go on for ever where no token helps", async () => {
    const { source, seen, clock } = tokens(numbered);
    source.refuse(await source.get());
    expect(source.refuse(await source.get())).toBe(false);
    expect(seen).toHaveLength(2);
    // One that was taken and is revoked then, or has been there for a while, is replaced.
    source.accept?.(await source.get());
    expect(source.refuse(await source.get())).toBe(true);
    await source.get();
    await clock.advance(60_000);
    expect(source.refuse(await source.get())).toBe(true);
  });
});

describe("shared tokens", () => {
  const numbered = (_: unknown, index: number) =>
    json({ access_token: `t${String(index)}`, expires_in: 3600 });
  test("serve several clients by one request, and after a refusal by one more", async () => {
    const share = shareTokens();
    const server = tokens(numbered, {}, { share });
    const idle = tokens(() => json({}, 500), {}, { share }, 0, server.clock);
    const [one, other] = await Promise.all([server.source.get(), idle.source.get()]);
    expect([one, other]).toEqual(["t0", "t0"]);
    server.source.refuse("t0");
    expect(await server.source.get()).toBe("t1");
    idle.source.refuse("t0");
    expect(await idle.source.get()).toBe("t1");
    expect([server.seen.length, idle.seen.length]).toEqual([2, 0]);
  });
  test("keep to what was asked for", async () => {
    const share = shareTokens();
    const one = tokens(numbered, {}, { share, scopes: ["a"] });
    const other = tokens(() => json({ access_token: "other" }), {}, { share, scopes: ["b"] });
    expect(await one.source.get()).toBe("t0");
    expect(await other.source.get()).toBe("other");
  });
  test("stand in a store under keys without secrets, with the time they expire", async () => {
    const stored = new Map<string, StoredToken>();
    const share = shareTokens({
      get: (key) => Promise.resolve(stored.get(key)),
      set: async (key, token) => void stored.set(key, token),
    });
    const parameters = { client_assertion_secret: "hidden" };
    const { source, clock } = tokens(numbered, {}, { share, parameters });
    await source.get();
    expect([...stored.values()]).toEqual([{ token: "t0", expiresAt: 3_600_000 }]);
    expect([...stored.keys()].join()).toContain("invented-id");
    expect([...stored.keys()].join()).not.toMatch(/invented-secret|hidden/);
    // Of another process; one that has expired is not taken.
    const key = [...stored.keys()][0] ?? "";
    const next = tokens(numbered, {}, { share, parameters }, 0, clock);
    expect(await next.source.get()).toBe("t0");
    expect(next.seen).toHaveLength(0);
    stored.set(key, { token: "late", expiresAt: 0 });
    const last = tokens(() => json({ access_token: "own" }), {}, { share, parameters }, 0, clock);
    expect(await last.source.get()).toBe("own");
  });
  test("a store that fails fails no call, a token endpoint that does is told", async () => {
    const fail = () => Promise.reject(new Error("the cache is down"));
    const share = shareTokens({ get: fail, set: fail, exclusively: fail });
    expect(await tokens(numbered, {}, { share }).source.get()).toBe("t0");
    const refused = tokens(
      () => json({ error: "invalid_client" }, 401),
      {},
      { share: shareTokens() },
    );
    expect((await failureOf(refused.source.get())).code).toBe("invalid_client");
  });
});

describe("keeping", () => {
  test("one request serves until a minute before the token expires", async () => {
    const { source, seen, clock } = tokens((_, index) =>
      json({ access_token: `t${String(index)}`, expires_in: 3600 }),
    );
    expect(await source.get()).toBe("t0");
    await clock.advance(3_539_000);
    expect(await source.get()).toBe("t0");
    await clock.advance(1_000);
    expect(await source.get()).toBe("t1");
    expect(seen).toHaveLength(2);
  });
  test("a short-lived token is kept for nine tenths of its life", async () => {
    const { source, seen, clock } = tokens(() => json({ access_token: "t", expires_in: "10" }));
    await source.get();
    await clock.advance(8_900);
    await source.get();
    expect(seen).toHaveLength(1);
    await clock.advance(100);
    await source.get();
    expect(seen).toHaveLength(2);
  });
  test("without expires_in it is kept until it is refused", async () => {
    const { source, seen, clock } = tokens((_, index) =>
      json({ access_token: `t${String(index)}` }),
    );
    await source.get();
    await clock.advance(1e9);
    expect(await source.get()).toBe("t0");
    expect(source.refuse("t0")).toBe(true);
    // Told late, by a call that was sent with the old one.
    expect(await source.get()).toBe("t1");
    source.refuse("t0");
    expect(await source.get()).toBe("t1");
    expect(seen).toHaveLength(2);
  });
  test("200 calls that start together make one request", async () => {
    const { source, seen } = tokens(() => json({ access_token: "t" }));
    const all = await Promise.all(Array.from({ length: 200 }, () => source.get()));
    expect(new Set(all)).toEqual(new Set(["t"]));
    expect(seen).toHaveLength(1);
  });
  test("a failure is not kept", async () => {
    const { source, seen } = tokens((_, index) =>
      index === 0 ? json({}, 503) : json({ access_token: "t" }),
    );
    await failureOf(source.get());
    expect(await source.get()).toBe("t");
    expect(seen).toHaveLength(2);
  });
});

describe("failures", () => {
  test("name the OAuth code, keep the description apart", async () => {
    const { source } = tokens(() =>
      json({ error: "access_denied", error_description: "no invented-secret" }, 401),
    );
    const failure = await failureOf(source.get());
    expect(failure).toMatchObject({
      status: 401,
      code: "access_denied",
      description: "no invented-secret",
      message: "401 access_denied from POST https://sso.example.test/oauth/token",
    });
  });
  test("an error that is prose stays out of the message", async () => {
    const { source } = tokens(() => json({ error: "your invented-secret is wrong" }, 403));
    expect((await failureOf(source.get())).message).not.toContain("invented-secret");
  });
  for (const [what, answer] of [
    ["an HTML page", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
    ["no token", () => json({ token: "t" })],
    ["an empty token", () => json({ access_token: "" })],
  ] as const) {
    test(`${what} is no token`, async () => {
      const { source } = tokens(answer);
      expect((await failureOf(source.get())).message).toMatch(/no access_token/);
    });
  }
  test("a request nobody answers ends at its timeout", async () => {
    const { source, clock } = tokens(silent);
    const failed = failureOf(source.get());
    await clock.advance(1_000);
    expect((await failed).message).toBe("the token request took more than 1000 ms");
    expect(clock.pending).toBe(0);
  });
  test("a broken connection keeps its cause", async () => {
    const cause = new TypeError("fetch failed");
    const { source } = tokens(() => Promise.reject(cause));
    expect((await failureOf(source.get())).cause).toBe(cause);
  });
  test("without an absolute URL nothing is sent", async () => {
    const { source, seen } = tokens(() => json({}), { tokenUrl: "/oauth/token" });
    expect((await failureOf(source.get())).message).toMatch(/tokenUrl/);
    expect(seen).toHaveLength(0);
  });
});
