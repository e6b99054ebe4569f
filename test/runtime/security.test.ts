import { afterEach, describe, expect, test, vi } from "vitest";
import { withWriter } from "../../generator/wire/descriptors.js";
import { byApiKey, byCookie, byPassword, byToken } from "../../templates/runtime/authorizers.js";
import type {
  DocumentDescriptor,
  OperationDescriptor,
  SecurityRequirement,
} from "../../templates/runtime/descriptor.js";
import { openTransport, type TransportOptions } from "../../templates/runtime/transport.js";
import { fakeServer, type Seen } from "./fake-server.js";

const document: DocumentDescriptor = {
  servers: [{ url: "https://api.example.test" }],
  security: {
    header: { type: "apiKey", in: "header", key: "X-Key", authorize: byApiKey },
    query: { type: "apiKey", in: "query", key: "the key", authorize: byApiKey },
    cookie: { type: "apiKey", in: "cookie", key: "sid", authorize: byCookie },
    basic: { type: "http", scheme: "basic", authorize: byPassword },
    bearer: { type: "http", scheme: "bearer", authorize: byToken },
    digest: { type: "http", scheme: "digest", authorize: byToken },
    oauth: { type: "oauth2", authorize: byToken },
    openId: { type: "openIdConnect", authorize: byToken },
    tls: { type: "mutualTLS" },
  },
};

/** Every credential a caller may have. */
const ALL = {
  header: { key: "h" },
  query: { key: "q&=" },
  cookie: { key: "c/1=" },
  basic: { username: "zoë", password: "p:1" },
  bearer: { token: "b" },
  digest: { token: 'username="a"' },
  oauth: { token: () => Promise.resolve("o") },
  openId: { token: "i" },
} as const;

function operationOf(...security: SecurityRequirement[]): OperationDescriptor {
  return { name: "get", method: "get", path: "/", responses: { "204": {} }, security };
}

async function sent(
  auth: TransportOptions["auth"],
  security: readonly SecurityRequirement[],
  headers: Record<string, string> = {},
): Promise<Seen | undefined> {
  const { fetch, seen } = fakeServer(() => new Response(null, { status: 204 }));
  const transport = openTransport(document, { fetch, ...(auth && { auth }) });
  await transport.call(operationOf(...security), {}, { headers });
  return seen[0];
}

/** What of a request proves who sent it. */
function proof(request: Seen | undefined) {
  const { headers, url } = request ?? { headers: new Headers(), url: "https://x" };
  return Object.fromEntries(
    Object.entries({
      authorization: headers.get("authorization"),
      key: headers.get("x-key"),
      cookie: headers.get("cookie"),
      query: new URL(url).search || null,
    }).filter(([, value]) => value !== null),
  );
}

describe("each scheme says who calls in its own place", () => {
  const cases: readonly (readonly [keyof typeof ALL, object])[] = [
    ["header", { key: "h" }],
    ["query", { query: "?the%20key=q%26%3D" }],
    ["cookie", { cookie: "sid=c/1=" }],
    ["basic", { authorization: `Basic ${Buffer.from("zoë:p:1").toString("base64")}` }],
    ["bearer", { authorization: "Bearer b" }],
    ["digest", { authorization: 'Digest username="a"' }],
    ["oauth", { authorization: "Bearer o" }],
    ["openId", { authorization: "Bearer i" }],
  ];
  for (const [name, want] of cases) {
    test(name, async () => {
      expect(proof(await sent(ALL, [{ [name]: [] }]))).toEqual(want);
    });
  }
});

