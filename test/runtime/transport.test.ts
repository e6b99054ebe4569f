import { describe, expect, test } from "vitest";
import {
  byApiKey,
  byClientCredentials,
  byCookie,
  byPassword,
} from "../../templates/runtime/authorizers.js";
import { encodeBody } from "../../templates/runtime/body.js";
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
  ValidationError,
} from "../../templates/runtime/errors.js";
import { judge } from "../../templates/runtime/judge.js";
import { fillVariables } from "../../templates/runtime/server-variables.js";
import { openTransport, type TransportOptions } from "../../templates/runtime/transport.js";
import type { OperationValidators } from "../../templates/runtime/validation.js";
import { settled } from "./fake-clock.js";
import { fakeServer, json, silent, type Seen } from "./fake-server.js";
import { failure, opened } from "./opened.js";

const JSON_BODY = { "application/json": "json" } as const;

const getPet: OperationDescriptor = {
  name: "getPet",
  method: "get",
  path: "/pets/{petId}",
  parameters: [{ in: "path", key: "petId" }],
  responses: { "200": JSON_BODY, "404": JSON_BODY },
};
const addPet: OperationDescriptor = {
  name: "addPet",
  method: "post",
  path: "/pets",
  body: { required: true, content: JSON_BODY, encodeBody },
  responses: { "201": JSON_BODY, "204": {}, default: JSON_BODY },
  security: [{ platform: [] }],
};
const document: DocumentDescriptor = {
  servers: [
    {
      url: "https://{host}/v1/",
      variables: {
        host: { default: "api.example.test", enum: ["api.example.test", "eu.example.test"] },
      },
      fill: fillVariables,
    },
  ],
  security: {
    platform: {
      type: "oauth2",
      clientCredentials: {
        tokenUrl: "https://sso.example.test/token",
        parameters: {},
      },
      authorize: byClientCredentials,
    },
    key: { type: "apiKey", in: "query", key: "api_key", authorize: byApiKey },
    session: { type: "apiKey", in: "cookie", key: "sid", authorize: byCookie },
    login: { type: "http", scheme: "basic", authorize: byPassword },
    client: { type: "mutualTLS" },
  },
};

const open = (answer: Parameters<typeof opened>[0], options: TransportOptions = {}) =>
  opened(answer, options, document);

const petId = { path: { petId: 7 } };
const isToken = ({ url }: Seen) => url === "https://sso.example.test/token";
const auth = { platform: { clientId: "invented-id", clientSecret: "invented-secret" } };

