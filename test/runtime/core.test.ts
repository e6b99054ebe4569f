import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { byApiKey } from "../../templates/runtime/authorizers.js";
import { byHeldToken } from "../../templates/runtime/core-tokens.js";
import type {
  DocumentDescriptor,
  OperationDescriptor,
} from "../../templates/runtime/descriptor.js";
import {
  ApiError,
  NetworkError,
  TimeoutError,
  TokenError,
  UnexpectedResponseError,
} from "../../templates/runtime/errors.js";
import { writeDeepObject } from "../../templates/runtime/parameter-writers.js";
import { encodeForm } from "../../templates/runtime/token-form.js";
import { fakeServer, json, silent } from "./fake-server.js";
import { broken, failure, operationOf } from "./opened.js";
import { openedCore } from "./opened-core.js";

const TOKEN_URL = "https://sso.example.test/token";
const get = operationOf("get");
const secured: OperationDescriptor = operationOf("get", { security: [{ platform: [] }] });
const document: DocumentDescriptor = {
  servers: [{ url: "https://api.example.test" }],
  security: {
    platform: {
      type: "oauth2",
      clientCredentials: { tokenUrl: TOKEN_URL, encode: encodeForm, parameters: {} },
      authorize: byHeldToken,
    },
    key: { type: "apiKey", in: "header", key: "X-Key", authorize: byApiKey },
    outside: { type: "mutualTLS" },
  },
};
const auth = { platform: { clientId: "id", clientSecret: "hush-hush" } };
const html = () => new Response("<html>", { headers: { "content-type": "text/html" } });
const typed = (body: BodyInit, type: string) =>
  new Response(body, { headers: { "content-type": type } });

describe("an answer", () => {
  test.each([
    ["an HTML page", html],
    ["truncated JSON", () => typed('{"a":', "application/json")],
    ["nothing", () => typed("", "application/json")],
    ["nothing, without a type", () => new Response("")],
    ["no body", () => new Response(null, { status: 204 })],
    ["bytes that are no UTF-8", () => typed(new Uint8Array([0x22, 0xff]), "application/json")],
    ["an unknown charset", () => typed("{}", "application/json; charset=klingon")],
  ])("of %s is an error", async (_, answer) => {
    const { transport, clock } = openedCore(answer, { retry: false });
    const error = await failure(transport.call(get));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/is not application\/json/) as string,
    });
    expect(clock.pending).toBe(0);
  });
  test("in another charset is read, and one without a type", async () => {
    const latin = typed(
      new Uint8Array([0x22, 0xe9, 0x22]),
      'application/json; charset="iso-8859-1"',
    );
    const plain = new Response(new TextEncoder().encode('{"a":1}'));
    const { transport } = openedCore((_, index) => (index === 0 ? latin : plain));
    expect(await transport.call(get)).toBe("é");
    expect(await transport.call(get)).toEqual({ a: 1 });
  });
  test("of an error keeps its status, its JSON, and the beginning of a page", async () => {
    const page = () =>
      new Response("<html>".repeat(2_000), {
        status: 502,
        headers: { "content-type": "text/html" },
      });
    const { transport } = openedCore((_, index) => (index === 0 ? json({ no: 1 }, 404) : page()), {
      retry: false,
    });
    expect(
      await failure(
        transport.call(
          operationOf("get", { responses: { "4XX": { "application/json": "json" } } }),
        ),
      ),
    ).toMatchObject({ status: 404, documented: true, body: { no: 1 } });
    const error = (await failure(transport.call(get))) as ApiError;
    expect(error).toMatchObject({ status: 502, documented: false });
    expect(error.text).toHaveLength(4_096);
  });
  test("of a status that is not listed is read as a success that is, or as the default", async () => {
    const json200 = { "application/json": "json" } as const;
    const operation = operationOf("get", { responses: { "201": json200, default: json200 } });
    const { transport } = openedCore((_, index) => json({ index }, index === 0 ? 200 : 500));
    expect(await transport.call(operation, {}, { retry: false })).toEqual({ index: 0 });
    expect(await failure(transport.call(operation, {}, { retry: false }))).toMatchObject({
      documented: true,
      body: { index: 1 },
    });
    const unlisted = openedCore(() => json({}, 500), { retry: false }).transport;
    const bare = operationOf("get", { responses: { "201": json200 } });
    expect(await failure(unlisted.call(bare))).toMatchObject({ status: 500, documented: false });
  });
  test("that redirects is an error, whatever is asked, and nothing goes on", async () => {
    for (const status of [301, 302, 303, 307, 308])
      for (const method of ["get", "post"]) {
        const { transport, seen } = openedCore(
          () => new Response(null, { status, headers: { location: "https://evil.example.test/" } }),
        );
        const error = await failure(transport.call(operationOf(method), { body: {} }));
        expect(error).toBeInstanceOf(ApiError);
        expect(error).toMatchObject({ status, attempts: 1 });
        expect(seen.map(({ request }) => request.redirect)).toEqual(["manual"]);
      }
  });
});

