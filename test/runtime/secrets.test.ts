import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { byApiKey, byClientCredentials } from "../../templates/runtime/authorizers.js";
import { encodeBody } from "../../templates/runtime/body.js";
import type {
  DocumentDescriptor,
  OperationDescriptor,
} from "../../templates/runtime/descriptor.js";
import { conceal } from "../../templates/runtime/conceal.js";
import { logTo } from "../../templates/runtime/log.js";
import { redactHeaders, redactUrl } from "../../templates/runtime/redact.js";
import { showAddress } from "../../templates/runtime/shown-address.js";
import { openTransport, type TransportOptions } from "../../templates/runtime/transport.js";
import { fakeServer, json } from "./fake-server.js";

const SECRET = "inventedS3cret";

const document: DocumentDescriptor = {
  servers: [{ url: `https://user:${SECRET}@api.example.test` }],
  security: {
    platform: {
      type: "oauth2",
      clientCredentials: {
        tokenUrl: `https://sso.example.test/token?key=${SECRET}`,
        parameters: {},
      },
      authorize: byClientCredentials,
    },
    key: { type: "apiKey", in: "query", key: "api_key", authorize: byApiKey },
    badge: { type: "apiKey", in: "header", key: "X-Badge", authorize: byApiKey },
  },
};
const operation: OperationDescriptor = {
  name: "share",
  method: "post",
  path: "/shares/{code}",
  parameters: [
    { in: "header", key: "X-Owner", secret: true },
    { in: "path", key: "code", secret: true },
    { in: "query", key: "pin", secret: true },
  ],
  body: { content: { "application/json": "json" }, encodeBody },
  responses: { "200": { "application/json": "json" }, "400": { "application/json": "json" } },
  security: [{ platform: [], key: [], badge: [] }],
  showAddress,
  secrets: ["pass"],
  conceal,
};
const input = {
  header: { "X-Owner": SECRET },
  path: { code: SECRET },
  query: { pin: SECRET, access_token: SECRET, page: 2 },
  body: { password: SECRET },
};
/** What the calls were logged as, at the most talkative. */
const logged: unknown[] = [];
const keep = (...told: unknown[]) => void logged.push(...told);
const options: TransportOptions = {
  logger: logTo({ debug: keep, info: keep, warn: keep, error: keep }, "debug"),
  retry: { delay: 0 },
  auth: {
    platform: { clientId: "id", clientSecret: SECRET },
    key: { key: SECRET },
    badge: { key: SECRET },
  },
  headers: { "x-api-key": SECRET },
  // User info is refused by `fetch`, so calls go elsewhere.
  baseUrl: "https://api.example.test",
};

/** Everything a careless program might print of a value. */
function printed(value: unknown): string {
  const enumerable = typeof value === "object" && value !== null ? { ...value } : value;
  return [
    String(value),
    inspect(value),
    inspect(value, { depth: 9, showHidden: true }),
    JSON.stringify(value),
    inspect(enumerable, { depth: 9 }),
    value instanceof Error ? `${value.message} ${value.stack ?? ""}` : "",
  ].join("\n");
}

const echo = () =>
  json({ message: `wrong: ${SECRET}` }, 400, { "set-cookie": SECRET, "x-token": SECRET });
const situations: Record<string, (asked: { url: string }) => Response | Promise<Response>> = {
  "a 400 that echoes": ({ url }) =>
    url.includes("/token") ? json({ access_token: SECRET }) : echo(),
  "an HTML page": ({ url }) =>
    url.includes("/token") ? json({ access_token: SECRET }) : new Response(SECRET),
  "truncated JSON": ({ url }) =>
    url.includes("/token")
      ? json({ access_token: SECRET })
      : new Response(`{"a":"${SECRET}`, { headers: { "content-type": "application/json" } }),
  "a lost connection": ({ url }) =>
    url.includes("/token")
      ? json({ access_token: SECRET })
      : Promise.reject(new TypeError(`fetch failed: ${SECRET}`)),
  "a refused token request": () => json({ error: SECRET, error_description: SECRET }, 401),
};