describe("requests", () => {
  test("go to the server with its default variables", async () => {
    const { transport, seen } = open(() => json({ id: 7 }));
    expect(await transport.call(getPet, petId)).toEqual({ id: 7 });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET https://api.example.test/v1/pets/7",
    ]);
    expect(seen[0]?.headers.get("accept")).toBe("application/json");
    expect(seen[0]?.headers.has("content-type")).toBe(false);
  });
  test("go where variables, baseUrl and the call say, the last winning", async () => {
    const answer = () => json({});
    const eu = open(answer, { server: { host: "eu.example.test" } });
    await eu.transport.call(getPet, petId);
    expect(eu.seen[0]?.url).toBe("https://eu.example.test/v1/pets/7");
    const local = open(answer, { baseUrl: "http://127.0.0.1:4010/" });
    await local.transport.call({ ...getPet, servers: [{ url: "https://other.test" }] }, petId);
    expect(local.seen[0]?.url).toBe("http://127.0.0.1:4010/pets/7");
    await local.transport.call(getPet, petId, { baseUrl: "http://localhost:1/base" });
    expect(local.seen[1]?.url).toBe("http://localhost:1/base/pets/7");
  });
  test("go to another server of the document by its url, with that server's variables", async () => {
    const servers = [
      ...document.servers,
      {
        url: "https://{region}.test/{base}",
        variables: { region: { default: "eu" }, base: { default: "v2/" } },
        fill: fillVariables,
      },
    ];
    const { fetch, seen } = fakeServer(() => json({}));
    const at = (server: Record<string, string>) =>
      openTransport(
        { servers, security: {} },
        { fetch, server, baseUrl: "https://{region}.test/{base}" },
      );
    await at({ region: "us" }).call(getPet, petId);
    expect(seen[0]?.url).toBe("https://us.test/v2/pets/7");
    for (const region of ["evil.test/?", "a#", "user@evil", "a\\b", "a b"]) {
      const error = await failure(at({ region }).call(getPet, petId));
      expect(String(error)).toMatch(/^TypeError: server variable "region" has characters/);
    }
  });
  test("of an operation with a server of its own go there", async () => {
    const { transport, seen } = open(() => json({}));
    await transport.call({ ...getPet, servers: [{ url: "https://other.test" }] }, petId);
    expect(seen[0]?.url).toBe("https://other.test/pets/7");
  });
  test("without an absolute address fail by name", async () => {
    const transport = openTransport(
      { servers: [{ url: "/v3" }], security: {} },
      { fetch: fakeServer(() => json({})).fetch },
    );
    expect(await failure(transport.call(getPet, petId))).toMatchObject({
      message: expect.stringMatching(/give baseUrl/) as string,
    });
  });
  test("a variable outside its enum is refused", async () => {
    const { transport } = open(() => json({}), { server: { host: "evil.test" } });
    expect(await failure(transport.call(getPet, petId))).toBeInstanceOf(TypeError);
  });
  test("headers: the call's win over the client's, null takes one away", async () => {
    const { transport, seen } = open(() => json({}), {
      headers: { "x-a": "client", "x-b": "client", "x-c": "client" },
    });
    await transport.call(getPet, petId, { headers: { "X-A": "call", "x-b": null } });
    expect([
      seen[0]?.headers.get("x-a"),
      seen[0]?.headers.has("x-b"),
      seen[0]?.headers.get("x-c"),
    ]).toEqual(["call", false, "client"]);
  });
  test("JSON bodies are written with their type", async () => {
    const { transport, seen } = open(() => json({ id: 1 }, 201));
    await transport.call(addPet, { body: { name: "Rex" } });
    expect(seen[0]?.body).toBe('{"name":"Rex"}');
    expect(seen[0]?.headers.get("content-type")).toBe("application/json");
  });
  test("withResponse gives the response, and the request is sent once", async () => {
    const { transport, seen } = open(() => json({ id: 7 }, 200, { "x-request-id": "r1" }));
    const call = transport.call(getPet, petId);
    const { data, response } = await call.withResponse();
    expect([data, await call, response.headers.get("x-request-id")]).toEqual([
      { id: 7 },
      { id: 7 },
      "r1",
    ]);
    expect(seen).toHaveLength(1);
    expect(call).toBeInstanceOf(Promise);
  });
  test("middleware sees requests and answers, errors included", async () => {
    const statuses: number[] = [];
    const { transport, seen } = open((_, index) => json({}, index === 0 ? 200 : 404), {
      middleware: [
        {
          onRequest({ request }) {
            request.headers.set("x-seen", "yes");
          },
          onResponse({ response }) {
            statuses.push(response.status);
          },
        },
      ],
    });
    await transport.call(getPet, petId);
    await failure(transport.call(getPet, petId));
    expect(statuses).toEqual([200, 404]);
    expect(seen[0]?.headers.get("x-seen")).toBe("yes");
  });
});