describe("time", () => {
  test.each([
    ["the token", (url: string) => url === TOKEN_URL],
    ["the answer", (url: string) => url !== TOKEN_URL],
  ])("covers %s, and leaves no timer", async (_, hangs) => {
    const { transport, clock } = openedCore(
      (seen) => (hangs(seen.url) ? silent(seen) : json({ access_token: "t" })),
      { auth, timeout: 3_000 },
      document,
    );
    const ended = failure(transport.call(secured));
    await clock.advance(3_000);
    expect(await ended).toBeInstanceOf(TimeoutError);
    expect(clock.pending).toBe(0);
  });
  test("covers the body, where fetch hears no signal", async () => {
    const stalled = () =>
      typed(new ReadableStream({ pull: () => new Promise(() => undefined) }), "application/json");
    const { transport, clock } = openedCore(stalled, { timeout: 50 });
    const ended = failure(transport.call(get));
    await clock.advance(50);
    expect(await ended).toMatchObject({ name: "TimeoutError", timeout: 50 });
    expect(clock.pending).toBe(0);
  });
  test("covers waits: what would come after the end is not begun, and an abort ends one", async () => {
    const busy = (seconds: string) => () => json({}, 503, { "retry-after": seconds });
    const late = openedCore(busy("61"));
    expect(await failure(late.transport.call(get))).toMatchObject({ status: 503, attempts: 1 });
    const { transport, clock } = openedCore(busy("30"));
    const controller = new AbortController();
    const ended = failure(transport.call(get, {}, { signal: controller.signal }));
    await clock.advance(1_000);
    controller.abort(new Error("enough"));
    expect(await ended).toMatchObject({ message: "enough" });
    expect(clock.pending).toBe(0);
  });
});

describe("an attempt", () => {
  test("that takes too long makes room for the next, within the call's time", async () => {
    const { transport, seen, clock } = openedCore(
      (asked, index) => (index === 0 ? silent(asked) : json({ index })),
      { timeout: 60_000, attemptTimeout: 1_000 },
    );
    const answer = transport.call(get);
    await clock.advance(2_000);
    expect(await answer).toEqual({ index: 1 });
    expect(seen).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });
  test("ends with the call, and the error says which of them ran out", async () => {
    const { transport, clock } = openedCore(silent, { timeout: 3_000, attemptTimeout: 2_000 });
    const whole = failure(transport.call(get));
    await clock.advance(3_000);
    expect(await whole).toMatchObject({ name: "TimeoutError", timeout: 3_000, attempts: 2 });
    const once = failure(transport.call(operationOf("post"), { body: {} }));
    await clock.advance(2_000);
    expect(await once).toMatchObject({ name: "TimeoutError", timeout: 2_000, attempts: 1 });
    expect(clock.pending).toBe(0);
  });
});

describe("credentials", () => {
  test("are those of the first alternative that is met", async () => {
    const { transport, seen } = openedCore(
      () => json({}),
      { auth: { key: { key: "k" } } },
      document,
    );
    await transport.call(
      operationOf("get", { security: [{ platform: [] }, { outside: [], key: [] }] }),
    );
    await transport.call(operationOf("get", { security: [{ outside: [] }, {}, { key: [] }] }));
    await transport.call(get);
    expect(seen.map(({ headers }) => headers.get("x-key"))).toEqual(["k", "k", null]);
  });
  test("give way to a header of the caller's", async () => {
    const { transport, seen } = openedCore(() => json({}), { auth }, document);
    await transport.call(secured, {}, { headers: { Authorization: "Bearer mine" } });
    expect(seen.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer mine"]);
  });
  test("a token is renewed before it expires, and asked for again where it was not had", async () => {
    let tokens = 0;
    const { transport, seen, clock } = openedCore(
      ({ url }) => {
        if (url !== TOKEN_URL) return json({});
        tokens += 1;
        return tokens === 1
          ? json({}, 503)
          : json({ access_token: `t${String(tokens)}`, expires_in: 600 });
      },
      { auth },
      document,
    );
    const first = transport.call(secured);
    await clock.advance(1_000);
    await first;
    await clock.advance(538_000);
    await transport.call(secured);
    await clock.advance(3_000);
    await transport.call(secured);
    const sent = seen.filter(({ url }) => url !== TOKEN_URL);
    expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer t2",
      "Bearer t2",
      "Bearer t3",
    ]);
  });
  test("of a token endpoint that gives none are told, and one in blanks is a token", async () => {
    for (const access_token of [undefined, null, "", " ", 7, { a: 1 }]) {
      const { transport } = openedCore(
        () => json({ access_token }),
        { auth, retry: false },
        document,
      );
      expect(await failure(transport.call(secured))).toMatchObject({
        name: "TokenError",
        status: 200,
      });
    }
    const { transport, seen } = openedCore(
      () => json({ access_token: " t\n" }),
      { auth },
      document,
    );
    await transport.call(secured);
    expect(seen[1]?.headers.get("authorization")).toBe("Bearer t");
  });
  test("that do not fit are refused, and so is what only the client can do", () => {
    const open = (options: object) => () => openedCore(() => json({}), options, document);
    expect(open({ auth: { other: { key: "k" } } })).toThrow(
      "auth.other: the credential does not fit the scheme",
    );
    expect(open({ auth: { platform: { token: "t" } } })).toThrow("auth.platform");
    expect(open({ logger: {} })).toThrow('./core has no option "logger"');
  });
  test("options of a call that only the client heeds are refused", async () => {
    const { transport, seen } = openedCore(() => json({}));
    for (const [name, value] of Object.entries({ validation: false, auth: false, logger: false }))
      await expect(transport.call(get, {}, { [name]: value })).rejects.toThrow(
        `./core has no option "${name}"`,
      );
    expect(seen).toEqual([]);
  });
});