describe("nothing printed shows a secret", () => {
  for (const [situation, answer] of Object.entries(situations)) {
    test(situation, async () => {
      const { fetch, seen } = fakeServer(answer);
      const transport = openTransport(document, { fetch, ...options });
      const error: unknown = await transport
        .call(operation, input)
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      // The secrets were there to be leaked.
      expect(seen.some(({ url, body }) => (url + body).includes(SECRET))).toBe(true);
      const text = [printed(error), ...logged.splice(0).map(printed)].join("\n");
      expect(text.split("\n").filter((line) => line.includes(SECRET))).toEqual([]);
      expect(text).toContain("share");
    });
  }
  test("a transport, a call under way, a result, also with its response, and what was logged", async () => {
    const body = { ok: 1, owner: { pass: SECRET, list: [{ pass: SECRET }] } };
    const { fetch } = fakeServer(({ url }) => {
      if (url.includes("/token")) return json({ access_token: SECRET });
      const answer = json(body, 200, { "set-cookie": SECRET, "x-api-key": SECRET });
      return Object.defineProperty(answer, "url", { value: url, enumerable: true });
    });
    const transport = openTransport(document, { fetch, ...options });
    const call = transport.call(operation, input);
    const answer = await call.withResponse();
    expect(answer.response.url).toContain(SECRET);
    expect(answer.data).toEqual(body);
    for (const value of [transport, call, answer, ...logged.splice(0)]) {
      const shown = [inspect(value, { depth: 9, showHidden: false }), JSON.stringify(value)].join();
      expect(shown).not.toContain(SECRET);
    }
    // A console shows what is a property of a call, whatever it is.
    expect(Object.keys(call)).toEqual([]);
    expect(inspect(answer)).toContain("pass: '[redacted]'");
    expect(JSON.stringify(answer)).toContain('"ok":1');
  });
  test("but the error still has it where it is asked for", async () => {
    const { fetch } = fakeServer(situations["a 400 that echoes"] ?? echo);
    const transport = openTransport(document, { fetch, ...options });
    const error: unknown = await transport
      .call(operation, input)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ body: { message: `wrong: ${SECRET}` }, status: 400 });
    expect(error).toMatchObject({
      url: "https://api.example.test/shares/[redacted]?pin=[redacted]&access_token=[redacted]&page=2",
    });
  });
});

describe("redactUrl", () => {
  for (const [given, want] of [
    ["https://user:pw@host/a?b=1#c", "https://[redacted]@host/a?b=1"],
    [
      "https://h/?api_key=1&apiKey=2&X-Amz-Signature=3&password=4&monkey=5",
      "https://h/?api_key=[redacted]&apiKey=[redacted]&X-Amz-Signature=[redacted]&password=[redacted]&monkey=5",
    ],
    ["https://h/?a%5Ftoken=1&flag&q=%zz", "https://h/?a%5Ftoken=[redacted]&flag&q=%zz"],
    ["/relative?page=1", "/relative?page=1"],
    ["not a url", "not a url"],
  ] as const) {
    test(given, () => {
      expect(redactUrl(given)).toBe(want);
    });
  }
  test("names the document gives", () => {
    expect(redactUrl("https://h/?pin=1&pine=2", ["pin"])).toBe("https://h/?pin=[redacted]&pine=2");
  });
});

test("redactHeaders", () => {
  const headers = new Headers({
    authorization: "a",
    cookie: "b",
    "x-custom": "c",
    "content-type": "d",
  });
  expect(redactHeaders(headers, ["X-Custom"])).toEqual({
    authorization: "[redacted]",
    cookie: "[redacted]",
    "x-custom": "[redacted]",
    "content-type": "d",
  });
});
