import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { byApiKey } from "../../templates/runtime/authorizers.js";
import { encodeBody } from "../../templates/runtime/body.js";
import {
  ApiError,
  NetworkError,
  RedirectError,
  TimeoutError,
} from "../../templates/runtime/errors.js";
import { openCore } from "../../templates/runtime/core-transport.js";
import { retries } from "../../templates/runtime/retry.js";
import { openTransport, type TransportOptions } from "../../templates/runtime/transport.js";
import { FakeClock, settled } from "./fake-clock.js";
import { failure, operationOf } from "./opened.js";

/*
 * Calls by the platform's own fetch, without middleware: it is given no Request then, but an address
 * and what is to be sent.
 */

interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

const arrived: Arrived[] = [];
let here: Server;
let there: Server;
const addressOf = (server: Server) =>
  `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

/** Answers a path by what it asks for: `/307/next` redirects to `/next`, `/away/302` to the other server. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? "";
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { method = "", headers } = request;
    arrived.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
    const [, status = "", next = ""] = /^\/(\d{3})(?:\/(.*))?$/.exec(path) ?? [];
    if (path === "/silent") return;
    if (path === "/lost") response.destroy();
    else if (path.startsWith("/away/"))
      response.writeHead(Number(path.slice(6)), { location: `${addressOf(there)}/got` }).end();
    else if (status.startsWith("3"))
      response.writeHead(Number(status), { location: `/${next}` }).end();
    else
      response
        .writeHead(Number(status || 200), { "content-type": "application/json" })
        .end(JSON.stringify({ path }));
  });
}

beforeAll(async () => {
  [here, there] = [createServer(answer), createServer(answer)];
  for (const server of [here, there])
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  for (const server of [here, there]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  arrived.length = 0;
});

const open = (options: TransportOptions = {}) =>
  openTransport(
    {
      agent: "pets-client/1.2.0",
      servers: [{ url: addressOf(here) }],
      security: { key: { type: "apiKey", in: "header", key: "X-Key", authorize: byApiKey } },
    },
    { auth: { key: { key: "secret-key" } }, clock: new FakeClock(), ...options },
  );
const at = (path: string, method = "get") => operationOf(method, { path, security: [{ key: [] }] });

test("headers, credentials and bodies arrive", async () => {
  const transport = open({ headers: { "X-Tenant": "harborlight" } });
  expect(await transport.call(at("/pets", "post"), { body: { name: "Zoë" } })).toEqual({
    path: "/pets",
  });
  expect(arrived).toMatchObject([
    {
      method: "POST",
      path: "/pets",
      body: '{"name":"Zoë"}',
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "user-agent": "pets-client/1.2.0",
        "x-key": "secret-key",
        "x-tenant": "harborlight",
      },
    },
  ]);
});

test("a stream is sent as it is read", async () => {
  const upload = operationOf("put", {
    path: "/pets",
    body: { encodeBody, content: { "application/octet-stream": "binary" } },
  });
  await open().call(upload, { body: new Blob(["bytes"]).stream() });
  expect(arrived.map(({ body }) => body)).toEqual(["bytes"]);
});

test("an error's body is read, and the answer is the one that came", async () => {
  const error = await failure(open().call(at("/404")));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 404, body: { path: "/404" } });
  const { response } = await open().call(at("/pets")).withResponse();
  expect([response.status, response.url]).toEqual([200, `${addressOf(here)}/pets`]);
});

describe("redirects", () => {
  for (const [status, method, wanted, body] of [
    [302, "get", "GET", ""],
    [303, "post", "GET", ""],
    [307, "post", "POST", '{"a":1}'],
    [308, "put", "PUT", '{"a":1}'],
  ] as const) {
    test(`${method} ${String(status)} within the origin becomes ${wanted}`, async () => {
      const input = method === "get" ? {} : { body: { a: 1 } };
      expect(await open().call(at(`/${String(status)}/next`, method), input)).toEqual({
        path: "/next",
      });
      expect(arrived[1]).toMatchObject({
        method: wanted,
        body,
        headers: { "x-key": "secret-key" },
      });
      expect(arrived[1]?.headers["content-type"]).toBe(
        body === "" ? undefined : "application/json",
      );
    });
  }
  test("to another origin take no key along, and no body", async () => {
    expect(await open().call(at("/away/302"))).toEqual({ path: "/got" });
    expect(arrived[1]?.headers["x-key"]).toBeUndefined();
    for (const status of [302, 307]) {
      const sent = open().call(at(`/away/${String(status)}`, "post"), { body: { a: 1 } });
      expect(await failure(sent)).toBeInstanceOf(RedirectError);
    }
    expect(arrived.map(({ path }) => path)).toEqual([
      "/away/302",
      "/got",
      "/away/302",
      "/away/307",
    ]);
  });
  test("of ./core lead nowhere", async () => {
    const core = openCore(
      {
        servers: [{ url: addressOf(here) }],
        security: { key: { type: "apiKey", in: "header", key: "X-Key", authorize: byApiKey } },
      },
      { auth: { key: { key: "secret-key" } }, clock: new FakeClock(), retry: retries() },
    );
    for (const [method, status] of [
      ["get", 302],
      ["post", 307],
    ] as const) {
      const input = method === "get" ? {} : { body: { a: 1 } };
      const error = await failure(core.call(at(`/away/${String(status)}`, method), input));
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status, attempts: 1, isRetryable: false });
    }
    expect(arrived.map(({ path }) => path)).toEqual(["/away/302", "/away/307"]);
  });
});

test("a connection that is lost is a NetworkError", async () => {
  expect(await failure(open({ retry: false }).call(at("/lost")))).toBeInstanceOf(NetworkError);
});

test("a call that nobody answers ends in time, and at once when its caller aborts", async () => {
  const clock = new FakeClock();
  const transport = open({ clock, retry: false });
  const late = failure(transport.call(at("/silent"), {}, { timeout: 500 }));
  await clock.advance(500);
  expect(await late).toBeInstanceOf(TimeoutError);
  const controller = new AbortController();
  const aborted = failure(transport.call(at("/silent"), {}, { signal: controller.signal }));
  await settled();
  controller.abort(new Error("enough"));
  expect(await aborted).toMatchObject({ message: "enough" });
  expect(clock.pending).toBe(0);
});
