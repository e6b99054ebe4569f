import { describe, expect, test } from "vitest";
import { byClientCredentials } from "../../templates/runtime/authorizers.js";
import { encodeBody } from "../../templates/runtime/body.js";
import type { OperationDescriptor } from "../../templates/runtime/descriptor.js";
import {
  ApiError,
  CallError,
  NetworkError,
  TimeoutError,
  TokenError,
  UnexpectedResponseError,
} from "../../templates/runtime/errors.js";
import { openTransport } from "../../templates/runtime/transport.js";
import { FakeClock, settled } from "./fake-clock.js";
import { fakeServer, json, silent } from "./fake-server.js";
import { ENTRIES } from "./opened-core.js";
import { broken, failure, opened, operationOf } from "./opened.js";

const get = operationOf("get");
const post = operationOf("post");
const search = operationOf("post", { retry: true });
const consume = operationOf("get", { retry: false });
const pay = operationOf("post", {
  idempotencyKey: { header: "Idempotency-Key", make: () => "made-once" },
});

const unavailable = () => json({ title: "not now" }, 503);
const reset = () => Promise.reject(new TypeError("fetch failed"));
const html = () => new Response("<html>", { headers: { "content-type": "text/html" } });
const cut = () => new Response('{"a":', { headers: { "content-type": "application/json" } });
/** A fault once, then what was asked for. */
const once = (fault: () => Response | Promise<Response>) => (_: unknown, index: number) =>
  index === 0 ? fault() : json({ ok: true });

describe.each(ENTRIES)("what is sent again, %s", (_, opened) => {
  const kinds: readonly (readonly [string, OperationDescriptor, boolean])[] = [
    ...["get", "head", "options", "query", "put", "delete"].map(
      (method) => [method.toUpperCase(), operationOf(method), true] as const,
    ),
    ["POST", post, false],
    ["PATCH", operationOf("patch"), false],
    ["a POST that may be repeated", search, true],
    ["a POST with a key", pay, true],
    ["a GET that must not be repeated", consume, false],
  ];
  for (const [what, operation, again] of kinds) {
    test(`${what}: ${again ? "a second time" : "never"}`, async () => {
      for (const fault of [reset, unavailable]) {
        const { transport, seen, clock } = opened(once(fault));
        const ended = transport.call(operation, {}).then(
          () => "answered",
          (error: unknown) => error,
        );
        await clock.advance(500);
        const outcome = await ended;
        expect(seen).toHaveLength(again ? 2 : 1);
        if (again) expect(outcome).toBe("answered");
        else {
          expect(outcome).toBeInstanceOf(CallError);
          expect(outcome).toMatchObject({ attempts: 1, isRetryable: false });
        }
        expect(clock.pending).toBe(0);
      }
    });
  }

  for (const status of [408, 429, 500, 502, 503, 504, 507, 599]) {
    test(`${String(status)} is answered better next time`, async () => {
      const { transport, seen, clock } = opened(once(() => json({}, status)));
      const ended = transport.call(get);
      await clock.advance(500);
      expect(await ended).toEqual({ ok: true });
      expect(seen).toHaveLength(2);
    });
  }
  for (const status of [400, 401, 403, 404, 409, 422, 425, 501, 505]) {
    test(`${String(status)} is an answer`, async () => {
      const { transport, seen } = opened(once(() => json({}, status)));
      expect(await failure(transport.call(get))).toMatchObject({ status, isRetryable: false });
      expect(seen).toHaveLength(1);
    });
  }

  test("answers that break off, where they are all there is to a request", async () => {
    for (const fault of [broken, cut]) {
      for (const [operation, requests] of [
        [get, 2],
        [search, 2],
        [pay, 2],
        [operationOf("put"), 1],
        [operationOf("delete"), 1],
        [post, 1],
      ] as const) {
        const { transport, seen, clock } = opened(once(fault));
        const ended = transport.call(operation, {}).then(
          () => undefined,
          (error: unknown) => error,
        );
        await clock.advance(500);
        const error = await ended;
        expect([operation.method, seen.length]).toEqual([operation.method, requests]);
        if (requests === 1) expect(error).toMatchObject({ attempts: 1, isRetryable: false });
        else expect(error).toBeUndefined();
      }
    }
  });
  test("an error's body that breaks off, as the error would be", async () => {
    const { transport, seen, clock } = opened(once(() => broken(503)));
    const ended = transport.call(operationOf("put"), {});
    await clock.advance(500);
    expect(await ended).toEqual({ ok: true });
    expect(seen).toHaveLength(2);
  });
  test("no answer that is whole and wrong", async () => {
    const { transport, seen } = opened(once(html));
    expect(await failure(transport.call(get))).toBeInstanceOf(UnexpectedResponseError);
    expect(seen).toHaveLength(1);
  });
  test("no body that is gone once sent", async () => {
    const upload = operationOf("put", {
      body: { encodeBody, content: { "application/octet-stream": "binary" } },
    });
    const { transport, seen } = opened(unavailable);
    const error = await failure(transport.call(upload, { body: new Blob(["a"]).stream() }));
    // Another stream may be tried.
    expect(error).toMatchObject({ status: 503, attempts: 1, isRetryable: true });
    expect(seen.map(({ body }) => body)).toEqual(["a"]);
  });
});

