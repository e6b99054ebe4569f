import { inspect } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import {
  generatedSources,
  importPackage,
  type ClientPackage,
} from "../../scripts/contract/package.js";
import { fakeServer, json, silent, type Seen } from "../runtime/fake-server.js";

/*
 * A package of a document with a secret wherever there may be one. Every secret is another text with
 * the same mark in it; whatever a program can print of a call is searched for the mark.
 */

const MARK = "s33ded";
const seed = (place: string): string => `${MARK}-${place}`;

/** The forms in which a secret travels: as it is, and as Basic credentials. */
const NEEDLES = [
  MARK,
  ...["clerk", "client"].map((name) => btoa(`${name}:${seed(name)}`).replace(/=+$/, "")),
];

let made: ClientPackage;
beforeAll(async () => {
  const sources = await generatedSources({ input: "test/package/fixtures/seeded/openapi.yaml" });
  if (sources === undefined) throw new Error("the document is refused");
  made = await importPackage(sources);
});

const box = (side: string) => ({
  id: "b-1",
  entry: seed(`${side}-entry`),
  word: seed(`${side}-word`),
  note: seed(`${side}-note`),
  words: [seed(`${side}-words`)],
  pair: [1, seed(`${side}-pair`)],
  labels: { [seed(`${side}-label`)]: seed(`${side}-labelled`) },
  inner: [{ deep: seed(`${side}-deep`) }],
});
const filter = (name: string) => ({ inner: seed(name), size: 2 });
const parameters = {
  path: { code: seed("code") },
  query: {
    pin: seed("pin"),
    codes: [seed("codes")],
    filter: filter("filter"),
    spread: filter("spread"),
    proof: filter("proof"),
    api_key: seed("undeclared"),
  },
  header: { "X-Owner": seed("owner") },
  cookie: { mark: seed("mark") },
};
const BODIES = {
  "application/json": box("sent"),
  "application/x-www-form-urlencoded": { id: "b-1", word: seed("form-word") },
  "multipart/form-data": { id: "b-1", word: seed("part-word") },
  "application/jsonl": [box("line")],
  "text/plain": seed("text-body"),
} as const;
const inputs = [
  ...Object.entries(BODIES).map(([contentType, body]) => ({
    operation: "putBox",
    input: { ...parameters, body, contentType },
  })),
  { operation: "getBox", input: parameters },
];

const platform = { clientId: "client", clientSecret: seed("client") };
const held = {
  badge: { key: seed("badge") },
  seal: { key: seed("seal") },
  seat: { key: seed("seat") },
  holder: { token: () => seed("holder") },
};
const AUTHS: Readonly<Record<string, object>> = {
  "keys and a token": held,
  "a user's password": { ...held, clerk: { username: "clerk", password: seed("clerk") } },
  "client credentials": { ...held, platform },
  "a token of elsewhere": { ...held, identity: { token: seed("identity") } },
};

const headers = {
  "x-once": seed("once"),
  "x-hint": seed("hint"),
  "set-cookie": `seat=${seed("set")}`,
  "x-auth-token": seed("header-token"),
};
const broken = { ...box("answered"), word: `${MARK} no list`, words: 3, pair: `${MARK} no pair` };
const moved =
  (to: (seed: string, seen: Seen) => string): Answering =>
  (seen) =>
    new Response(null, { status: 307, headers: { location: to(seed("moved"), seen) } });
type Answering = (seen: Seen) => Response | Promise<Response>;
/** What a server answers, and what a program is told. */
const SITUATIONS: Readonly<Record<string, readonly [outcome: string, answer: Answering]>> = {
  "a success": ["a success", () => json(box("answered"), 200, headers)],
  "an error that is described": ["ApiError", () => json(box("refused"), 404, headers)],
  "an error that is not": ["ApiError", () => new Response(seed("page"), { status: 500, headers })],
  "a refused credential": ["ApiError", () => json({ told: seed("told") }, 401, headers)],
  "an answer that is not valid": ["ValidationError", () => json(broken, 200, headers)],
  "an error that is not valid": ["ApiError", () => json(broken, 404, headers)],
  "a page instead of JSON": [
    "UnexpectedResponseError",
    () => new Response(seed("page"), { headers }),
  ],
  "JSON that breaks off": [
    "UnexpectedResponseError",
    () => new Response(`{"a":"${seed("cut")}`, { headers: { "content-type": "application/json" } }),
  ],
  "a redirect of elsewhere": [
    "RedirectError",
    moved((to) => `https://u:${to}@x.test/${to}?k=${to}`),
  ],
  "a redirect that goes round": ["RedirectError", moved((to, { url }) => `${url}&again=${to}`)],
  "a redirect that is relative": ["RedirectError", moved((to) => `../${to}?again=${to}`)],
  "a lost connection": [
    "NetworkError",
    ({ url }) => {
      const members = { path: url, cause: new Error(`no way to ${url}`) };
      return Promise.reject(Object.assign(new TypeError(`cannot reach ${url}`), members));
    },
  ],
};
const TOKENS: Readonly<Record<string, () => Response | Promise<Response>>> = {
  "a refusal": () => json({ error: seed("code"), error_description: seed("why") }, 401),
  "no token": () => json({ access: seed("access") }),
  "nobody there": () => Promise.reject(new Error("nobody there")),
};

