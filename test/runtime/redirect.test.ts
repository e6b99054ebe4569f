import { describe, expect, test } from "vitest";
import { byApiKey, byCookie, byToken } from "../../templates/runtime/authorizers.js";
import { encodeBody } from "../../templates/runtime/body.js";
import { RedirectError } from "../../templates/runtime/errors.js";
import { openTransport, type TransportOptions } from "../../templates/runtime/transport.js";
import { FakeClock } from "./fake-clock.js";
import { fakeServer, json, type Seen } from "./fake-server.js";
import { failure, operationOf } from "./opened.js";

const HERE = "https://api.example.test";
const secured = { security: [{ key: [], session: [], login: [] }] };
const get = operationOf("get", secured);
const head = operationOf("head", secured);
const put = operationOf("put", secured);
const post = operationOf("post", secured);

/** A server that answers a path by a redirect, and everything else by what it is. */
function openedAt(
  redirects: Readonly<Record<string, readonly [status: number, location: string | undefined]>>,
  options: TransportOptions = {},
) {
  const server = fakeServer(({ url }) => {
    const [status, location] = redirects[url] ?? [200, undefined];
    if (status === 200) return json({ at: url });
    return new Response("moved", { status, headers: location === undefined ? {} : { location } });
  });
  const transport = openTransport(
    {
      servers: [{ url: HERE }],
      security: {
        key: { type: "apiKey", in: "header", key: "X-Key", authorize: byApiKey },
        session: { type: "apiKey", in: "cookie", key: "sid", authorize: byCookie },
        login: { type: "http", scheme: "bearer", authorize: byToken },
      },
    },
    {
      fetch: server.fetch,
      clock: new FakeClock(),
      headers: { "X-Tenant": "harborlight", "User-Agent": "test/1" },
      auth: {
        key: { key: "secret-key" },
        session: { key: "secret-sid" },
        login: { token: "secret-t" },
      },
      ...options,
    },
  );
  return { transport, seen: server.seen };
}

const told = ({ method, url, headers, body }: Seen) => ({
  method,
  url,
  body,
  names: [...headers.keys()].sort().join(" "),
});
const ALL = "accept authorization cookie user-agent x-key x-tenant";

describe("within an origin, as fetch does it", () => {
  for (const status of [301, 302, 303, 307, 308]) {
    test(`GET ${String(status)}`, async () => {
      const { transport, seen } = openedAt({ [`${HERE}/pet`]: [status, "/pets/1?a=b"] });
      expect(await transport.call(get)).toEqual({ at: `${HERE}/pets/1?a=b` });
      expect(seen.map(told)).toEqual([
        { method: "GET", url: `${HERE}/pet`, body: "", names: ALL },
        { method: "GET", url: `${HERE}/pets/1?a=b`, body: "", names: ALL },
      ]);
    });
  }
  for (const [status, operation, method, body] of [
    [301, post, "GET", ""],
    [302, post, "GET", ""],
    [303, post, "GET", ""],
    [307, post, "POST", '{"a":1}'],
    [308, post, "POST", '{"a":1}'],
    [301, put, "PUT", '{"a":1}'],
    [303, put, "GET", ""],
    [308, put, "PUT", '{"a":1}'],
  ] as const) {
    test(`${operation.method.toUpperCase()} ${String(status)} becomes ${method}`, async () => {
      const { transport, seen } = openedAt({ [`${HERE}/pet`]: [status, "other"] });
      await transport.call(operation, { body: { a: 1 } });
      const [, second] = seen.map(told);
      const names = body === "" ? ALL : ALL.replace("authorization", "authorization content-type");
      expect(second).toEqual({ method, url: `${HERE}/other`, body, names });
    });
  }
  test("a form is written with its new boundary", async () => {
    const upload = operationOf("put", {
      body: { encodeBody, content: { "multipart/form-data": "multipart" } },
    });
    const { transport, seen } = openedAt({ [`${HERE}/pet`]: [307, "/other"] });
    const body = new FormData();
    body.set("name", "Rex");
    await transport.call(upload, { body });
    const boundary =
      /boundary=(.+)$/.exec(seen[1]?.headers.get("content-type") ?? "")?.[1] ?? "none";
    expect(seen[1]?.body).toContain(`--${boundary}`);
  });
  test("a stream is gone", async () => {
    const upload = operationOf("put", {
      body: { encodeBody, content: { "application/octet-stream": "binary" } },
    });
    const { transport, seen } = openedAt({ [`${HERE}/pet`]: [307, "/other"] });
    const error = await failure(transport.call(upload, { body: new Blob(["a"]).stream() }));
    expect(error).toBeInstanceOf(RedirectError);
    expect(seen).toHaveLength(1);
  });
  test("a body that middleware wrote is not replaced by another", async () => {
    const { transport, seen } = openedAt(
      { [`${HERE}/pet`]: [307, "/other"] },
      { middleware: [{ onRequest: ({ request }) => new Request(request, { body: "sealed" }) }] },
    );
    expect(await failure(transport.call(put, { body: { a: 1 } }))).toBeInstanceOf(RedirectError);
    expect(seen.map(({ body }) => body)).toEqual(["sealed"]);
  });
  test("without a location is an answer", async () => {
    const { transport } = openedAt({ [`${HERE}/pet`]: [302, undefined] });
    expect(await failure(transport.call(get))).toMatchObject({ name: "ApiError", status: 302 });
  });
  test("in a circle ends", async () => {
    const { transport, seen } = openedAt({ [`${HERE}/pet`]: [302, "/pet"] });
    const error = await failure(transport.call(get));
    expect(error).toMatchObject({ name: "RedirectError", isRetryable: false });
    expect(String(error)).toContain("more than 20 redirects");
    expect(seen).toHaveLength(21);
  });
});