test("what is sent again has the same body, and goes through middleware each time", async () => {
  const { transport, seen, clock } = opened(once(unavailable), {
    middleware: [
      {
        onRequest({ request }) {
          request.headers.set("x-signed", String(clock.now()));
        },
      },
    ],
  });
  const ended = transport.call(operationOf("put"), { body: { name: "Rex" } });
  await clock.advance(500);
  await ended;
  expect(seen.map(({ body }) => body)).toEqual(['{"name":"Rex"}', '{"name":"Rex"}']);
  expect(seen.map(({ headers }) => headers.get("x-signed"))).toEqual(["0", "500"]);
});

describe.each(ENTRIES)("an idempotency key, %s", (_, opened) => {
  const keys = (seen: readonly { headers: Headers }[]) =>
    seen.map(({ headers }) => headers.get("idempotency-key"));

  test("is made once a call, and the same for each of its attempts", async () => {
    let made = 0;
    const numbered = operationOf("post", {
      idempotencyKey: { header: "Idempotency-Key", make: () => `key-${String((made += 1))}` },
    });
    const { transport, seen, clock } = opened((_, index) =>
      index % 2 === 0 ? unavailable() : json({}),
    );
    for (const _ of [1, 2]) {
      const ended = transport.call(numbered, {});
      await clock.advance(500);
      await ended;
    }
    expect(keys(seen)).toEqual(["key-1", "key-1", "key-2", "key-2"]);
  });
  test("is the caller's where one is given, as a parameter or as a header", async () => {
    const { transport, seen } = opened(() => json({}));
    const declared = {
      ...pay,
      parameters: [{ in: "header", key: "idempotency-key" }],
    } as OperationDescriptor;
    await transport.call(declared, { header: { "idempotency-key": "mine" } });
    await transport.call(pay, {}, { headers: { "idempotency-key": "mine-too" } });
    expect(keys(seen)).toEqual(["mine", "mine-too"]);
  });
  test("that a caller takes away leaves a POST a POST", async () => {
    const { transport, seen } = opened(unavailable);
    await failure(transport.call(pay, {}, { headers: { "Idempotency-Key": null } }));
    expect(keys(seen)).toEqual([null]);
  });
  test("is told by the error, for whoever goes on later", async () => {
    const { transport } = opened(unavailable, { retry: false });
    expect(await failure(transport.call(pay, {}))).toMatchObject({
      idempotencyKey: "made-once",
      isRetryable: true,
    });
  });
});

