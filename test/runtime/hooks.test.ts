import { describe, expect, test } from "vitest";
import { byApiKey } from "../../templates/runtime/authorizers.js";
import type {
  DocumentDescriptor,
  OperationDescriptor,
} from "../../templates/runtime/descriptor.js";
import { logTo, type LogLevel } from "../../templates/runtime/log.js";
import {
  openTransport,
  type CallOptions,
  type TransportOptions,
} from "../../templates/runtime/transport.js";
import { FakeClock } from "./fake-clock.js";
import { fakeServer, json } from "./fake-server.js";

const document: DocumentDescriptor = {
  agent: "pets-client/1.2.0",
  servers: [{ url: "https://api.example.test" }],
  security: { key: { type: "apiKey", in: "header", key: "X-Key", authorize: byApiKey } },
};
const getPet: OperationDescriptor = {
  name: "getPet",
  method: "get",
  path: "/pet",
  responses: { "200": { "application/json": "json" } },
  security: [{ key: [] }],
};

function open(answer: Parameters<typeof fakeServer>[0], options: TransportOptions = {}) {
  const server = fakeServer(answer);
  const transport = openTransport(document, { fetch: server.fetch, retry: false, ...options });
  return { call: (own?: CallOptions) => transport.call(getPet, {}, own), seen: server.seen };
}
const fine = () => json({ ok: true });
const broken = () => json({}, 503);
const failureOf = (call: PromiseLike<unknown>) =>
  Promise.resolve(call).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a request id", () => {
  const requestId = { header: "X-Trace", make: () => "made" };
  test("is sent by its header, the same for all attempts, and stands on errors", async () => {
    const { call, seen } = open(broken, { requestId, retry: { attempts: 2, delay: 0 } });
    expect(await failureOf(call())).toMatchObject({ requestId: "made", attempts: 2 });
    expect(seen.map(({ headers }) => headers.get("x-trace"))).toEqual(["made", "made"]);
  });
  test("of the call's own wins, by option or by header; the server's wins over it", async () => {
    const own = open(fine, { requestId });
    expect((await own.call({ requestId: "mine" }).withResponse()).requestId).toBe("mine");
    const { requestId: written } = await own.call({ headers: { "x-trace": "w" } }).withResponse();
    expect(written).toBe("w");
    const theirs = open(() => json({}, 500, { "x-trace": "theirs" }), { requestId });
    expect(await failureOf(theirs.call())).toMatchObject({ requestId: "theirs" });
  });
  test("stands on errors without an answer, and is random by default", async () => {
    const { call } = open(() => Promise.reject(new TypeError("lost")), {
      requestId: { header: "X-Trace" },
    });
    const error = await failureOf(call());
    expect(error).toMatchObject({ name: "NetworkError" });
    expect((error as { requestId: string }).requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(error)).toContain((error as { requestId: string }).requestId);
  });
  test("is read from usual headers where none is sent", async () => {
    const { call, seen } = open(() => json({}, 200, { "x-request-id": "r1" }));
    expect((await call().withResponse()).requestId).toBe("r1");
    expect([...(seen[0]?.headers.keys() ?? [])]).toEqual(["accept", "user-agent"]);
  });
});

describe("the package's name and version", () => {
  test("are sent, unless the caller says otherwise", async () => {
    const { call, seen } = open(fine);
    await call();
    await call({ headers: { "user-agent": "mine/1" } });
    expect(seen.map(({ headers }) => headers.get("user-agent"))).toEqual([
      "pets-client/1.2.0",
      "mine/1",
    ]);
    const without = open(fine, { headers: { "User-Agent": null } });
    await without.call();
    expect(without.seen[0]?.headers.has("user-agent")).toBe(false);
  });
});

describe("each call may have its own", () => {
  test("credentials, or none", async () => {
    const { call, seen } = open(fine, { auth: { key: { key: "shared" } } });
    await call();
    await call({ auth: { key: { key: "own" } } });
    await call({ auth: false });
    expect(seen.map(({ headers }) => headers.get("x-key"))).toEqual(["shared", "own", null]);
    expect(await failureOf(call({ auth: { nobody: { key: "k" } } }))).toMatchObject({
      message: 'auth: the document has no security scheme "nobody"',
    });
  });
  test("credentials are kept for those who give the same ones", async () => {
    let asked = 0;
    const auth = { key: { key: () => `k${String(asked++)}` } };
    const { call } = open(fine);
    await Promise.all([call({ auth }), call({ auth })]);
    await call({ auth });
    expect(asked).toBe(1);
  });
  test("fetch", async () => {
    const { call, seen } = open(fine);
    const other = fakeServer(fine);
    await call({ fetch: other.fetch });
    expect([seen.length, other.seen.length]).toEqual([0, 1]);
  });
  test("logger, or none", async () => {
    const shared: string[] = [];
    const own: string[] = [];
    const to = (told: string[]) => {
      const tell = (message: string) => void told.push(message);
      return logTo({ debug: tell, info: tell, warn: tell, error: tell });
    };
    const { call } = open(fine, { logger: to(shared), clock: new FakeClock() });
    await call();
    await call({ logger: to(own) });
    await call({ logger: false });
    expect([shared, own]).toEqual([["getPet: 200 after 0 ms"], ["getPet: 200 after 0 ms"]]);
  });
});

describe("a log", () => {
  const told = async (level: LogLevel, answer: Parameters<typeof fakeServer>[0]) => {
    const messages: [string, string, object][] = [];
    const tell = (at: string) => (message: string, fields: object) =>
      void messages.push([at, message, fields]);
    const logger = logTo(
      { debug: tell("debug"), info: tell("info"), warn: tell("warn"), error: tell("error") },
      level,
    );
    const clock = new FakeClock();
    const options = {
      logger,
      clock,
      retry: { attempts: 2, delay: 0 },
      auth: { key: { key: "k" } },
    };
    const ended = failureOf(open(answer, options).call());
    await clock.advance(1);
    await ended;
    return messages;
  };
  test("of level debug tells of requests and answers, with their headers", async () => {
    const call = {
      operation: "getPet",
      method: "GET",
      url: "https://api.example.test/pet",
      attempts: 1,
    };
    const headers = { accept: "application/json", "user-agent": "pets-client/1.2.0" };
    expect(await told("debug", fine)).toEqual([
      [
        "debug",
        "getPet: GET https://api.example.test/pet",
        { ...call, requestId: undefined, headers: { ...headers, "x-key": "[redacted]" } },
      ],
      [
        "info",
        "getPet: 200 after 0 ms",
        {
          ...{ ...call, status: 200, duration: 0, requestId: undefined },
          headers: { "content-type": "application/json" },
        },
      ],
    ]);
  });
  test("of level warn tells of retries and failures alone; of level error, of failures", async () => {
    const messages = await told("warn", broken);
    expect(messages.map(([level, message]) => `${level} ${message}`)).toEqual([
      "warn getPet: 503 from GET https://api.example.test/pet; sent again in 0 ms",
      "error getPet: 503 from GET https://api.example.test/pet",
    ]);
    expect(messages[1]?.[2]).toMatchObject({ name: "ApiError", status: 503, attempts: 2 });
    expect(await told("error", broken)).toHaveLength(1);
    expect(await told("warn", fine)).toEqual([]);
  });
});