describe("credentials", () => {
  test("a token is fetched once for many calls and sent with each", async () => {
    const { transport, seen } = open(
      (asked) => (isToken(asked) ? json({ access_token: "t1" }) : json({}, 201)),
      { auth },
    );
    await Promise.all(Array.from({ length: 200 }, () => transport.call(addPet, { body: {} })));
    expect(seen.filter(isToken)).toHaveLength(1);
    const calls = seen.filter((asked) => !isToken(asked));
    expect(calls).toHaveLength(200);
    expect(new Set(calls.map(({ headers }) => headers.get("authorization")))).toEqual(
      new Set(["Bearer t1"]),
    );
  });
  test("50 calls on a revoked token make one token request and 50 successes", async () => {
    let current = 1;
    const { transport, seen } = open(
      (asked) => {
        if (isToken(asked)) return json({ access_token: `t${String(current)}` });
        const good = asked.headers.get("authorization") === `Bearer t${String(current)}`;
        return good ? json({ ok: true }, 201) : json({}, 401);
      },
      { auth },
    );
    await transport.call(addPet, { body: {} });
    current = 2;
    const all = await Promise.all(
      Array.from({ length: 50 }, () => transport.call(addPet, { body: { a: 1 } })),
    );
    expect(all).toEqual(Array.from({ length: 50 }, () => ({ ok: true })));
    expect(seen.filter(isToken)).toHaveLength(2);
    expect(seen.filter((asked) => !isToken(asked))).toHaveLength(1 + 100);
    expect(seen.at(-1)?.body).toBe('{"a":1}');
  });
  test("a server that always refuses is asked twice, not forever", async () => {
    const { transport, seen } = open(
      (asked, index) =>
        isToken(asked) ? json({ access_token: `t${String(index)}` }) : json({}, 401),
      { auth },
    );
    expect(await failure(transport.call(addPet, { body: {} }))).toMatchObject({ status: 401 });
    expect(seen.map((asked) => isToken(asked))).toEqual([true, false, true, false]);
  });
  test("a stream is not replayed", async () => {
    const upload: OperationDescriptor = {
      ...addPet,
      body: { content: { "application/octet-stream": "binary" }, encodeBody },
    };
    const { transport, seen } = open(
      (asked) => (isToken(asked) ? json({ access_token: "t" }) : json({}, 401)),
      { auth },
    );
    const body = new Blob(["bytes"]).stream();
    expect(await failure(transport.call(upload, { body }))).toMatchObject({ status: 401 });
    expect(seen.filter((asked) => !isToken(asked)).map(({ body }) => body)).toEqual(["bytes"]);
  });
  test("aborting one caller does not fail the others", async () => {
    let release: (response: Response) => void = () => undefined;
    const { transport, seen } = open(
      (asked) =>
        isToken(asked)
          ? new Promise<Response>((resolve) => {
              release = resolve;
            })
          : json({ ok: true }, 201),
      { auth },
    );
    const controller = new AbortController();
    const aborted = failure(transport.call(addPet, { body: {} }, { signal: controller.signal }));
    const other = transport.call(addPet, { body: {} });
    await settled();
    controller.abort(new Error("enough"));
    expect(await aborted).toMatchObject({ message: "enough" });
    release(json({ access_token: "t" }));
    expect(await other).toEqual({ ok: true });
    expect(seen.filter(isToken)).toHaveLength(1);
  });
  test("a failed token request fails every waiting call with an error of its own", async () => {
    const { transport } = open(() => json({ error: "invalid_client" }, 401), { auth });
    const errors = await Promise.all(
      [1, 2].map(() => failure(transport.call(addPet, { body: {} }))),
    );
    for (const error of errors) {
      expect(error).toBeInstanceOf(TokenError);
      expect(error).toMatchObject({
        operation: "addPet",
        status: 401,
        code: "invalid_client",
        method: "POST",
      });
    }
    expect(errors[0]).not.toBe(errors[1]);
  });
  test("the first alternative that can be met is sent", async () => {
    const { transport, seen } = open(() => json({}), {
      auth: {
        key: { key: "k 1" },
        session: { key: "s/1=" },
        login: { username: "zoë", password: "p" },
      },
    });
    await transport.call(
      { ...getPet, security: [{ platform: [] }, { key: [], session: [] }] },
      petId,
    );
    expect(seen[0]?.url).toBe("https://api.example.test/v1/pets/7?api_key=k%201");
    expect(seen[0]?.headers.get("cookie")).toBe("sid=s/1=");
    await transport.call({ ...getPet, security: [{}, { login: [], client: [] }] }, petId);
    expect(seen[1]?.headers.get("authorization")).toBe("Basic em/Dqzpw");
    await transport.call({ ...getPet, security: [{}, { platform: [] }] }, petId);
    expect(seen[2]?.headers.has("authorization")).toBe(false);
  });
  test("without credentials the server is asked, and its 401 says what is missing", async () => {
    const { transport } = open(() => json({ message: "no" }, 401));
    const error = await failure(transport.call(addPet, { body: {} }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      message: expect.stringContaining("no credentials were given for platform") as string,
    });
  });
  test("a header of the caller's own spares the token", async () => {
    const { transport, seen } = open(() => json({}, 401), { auth });
    await failure(
      transport.call(addPet, { body: {} }, { headers: { authorization: "Bearer mine" } }),
    );
    expect(seen.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer mine"]);
  });
  test("credentials for nothing the document knows are refused", () => {
    expect(() => open(() => json({}), { auth: { plattform: { token: "t" } } })).toThrow(
      /no security scheme "plattform"/,
    );
  });
  test("a credential a header cannot carry is refused without being shown", async () => {
    const given = "inv\nented";
    const opened = (token: string | (() => string)) =>
      open(() => json({}), { auth: { platform: { token } } });
    expect(() => opened(given)).toThrow(/^auth\.platform: [a-z ]+$/);
    const error = await failure(opened(() => given).transport.call(addPet, { body: {} }));
    expect(String(error)).toMatch(/auth\.platform/);
    expect(String(error)).not.toContain("ented");
  });
});

describe("answers", () => {
  const html = () => new Response("<html>", { headers: { "content-type": "text/html" } });
  const typed = (body: string | Uint8Array<ArrayBuffer> | null, type?: string, status = 200) =>
    new Response(body, { status, headers: type === undefined ? {} : { "content-type": type } });

  for (const [what, answer, reason] of [
    ["an HTML page", html, /is text\/html, not application\/json/],
    ["truncated JSON", () => typed('{"a":', "application/json"), /is not JSON/],
    ["nothing", () => typed("", "application/json"), /is empty/],
    ["nothing, without a type", () => typed(null), /is empty/],
    ["204 where there should be a body", () => new Response(null, { status: 204 }), /has no body/],
    [
      "bytes that are no UTF-8",
      () => typed(new Uint8Array([0x22, 0xff, 0x22]), "application/json"),
      /not text in utf-8/,
    ],
    [
      "an unknown charset",
      () => typed("{}", "application/json; charset=nonsense"),
      /not text in nonsense/,
    ],
  ] as const) {
    test(`200 with ${what} is an error`, async () => {
      const { transport } = open(answer, { retry: false });
      const error = await failure(transport.call(getPet, petId));
      expect(error).toBeInstanceOf(UnexpectedResponseError);
      expect(error).toMatchObject({
        message: expect.stringMatching(reason) as string,
        operation: "getPet",
      });
    });
  }
  test("JSON in another charset is read", async () => {
    const { transport } = open(() =>
      typed(new Uint8Array([0x22, 0xe9, 0x22]), "application/json; charset=iso-8859-1"),
    );
    expect(await transport.call(getPet, petId)).toBe("é");
  });
  test("JSON without a content type is read", async () => {
    const { transport } = open(() => typed(new Uint8Array([0x31])));
    expect(await transport.call(getPet, petId)).toBe(1);
  });
  test("a success with no body declared is undefined", async () => {
    const { transport } = open(() => new Response(null, { status: 204 }));
    expect(await transport.call(addPet, { body: {} })).toBeUndefined();
  });
  test("an undeclared success is read as the declared one", async () => {
    const { transport } = open(() => json({ id: 1 }, 200));
    expect(await transport.call(addPet, { body: {} })).toEqual({ id: 1 });
  });
  test("text, bytes and streams come as they are declared", async () => {
    const as = (type: string, codec: "text" | "binary" | "events"): OperationDescriptor => ({
      ...getPet,
      responses: { "200": { [type]: codec } },
    });
    const { transport } = open((asked) => typed("a,b", asked.headers.get("accept") ?? ""));
    expect(await transport.call(as("text/csv", "text"), petId)).toBe("a,b");
    const blob = await transport.call<Blob>(as("application/pdf", "binary"), petId);
    expect(await blob.text()).toBe("a,b");
    const stream = await transport.call<ReadableStream<Uint8Array>>(
      as("text/event-stream", "events"),
      petId,
    );
    expect(await new Response(stream).text()).toBe("a,b");
  });
  test("JSON is asked for where there is a choice; what the caller asks for instead is given", async () => {
    const both: OperationDescriptor = {
      ...getPet,
      responses: { "200": { "application/xml": "text", "application/json": "json" } },
    };
    const { transport, seen } = open(() => typed("<pet/>", "application/xml"));
    expect(await failure(transport.call(both, petId))).toBeInstanceOf(UnexpectedResponseError);
    expect(seen[0]?.headers.get("accept")).toBe("application/json");
    expect(await transport.call(both, petId, { headers: { accept: "application/xml" } })).toBe(
      "<pet/>",
    );
  });
});

describe("errors", () => {
  test("carry the parsed body of a declared status", async () => {
    const { transport } = open(() => json({ errors: [] }, 404, { "x-request-id": "r9" }));
    const error = await failure(transport.call(getPet, petId));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      name: "ApiError",
      operation: "getPet",
      method: "GET",
      url: "https://api.example.test/v1/pets/7",
      status: 404,
      body: { errors: [] },
      documented: true,
      requestId: "r9",
      message: "getPet: 404 from GET https://api.example.test/v1/pets/7",
    });
  });
  test("of an undeclared status keep JSON, undocumented", async () => {
    const { transport } = open(() => json({ a: 1 }, 418));
    expect(await failure(transport.call(getPet, petId))).toMatchObject({
      status: 418,
      body: { a: 1 },
      documented: false,
    });
  });
  test("that are an HTML page keep their status and the beginning of the page", async () => {
    const { transport } = open(
      () => new Response("<html>", { status: 502, headers: { "content-type": "text/html" } }),
    );
    const error = await failure(transport.call(addPet, { body: {} }));
    expect(error).toMatchObject({ status: 502, text: "<html>", documented: false });
    expect((error as ApiError).body).toBeUndefined();
  });
  test("a lost connection is a NetworkError", async () => {
    const cause = new TypeError("fetch failed");
    const { transport } = open(() => Promise.reject(cause), { retry: false });
    const error = await failure(transport.call(getPet, petId));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ cause });
  });
  test("a body that breaks off is a NetworkError, of an error status too", async () => {
    const broken = (status: number) => () => {
      const stream = new ReadableStream({
        pull: (controller) => {
          controller.error(new TypeError("terminated"));
        },
      });
      return new Response(stream, { status, headers: { "content-type": "application/json" } });
    };
    for (const status of [200, 404]) {
      const { transport } = open(broken(status), { retry: false });
      expect(await failure(transport.call(getPet, petId))).toBeInstanceOf(NetworkError);
    }
  });
});