describe.each(ENTRIES)("waits, %s", (_, opened) => {
  test("are drawn by full jitter, up to twice as long each time, and to the longest", async () => {
    for (const [chance, waits] of [
      [1, [500, 1000, 2000, 4000, 4000]],
      [0.5, [250, 500, 1000, 2000, 2000]],
      [0, [0, 0, 0, 0, 0]],
    ] as const) {
      const { transport, seen, clock } = opened(unavailable, {
        retry: { attempts: 6, maxDelay: 4_000 },
      });
      clock.chance = chance;
      const ended = failure(transport.call(get));
      await clock.advance(30_000);
      expect(await ended).toMatchObject({ status: 503, attempts: 6 });
      expect(seen).toHaveLength(6);
      expect(clock.waits.filter((_, index) => index % 2 === 1)).toEqual(waits);
      expect(clock.pending).toBe(0);
    }
  });
  test("are as long as Retry-After says, in seconds or as a date", async () => {
    const date = "Thu, 01 Jan 1970 00:00:07 GMT";
    for (const [headers, wait] of [
      [{ "retry-after": "2" }, 2_000],
      [{ "retry-after": "0" }, 0],
      [{ "retry-after": date }, 7_000],
      // The server's clock says how long that is.
      [{ "retry-after": date, date: "Thu, 01 Jan 1970 00:00:04 GMT" }, 3_000],
      [{ "retry-after": "Wed, 31 Dec 1969 23:59:00 GMT" }, 0],
      // Neither, so drawn.
      [{ "retry-after": "soon" }, 500],
      [{ "retry-after": "-5" }, 500],
      [{ "retry-after": "" }, 500],
    ] as const) {
      const { transport, seen, clock } = opened(once(() => json({}, 429, headers)));
      const ended = transport.call(get);
      await clock.advance(Math.max(0, wait - 1));
      expect(seen).toHaveLength(wait === 0 ? 2 : 1);
      await clock.advance(1);
      expect(await ended).toEqual({ ok: true });
      expect(clock.waits[1]).toBe(wait);
    }
  });
  test("that would end after the deadline are not begun: the error says when to come back", async () => {
    for (const [written, at] of [
      ["3600", 3_600_000],
      ["60", 60_000],
      ["Thu, 01 Jan 1970 02:00:00 GMT", 7_200_000],
      ["99999999999999999999", 8.64e15],
    ] as const) {
      for (const status of [429, 503]) {
        const { transport, seen, clock } = opened(() =>
          json({}, status, { "retry-after": written }),
        );
        const error = await failure(transport.call(get));
        expect(error).toBeInstanceOf(ApiError);
        expect(error).toMatchObject({ retryAfter: new Date(at), attempts: 1, isRetryable: true });
        expect(seen).toHaveLength(1);
        expect(clock.pending).toBe(0);
      }
    }
  });
  test("end at once when the caller aborts, with the signal's reason", async () => {
    for (const status of [429, 503]) {
      const { transport, seen, clock } = opened(() => json({}, status, { "retry-after": "30" }));
      const controller = new AbortController();
      const ended = failure(transport.call(get, {}, { signal: controller.signal }));
      await clock.advance(1_000);
      expect(clock.pending).toBe(1);
      controller.abort(new Error("enough"));
      expect(await ended).toMatchObject({ message: "enough" });
      expect(clock.pending).toBe(0);
      expect(seen).toHaveLength(1);
    }
  });
});