describe("of alternatives", () => {
  test("the first that can be met whole is sent, and nothing of the others", async () => {
    const security = [{ oauth: [], query: [] }, { header: [], cookie: [] }, { bearer: [] }];
    const { header, cookie, bearer, query } = ALL;
    expect(proof(await sent({ header, cookie, bearer, query }, security))).toEqual({
      key: "h",
      cookie: "sid=c/1=",
    });
    expect(proof(await sent({ bearer, query }, security))).toEqual({ authorization: "Bearer b" });
    expect(proof(await sent({ query, header }, security))).toEqual({});
  });
  test("none at all is one that is taken last", async () => {
    expect(proof(await sent({ header: ALL.header }, [{}, { header: [] }]))).toEqual({ key: "h" });
    expect(proof(await sent({}, [{}, { header: [] }]))).toEqual({});
    expect(proof(await sent(ALL, []))).toEqual({});
  });
  test("mutual TLS alone counts as met by the caller's fetch, after what the caller gave", async () => {
    const security = [{ tls: [] }, { header: [] }];
    expect(proof(await sent({ header: ALL.header }, security))).toEqual({ key: "h" });
    expect(proof(await sent({}, security))).toEqual({});
    expect(proof(await sent(ALL, [{ tls: [], query: [] }]))).toEqual({
      query: "?the%20key=q%26%3D",
    });
  });
  test("a header the caller wrote stands for its scheme; the others are sent beside it", async () => {
    const security = [{ bearer: [], query: [] }];
    const token = vi.fn(() => "unasked");
    const auth = { bearer: { token }, query: ALL.query };
    expect(proof(await sent(auth, security, { authorization: "Bearer mine" }))).toEqual({
      authorization: "Bearer mine",
      query: "?the%20key=q%26%3D",
    });
    expect(token).not.toHaveBeenCalled();
    expect(proof(await sent({ header: ALL.header }, [{ header: [] }], { "x-key": "own" }))).toEqual(
      {
        key: "own",
      },
    );
  });
});

describe("a 401 says which credentials would have met the operation", () => {
  const refused = async (auth: TransportOptions["auth"], ...security: SecurityRequirement[]) => {
    const { fetch } = fakeServer(() => new Response(null, { status: 401 }));
    const call = openTransport(document, { fetch, ...(auth && { auth }) }).call(
      operationOf(...security),
    );
    return call.then(String, (error: unknown) => (error as Error).message);
  };
  test("by alternative, without those that are there", async () => {
    expect(
      await refused({ header: ALL.header }, { oauth: [] }, { header: [], cookie: [] }),
    ).toMatch(/\(no credentials were given for oauth, nor for cookie\)$/);
    expect(await refused({}, { bearer: [], query: [] })).toMatch(
      /\(no credentials were given for bearer and query\)$/,
    );
  });
  test("and nothing where some were sent", async () => {
    expect(await refused({ bearer: ALL.bearer }, { oauth: [] }, { bearer: [] })).not.toMatch(
      /given/,
    );
  });
});

describe("credentials that cannot be sent are refused when the client is made, and not shown", () => {
  const open = (auth: TransportOptions["auth"]) => () =>
    openTransport(document, { ...(auth && { auth }) });
  test("by a scheme they do not fit", () => {
    expect(open({ bearer: { username: "a", password: "b" } })).toThrow(
      /auth\.bearer: the credential does not fit/,
    );
    expect(open({ header: { token: "t" } })).toThrow(/auth\.header: .* does not fit/);
    expect(open({ tls: { key: "k" } })).toThrow(/auth\.tls: .* does not fit/);
    expect(open({ constructor: { key: "k" } } as never)).toThrow(
      /no security scheme "constructor"/,
    );
  });
  test("by what carries them", () => {
    expect(open({ cookie: { key: "a; admin=1" } })).toThrow(
      /auth\.cookie: .* a cookie cannot carry$/,
    );
    expect(open({ header: { key: "a\nb" } })).toThrow(/auth\.header: .* a header cannot carry$/);
    expect(open({ basic: { username: "a:b", password: "" } })).toThrow(/auth\.basic: a user name/);
  });
});

describe("in a browser, which lets no program set a cookie", () => {
  afterEach(() => vi.unstubAllGlobals());
  const forbid = () => {
    const Native = Request;
    const Forbidding = class extends Native {
      constructor(input: string | URL | Request, init: RequestInit = {}) {
        const headers = new Headers(init.headers);
        headers.delete("cookie");
        super(input, { ...init, headers });
      }
    };
    vi.stubGlobal("Request", Forbidding);
  };
  test("a cookie to be set is refused, instead of left out", async () => {
    forbid();
    const { fetch, seen } = fakeServer(() => new Response(null, { status: 204 }));
    const transport = openTransport(document, { fetch });
    const theme = withWriter({ in: "cookie", key: "theme" });
    const operation = { ...operationOf(), parameters: [theme] };
    await expect(transport.call(operation, { cookie: { theme: "dark" } })).rejects.toThrow(
      /cookie \/theme cannot be sent: a browser/,
    );
    expect(seen).toEqual([]);
    expect(() => openTransport(document, { auth: { cookie: ALL.cookie } })).toThrow(
      /auth\.cookie: a browser/,
    );
  });
});