describe("to another origin", () => {
  const there = "https://other.example.test/pet";
  for (const [operation, status] of [
    [get, 302],
    [get, 308],
    [head, 301],
  ] as const) {
    test(`${operation.method} ${String(status)} carries no key, cookie or header of the caller's`, async () => {
      const { transport, seen } = openedAt({
        [`${HERE}/pet`]: [status, there],
        [there]: [302, `${HERE}/back`],
      });
      await transport.call(operation);
      expect(seen.map(({ url }) => url)).toEqual([`${HERE}/pet`, there, `${HERE}/back`]);
      // Nor does it get them back when it returns.
      expect(seen.slice(1).map((asked) => told(asked).names)).toEqual([
        "accept user-agent",
        "accept user-agent",
      ]);
    });
  }
  test("another port, or scheme, is another origin", async () => {
    for (const location of [`${HERE}:8443/pet`, "http://api.example.test/pet"]) {
      const { transport, seen } = openedAt({ [`${HERE}/pet`]: [302, location] });
      await transport.call(get);
      expect(seen[1]?.headers.has("x-key")).toBe(false);
    }
  });
  test("middleware does not add what was left out", async () => {
    const { transport, seen } = openedAt(
      { [`${HERE}/pet`]: [302, there] },
      {
        middleware: [
          {
            onRequest({ request }) {
              request.headers.set("x-late-key", "secret");
            },
          },
        ],
      },
    );
    await transport.call(get);
    expect(seen.map(({ headers }) => headers.has("x-late-key"))).toEqual([true, false]);
  });
  for (const operation of [post, put, operationOf("delete", secured)]) {
    for (const status of [302, 303, 307]) {
      test(`${operation.method} ${String(status)} is refused by name`, async () => {
        const location = `${there}?token=secret-token`;
        const { transport, seen } = openedAt({ [`${HERE}/pet`]: [status, location] });
        const error = await failure(
          transport.call(operation, operation.body && { body: { a: 1 } }),
        );
        expect(error).toBeInstanceOf(RedirectError);
        expect(error).toMatchObject({
          status,
          attempts: 1,
          isRetryable: false,
          location: there,
        });
        expect(JSON.stringify(error)).not.toContain("secret");
        expect(seen).toHaveLength(1);
      });
    }
  }
  test("what is no address of HTTP is refused", async () => {
    for (const location of [
      "data:text/plain,a",
      "https://user:secret@other.test/",
      "https://",
      "file:///etc",
    ]) {
      const { transport, seen } = openedAt({ [`${HERE}/pet`]: [302, location] });
      const error = await failure(transport.call(get));
      expect(error).toBeInstanceOf(RedirectError);
      expect(JSON.stringify(error)).not.toContain("secret");
      expect(seen).toHaveLength(1);
    }
  });
});

describe("where the platform hides where it leads", () => {
  const hidden = () =>
    Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });

  test("a request with anything to keep is refused", async () => {
    const { fetch, seen } = fakeServer(hidden);
    const transport = openTransport({ servers: [{ url: HERE }], security: {} }, { fetch });
    for (const [operation, headers] of [
      [operationOf("get"), { "x-tenant": "harborlight" }],
      [operationOf("delete"), {}],
    ] as const) {
      const error = await failure(transport.call(operation, {}, { headers }));
      expect(error).toBeInstanceOf(RedirectError);
      expect(error).toMatchObject({ location: undefined });
    }
    expect(seen).toHaveLength(2);
  });
  test("one without is followed by fetch", async () => {
    const { fetch, seen } = fakeServer(({ request }) =>
      request.redirect === "manual" ? hidden() : json({ ok: true }),
    );
    const transport = openTransport({ servers: [{ url: HERE }], security: {} }, { fetch });
    expect(await transport.call(operationOf("get"))).toEqual({ ok: true });
    expect(seen.map(({ request }) => request.redirect)).toEqual(["manual", "follow"]);
  });
});