describe.each(ENTRIES)("options, %s", (_, opened) => {
  test("of the client hold for its calls; a call's win", async () => {
    const { transport, seen, clock } = opened(unavailable, { retry: { attempts: 2, delay: 100 } });
    const sent = async (options?: Parameters<typeof transport.call>[2]) => {
      const before = seen.length;
      const ended = failure(transport.call(get, {}, options));
      await clock.advance(20_000);
      await ended;
      return seen.length - before;
    };
    expect(await sent()).toBe(2);
    expect(await sent({ retry: false })).toBe(1);
    expect(await sent({ retry: { attempts: 4 } })).toBe(4);
    // The delay is the client's still.
    expect(clock.waits.slice(-6).filter((wait) => wait < 1_000)).toEqual([100, 200, 400]);
  });
  test("a budget that is used up leaves calls as they are, until some succeed", async () => {
    let isDown = true;
    const { transport, seen, clock } = opened(() => (isDown ? unavailable() : json({})), {
      retry: { budget: 5 },
    });
    const sent = async () => {
      const before = seen.length;
      const ended = Promise.allSettled([transport.call(get)]);
      await clock.advance(5_000);
      await ended;
      return seen.length - before;
    };
    expect([await sent(), await sent(), await sent(), await sent()]).toEqual([3, 3, 2, 1]);
    isDown = false;
    for (let count = 0; count < 21; count += 1) await transport.call(get);
    isDown = true;
    expect([await sent(), await sent()]).toEqual([3, 1]);
  });
});

describe.each(ENTRIES)("time, %s", (_, opened) => {
  test("of an attempt ends it alone; the next has a signal of its own", async () => {
    const { transport, seen, clock } = opened((asked, index) =>
      index < 2 ? silent(asked) : json({ ok: true }),
    );
    const ended = transport.call(get, {}, { attemptTimeout: 2_000 });
    await clock.advance(2_000 + 500 + 2_000 + 1_000);
    expect(await ended).toEqual({ ok: true });
    const signals = seen.map(({ request }) => request.signal);
    expect(new Set(signals).size).toBe(3);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, false]);
    expect(clock.pending).toBe(0);
  });
  test("of an attempt covers its body", async () => {
    const { transport, clock } = opened(
      once(
        () =>
          new Response(new ReadableStream({}), { headers: { "content-type": "application/json" } }),
      ),
    );
    const ended = transport.call(get, {}, { attemptTimeout: 2_000 });
    await clock.advance(2_500);
    expect(await ended).toEqual({ ok: true });
  });
  test("of an attempt ends a POST for good", async () => {
    const { transport, seen, clock } = opened(silent, { attemptTimeout: 2_000 });
    const ended = failure(transport.call(post, {}));
    await clock.advance(2_000);
    expect(await ended).toMatchObject({ name: "TimeoutError", timeout: 2_000, isRetryable: false });
    expect(seen).toHaveLength(1);
  });
  test("in all ends attempts and waits, and says what was before", async () => {
    const { transport, seen, clock } = opened((asked, index) =>
      index === 0 ? unavailable() : silent(asked),
    );
    const ended = failure(transport.call(get, {}, { timeout: 3_000, attemptTimeout: 10_000 }));
    await clock.advance(2_999);
    expect(seen).toHaveLength(2);
    await clock.advance(1);
    const error = await ended;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ timeout: 3_000, attempts: 2, cause: { status: 503 } });
    expect(clock.pending).toBe(0);
  });
  test("and the caller's signal hold together", async () => {
    const { transport, clock } = opened(silent, { attemptTimeout: 1_000 });
    const controller = new AbortController();
    const signal = controller.signal;
    const expired = failure(transport.call(post, {}, { signal }));
    await clock.advance(1_000);
    expect(await expired).toBeInstanceOf(TimeoutError);
    const aborted = failure(transport.call(get, {}, { signal }));
    await clock.advance(1_200);
    controller.abort();
    expect(await aborted).toMatchObject({ name: "AbortError" });
    expect(clock.pending).toBe(0);
  });
  test("that is up leaves a call that nobody answers", async () => {
    const deaf = () => new Promise<Response>(() => undefined);
    const { transport, clock } = opened(deaf, { attemptTimeout: 1_000, timeout: 5_000 });
    const ended = failure(transport.call(get));
    await clock.advance(5_000);
    expect(await ended).toBeInstanceOf(TimeoutError);
    expect(clock.pending).toBe(0);
  });
  test("a signal that is aborted already sends nothing", async () => {
    const { transport, seen } = opened(() => json({}));
    const reason = new Error("no");
    expect(await failure(transport.call(get, {}, { signal: AbortSignal.abort(reason) }))).toBe(
      reason,
    );
    expect(seen).toHaveLength(0);
  });
});