/** Everything that a program can make of a value by printing it; of errors also what it may copy. */
function printed(value: unknown): string {
  const views: unknown[] = [value, { nested: value }];
  const lines = views.flatMap((view) => [
    inspect(view),
    inspect(view, { depth: 9, showHidden: true, getters: true }),
    JSON.stringify(view),
  ]);
  lines.push(String(value));
  if (value instanceof Error) {
    lines.push(value.message, value.stack ?? "", inspect({ ...value }, { depth: 9 }));
    if (value.cause !== undefined) lines.push(printed(value.cause));
  }
  return lines.join("\n");
}

/** The lines that show a secret. */
function leaks(text: string): string[] {
  return text.split("\n").filter((line) => NEEDLES.some((needle) => line.includes(needle)));
}

interface Tried {
  readonly text: string;
  /** What came of it: `a success`, or the error's name. */
  readonly outcome: string;
  readonly seen: readonly Seen[];
}

interface Call extends Promise<unknown> {
  withResponse(): Promise<{ readonly data: unknown }>;
}
type Functions = Readonly<Record<string, (...all: unknown[]) => Call>>;
type Client = Functions & { readonly boxes: Functions };
type Log = Readonly<Record<"sent" | "answered" | "failed", (...all: unknown[]) => void>>;
interface Package {
  readonly createClient: (options: object) => Client;
  readonly logTo: (logger: object, level: string) => Log;
}

/** Makes a call with everything listening, and prints all that there is to be printed. */
async function tried(
  run: (client: Client) => Call,
  answer: (seen: Seen) => Response | Promise<Response>,
  options: object = {},
  token: () => Response | Promise<Response> = tokenOf,
): Promise<Tried> {
  const { createClient, logTo } = made.client as unknown as Package;
  const { fetch, seen } = fakeServer((asked) =>
    asked.url.startsWith("https://sso.") ? token() : answer(asked),
  );
  const told: string[] = [];
  const say = (...all: unknown[]) => void told.push(...all.map(printed));
  const logs = ["error", "warn", "info", "debug"].map((level) =>
    logTo({ debug: say, info: say, warn: say, error: say }, level),
  );
  const each =
    (name: keyof Log) =>
    (...all: unknown[]) => {
      for (const log of logs) log[name](...all);
    };
  const logger = { sent: each("sent"), answered: each("answered"), failed: each("failed") };
  const shown: unknown[] = [];
  let outcome = "a success";
  try {
    const client = createClient({
      ...{ fetch, logger, retry: { delay: 0, attempts: 2 } },
      validation: { validators: made.validators },
      headers: { "x-api-key": seed("default-header") },
      ...options,
    });
    shown.push(client);
    const call = run(client);
    shown.push(call);
    const answer = await call.withResponse();
    shown.push(answer, call);
    const { data } = answer;
    // Of data, texts are what they are, and JSON is written to be kept.
    if (typeof data === "object") told.push(inspect(data, { depth: 9 }), inspect({ nested: data }));
    if (typeof data === "object" && data !== null && Symbol.asyncIterator in data)
      for await (const item of data as AsyncIterable<unknown>) told.push(inspect({ item }));
  } catch (error) {
    outcome = error instanceof Error ? error.name : typeof error;
    shown.push(error);
  }
  return { text: [...shown.map(printed), ...told].join("\n"), outcome, seen };
}

const tokenOf = () => json({ access_token: seed("access"), token_type: "Bearer", expires_in: 60 });