test("a transport shows no credentials", () => {
  const { transport } = openedCore(
    () => json({}),
    { auth: { ...auth, key: { key: "hush-hush" } } },
    document,
  );
  expect(inspect(transport, { depth: 9, showHidden: true })).not.toContain("hush-hush");
  expect(JSON.stringify(transport)).not.toContain("hush-hush");
});

describe("an error shows no secret", () => {
  const shown = (error: unknown) =>
    `${String(error)} ${inspect(error, { depth: 9 })} ${JSON.stringify(error)}`;
  test.each([
    ["a token endpoint that repeats it", () => json({ error: "hush-hush" }, 400), TokenError],
    [
      "a token endpoint that answers with a page",
      () => typed("hush-hush", "text/html"),
      TokenError,
    ],
    [
      "a token endpoint that redirects",
      () => Response.redirect("https://evil.example.test/hush-hush"),
      TokenError,
    ],
    [
      "a token that no header can carry",
      () => json({ access_token: "hush-hush\n\u2603" }),
      TypeError,
    ],
  ])("of %s", async (_, answer, kind) => {
    const { transport, seen } = openedCore(answer, { auth, retry: false }, document);
    const error = await failure(transport.call(secured));
    expect(error).toBeInstanceOf(kind);
    expect(shown(error)).not.toContain("hush-hush");
    expect(seen).toHaveLength(1);
  });
  test("of a network that quotes the address, of a body and of a header that cannot be sent", async () => {
    const { fetch } = fakeServer(({ url }) => {
      throw new TypeError(`cannot reach ${url}`);
    });
    const { transport } = openedCore(() => broken(), { retry: false });
    const lost = openedCore(() => json({}), { fetch, retry: false }).transport;
    const error = await failure(lost.call(get, { query: { api_key: "hush-hush" } }));
    expect(error).toBeInstanceOf(NetworkError);
    expect(shown(error)).not.toContain("hush-hush");
    expect(await failure(transport.call(get))).toBeInstanceOf(NetworkError);
    const header = await failure(transport.call(get, {}, { headers: { "X-Key": "hush-hush\n" } }));
    expect(shown(header)).toContain("header/x-key cannot carry its value");
    expect(shown(header)).not.toContain("hush-hush");
  });
});

describe("an address", () => {
  const operation = operationOf("get", {
    path: "/a/{id}/b",
    parameters: [
      { in: "path", key: "id" },
      { in: "query", key: "deep", style: "deepObject", write: writeDeepObject },
      { in: "header", key: "X-Trace" },
    ],
  });
  test("has texts, numbers, flags and lists, and what comes with a writer", async () => {
    const { transport, seen } = openedCore(() => json({}));
    await transport.call(operation, {
      path: { id: "a/b c" },
      query: { "n[m]": "x&y", list: [1, true], none: undefined, empty: [], deep: { a: 1 } },
      header: { "X-Trace": 7 },
    });
    expect(seen[0]?.url).toBe(
      "https://api.example.test/a/a%2Fb%20c/b?n%5Bm%5D=x%26y&list=1&list=true&deep%5Ba%5D=1",
    );
    expect(seen[0]?.headers.get("x-trace")).toBe("7");
  });
  test.each([[undefined], [""], ["."], [".."], [null], [{}]])(
    "with %j in its path is refused",
    async (id) => {
      const { transport, seen } = openedCore(() => json({}));
      await expect(transport.call(operation, { path: { id } })).rejects.toThrow();
      expect(seen).toEqual([]);
    },
  );
});