describe("tokens", () => {
  const secured = operationOf("post", { security: [{ platform: [] }] });
  const security = {
    platform: {
      type: "oauth2",
      authorize: byClientCredentials,
      clientCredentials: { tokenUrl: "https://sso.test/token", parameters: {} },
    },
  } as const;
  const auth = { platform: { clientId: "invented-id", clientSecret: "invented-secret" } };
  const transportOf = (answer: Parameters<typeof fakeServer>[0]) => {
    const { fetch, seen } = fakeServer(answer);
    const clock = new FakeClock();
    const document = { servers: [{ url: "https://api.test" }], security };
    return { transport: openTransport(document, { fetch, clock, auth }), seen, clock };
  };

  test("that could not be had this time are asked for again: nothing was sent", async () => {
    const { transport, seen, clock } = transportOf(({ url }, index) =>
      index === 0 ? reset() : url.endsWith("/token") ? json({ access_token: "t" }) : json({}),
    );
    const ended = transport.call(secured, {});
    await clock.advance(500);
    await ended;
    expect(seen.map(({ url }) => url)).toEqual([
      "https://sso.test/token",
      "https://sso.test/token",
      "https://api.test/pet",
    ]);
  });
  test("that are refused are not", async () => {
    const { transport, seen } = transportOf(() => json({ error: "invalid_client" }, 401));
    const error = await failure(transport.call(secured, {}));
    expect(error).toBeInstanceOf(TokenError);
    expect(error).toMatchObject({ attempts: 0, isRetryable: false });
    expect(seen).toHaveLength(1);
  });
  test("a replay with a new one counts as a request, not as a try", async () => {
    const { transport, seen, clock } = transportOf(({ url }, index) => {
      if (url.endsWith("/token")) return json({ access_token: `t${String(index)}` });
      return json({}, index === 1 ? 401 : 503);
    });
    const ended = failure(transport.call(operationOf("get", { security: secured.security ?? [] })));
    await clock.advance(5_000);
    expect(await ended).toMatchObject({ status: 503, attempts: 4 });
    expect(seen.filter(({ url }) => url.endsWith("/pet"))).toHaveLength(4);
  });
});

test.each(ENTRIES)("many calls leave no timer and no listener, %s", async (_, opened) => {
  const { transport, clock } = opened((_, index) => (index % 3 === 0 ? unavailable() : json({})));
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  let most = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    most = Math.max(most, (listeners += 1));
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners -= 1;
    remove(...args);
  };
  const ended = Promise.allSettled(
    Array.from({ length: 60 }, () => transport.call(get, {}, { signal })),
  );
  await clock.advance(20_000);
  const outcomes = await ended;
  await settled();
  expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
  expect([clock.pending, listeners, most]).toEqual([0, 0, 1]);
});

test.each(ENTRIES)("errors of the network keep what fetch said, %s", async (_, opened) => {
  const { transport, clock } = opened(reset);
  const ended = failure(transport.call(get));
  await clock.advance(5_000);
  const error = await ended;
  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({
    attempts: 3,
    isRetryable: true,
    cause: { message: "fetch failed" },
  });
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ attempts: 3, isRetryable: true });
});

test("a call may ask for what its client does without", async () => {
  const { transport, seen, clock } = opened(once(unavailable), { retry: false });
  const ended = transport.call(get, {}, { retry: {} });
  await clock.advance(500);
  expect(await ended).toEqual({ ok: true });
  expect(seen).toHaveLength(2);
});