describe("time", () => {
  test("a call nobody answers ends at its timeout and leaves no timer", async () => {
    const { transport, clock } = open(silent);
    const failed = failure(transport.call(getPet, petId, { timeout: 500 }));
    await clock.advance(499);
    expect(clock.pending).toBe(1);
    await clock.advance(1);
    const error = await failed;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ timeout: 500, operation: "getPet" });
    expect(clock.pending).toBe(0);
  });
  test("the default is a minute, with a signal too", async () => {
    const { transport, clock } = open(silent);
    const failed = failure(transport.call(getPet, petId, { signal: new AbortController().signal }));
    await clock.advance(60_000);
    expect(await failed).toBeInstanceOf(TimeoutError);
  });
  test("covers the body", async () => {
    const { transport, clock } = open(
      () =>
        new Response(new ReadableStream({}), { headers: { "content-type": "application/json" } }),
    );
    const failed = failure(transport.call(getPet, petId, { timeout: 500 }));
    await clock.advance(500);
    expect(await failed).toBeInstanceOf(TimeoutError);
  });
  test("covers the token, even where fetch hears no signal", async () => {
    const { transport, clock } = open(() => new Promise<Response>(() => undefined), { auth });
    const failed = failure(transport.call(addPet, { body: {} }, { timeout: 500 }));
    await clock.advance(500);
    expect(await failed).toBeInstanceOf(TimeoutError);
  });
  test("an abort rejects with the signal's reason, at once", async () => {
    const { transport, clock, seen } = open(silent);
    const controller = new AbortController();
    const failed = failure(transport.call(getPet, petId, { signal: controller.signal }));
    await settled();
    const reason = new Error("changed my mind");
    controller.abort(reason);
    expect(await failed).toBe(reason);
    expect(clock.pending).toBe(0);
    expect(await failure(transport.call(getPet, petId, { signal: controller.signal }))).toBe(
      reason,
    );
    expect(seen).toHaveLength(1);
  });
  test("a success leaves no timer and no listener", async () => {
    const { transport, clock } = open(() => json({}));
    await transport.call(getPet, petId);
    expect(clock.pending).toBe(0);
  });
});

