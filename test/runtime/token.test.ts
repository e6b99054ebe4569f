import { describe, expect, test } from "vitest";
import { exchangedTokens, givenTokens, TokenFault } from "../../templates/runtime/token.js";
import { FakeClock } from "./fake-clock.js";
import { fakeServer, json, silent } from "./fake-server.js";

const descriptor = {
  tokenUrl: "https://sso.example.test/oauth/token",
  encoding: "json",
  parameters: { audience: "https://api.example.test" },
} as const;
const credentials = { clientId: "invented-id", clientSecret: "invented-secret" };

function tokens(
  answer: Parameters<typeof fakeServer>[0],
  change: Partial<Parameters<typeof exchangedTokens>[1]> = {},
  own: Partial<typeof credentials> & {
    scopes?: string[];
    parameters?: Record<string, string>;
  } = {},
) {
  const clock = new FakeClock();
  const server = fakeServer(answer);
  const source = exchangedTokens(
    { ...credentials, ...own },
    { ...descriptor, ...change },
    { fetch: server.fetch, clock, timeout: 1_000 },
  );
  return { clock, source, seen: server.seen };
}

async function failureOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
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
      { encoding: "form" },
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

describe("given tokens", () => {
  test("a text cannot be renewed", async () => {
    const source = givenTokens({ token: "t" });
    expect(await source.get()).toBe("t");
    expect(source.refuse("t")).toBe(false);
  });
  test("a function is asked once by calls that start together, and again by later ones", async () => {
    let asked = 0;
    const source = givenTokens({ token: () => Promise.resolve(`t${String((asked += 1))}`) });
    expect(await Promise.all([source.get(), source.get()])).toEqual(["t1", "t1"]);
    expect(await source.get()).toBe("t2");
    expect(source.refuse("t2")).toBe(true);
  });
  test("a function that throws is the fault's cause", async () => {
    const cause = new Error("vault is closed");
    const failure = await failureOf(
      givenTokens({
        token: () => {
          throw cause;
        },
      }).get(),
    );
    expect(failure.cause).toBe(cause);
  });
});