describe.each(Object.keys(SITUATIONS))("%s shows no secret", (situation) => {
  const [wanted, answer] = SITUATIONS[situation] ?? ["", () => json({})];
  test.each(Object.keys(AUTHS))("of calls with %s", async (credentials) => {
    for (const { operation, input } of inputs) {
      const { text, outcome, seen } = await tried(
        ({ boxes }) => boxes[operation.replace("Box", "")]?.(input) as Call,
        answer,
        { auth: AUTHS[credentials] },
      );
      expect(leaks(text)).toEqual([]);
      expect(text).toContain(operation);
      expect(outcome).toBe(wanted);
      // They were there to be shown.
      expect(seen.some(({ url }) => url.includes(seed("code")))).toBe(true);
    }
  });
});

describe("a token request shows no secret", () => {
  test.each(Object.keys(TOKENS))("%s", async (name) => {
    const { text, outcome, seen } = await tried(
      ({ boxes }) => boxes["get"]?.(parameters) as Call,
      () => json(box("answered")),
      { auth: { platform } },
      TOKENS[name],
    );
    expect(leaks(text)).toEqual([]);
    expect(outcome).toBe("TokenError");
    expect(seen[0]?.headers.get("authorization")).toMatch(/^Basic /);
  });
});

describe("whole bodies that are secret, and streams of them", () => {
  const EVENTS = `data: ${JSON.stringify(box("event"))}\n\n`.repeat(2);
  const ANSWERS: Readonly<Record<string, () => Response>> = {
    listLabels: () => json({ [seed("key")]: seed("label") }),
    getWord: () => json(seed("whole")),
    watchBoxes: () => new Response(EVENTS, { headers: { "content-type": "text/event-stream" } }),
  };
  test.each(Object.keys(ANSWERS))("%s", async (name) => {
    const { text, outcome } = await tried(
      ({ boxes }) => boxes[name]?.() as Call,
      ANSWERS[name] ?? (() => json({})),
    );
    expect(leaks(text)).toEqual([]);
    expect(text).toContain("[redacted]");
    expect(outcome).toBe("a success");
  });
});

/** A clock on which every wait is over at once. */
const hurried = {
  now: () => 0,
  after: (_: number, run: () => void) => {
    queueMicrotask(run);
    return () => undefined;
  },
};

describe("a call that comes to no end shows no secret", () => {
  test.each([
    ["in time", "TimeoutError", { clock: hurried, retry: false }, {}],
    ["since it was aborted", "AbortError", {}, { signal: AbortSignal.abort() }],
  ] as const)("%s", async (_, wanted, options, own) => {
    const { text, outcome } = await tried(
      ({ boxes }) => boxes["get"]?.(parameters, own) as Call,
      silent,
      { auth: held, ...options },
    );
    expect(leaks(text)).toEqual([]);
    expect(text).toContain("getBox");
    expect(outcome).toBe(wanted);
  });
});

describe("what cannot be sent is refused without being quoted", () => {
  const userinfo = `https://u:${seed("userinfo")}@vault.example.test`;
  const REFUSED: Readonly<Record<string, object>> = {
    "a user in the base URL": { baseUrl: `${userinfo}/v1` },
    "an address that is none": { baseUrl: `https://u:${seed("userinfo")}@vault example` },
    "a header": { headers: { "x-api-key": `${seed("line")}\nfeed` } },
    "a key": { auth: { ...held, badge: { key: `${seed("line")}\nfeed` } } },
    "a key in a cookie": { auth: { ...held, seat: { key: `${seed("crumb")};` } } },
    "a user in the address of tokens": { auth: { platform: { ...platform, tokenUrl: userinfo } } },
  };
  test.each(Object.keys(REFUSED))("%s", async (name) => {
    const { text, outcome, seen } = await tried(
      ({ boxes }) => boxes[name.endsWith("tokens") ? "get" : "put"]?.(inputs[0]?.input) as Call,
      () => json(box("answered")),
      REFUSED[name],
    );
    expect(leaks(text)).toEqual([]);
    expect(outcome).toMatch(/Error$/);
    expect(seen).toEqual([]);
  });
});

test("data and what errors hold are whole where they are asked for", async () => {
  const { createClient } = made.client as unknown as Package;
  const { fetch } = fakeServer(() => json(box("answered"), 404, headers));
  const error: unknown = await createClient({ fetch, auth: held })
    .boxes["get"]?.(parameters)
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ status: 404, body: box("answered") });
  expect((error as { headers: Headers }).headers.get("x-hint")).toBe(seed("hint"));
  const { fetch: kind } = fakeServer(() => json(box("answered"), 200, headers));
  const data = await createClient({ fetch: kind, auth: held }).boxes["get"]?.(parameters);
  expect(data).toEqual(box("answered"));
  expect(JSON.parse(JSON.stringify(data))).toEqual(box("answered"));
});