describe("validation", () => {
  const refusing = (path: string) => ({
    safeParse: (value: unknown) =>
      typeof value === "object" && value !== null && path in value
        ? ({ success: true, data: value } as const)
        : ({
            success: false,
            error: { issues: [{ path: [path], message: "is required", code: "x" }] },
          } as const),
  });
  const validators: Record<string, OperationValidators> = {
    addPet: {
      judge,
      query: refusing("limit"),
      body: { "application/json": refusing("name") },
      responses: {
        "201": { "application/json": refusing("id") },
        default: { "application/json": refusing("errors") },
      },
    },
  };
  const good = { query: { limit: 1 }, body: { name: "Rex" } };

  test("refuses a request before it is sent, with every issue", async () => {
    const { transport, seen } = open(() => json({ id: 1 }, 201), { validation: { validators } });
    const error = await failure(transport.call(addPet, { body: {} }));
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({
      target: "request",
      issues: [
        { in: "query", pointer: "/limit" },
        { in: "body", pointer: "/name" },
      ],
      message: "addPet: the request is not valid: query /limit is required; body /name is required",
    });
    expect(seen).toHaveLength(0);
  });
  test("refuses an answer, and says which it was", async () => {
    const { transport } = open(() => json({}, 201, { "x-request-id": "r7" }), {
      validation: { validators },
    });
    const error = await failure(transport.call(addPet, good));
    expect(error).toMatchObject({
      name: "ValidationError",
      target: "response",
      status: 201,
      requestId: "r7",
      body: {},
    });
  });
  test("an error's wrong body leaves it an ApiError, undocumented, with the reason", async () => {
    const { transport } = open(() => json({}, 500), { validation: { validators } });
    const error = await failure(transport.call(addPet, good));
    expect(error).toMatchObject({ name: "ApiError", status: 500, documented: false });
    expect((error as ApiError).cause).toBeInstanceOf(ValidationError);
  });
  test("each side can be switched off, for all calls or one", async () => {
    const answer = () => json({}, 201);
    const lax = open(answer, { validation: { validators, requests: false } });
    expect(await failure(lax.transport.call(addPet, { body: {} }))).toMatchObject({
      target: "response",
    });
    expect(
      await lax.transport.call(addPet, { body: {} }, { validation: { responses: false } }),
    ).toEqual({});
    const strict = open(answer, { validation: { validators } });
    expect(await strict.transport.call(addPet, { body: {} }, { validation: false })).toEqual({});
  });
  test("a path that cannot be written is refused without validators", async () => {
    const { transport, seen } = open(() => json({}));
    const error = await failure(transport.call(getPet, { path: { petId: ".." } }));
    expect(error).toMatchObject({
      name: "ValidationError",
      target: "request",
      issues: [{ in: "path", pointer: "/petId" }],
    });
    expect(seen).toHaveLength(0);
  });
});
