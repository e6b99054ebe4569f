import createFetchClient from "openapi-fetch";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchOptions } from "./benchmark.js";
import type { BenchDocument } from "./documents.js";
import { importModule } from "./modules.js";
import { generateOurs } from "./ours.js";
import { CACHE, installed, type Output } from "./peers.js";
import type { Report, Row } from "./report.js";
import { rotated } from "./statistics.js";

/** A read with a path parameter, and a creation: what nearly every program calls. */
const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1.0.0" },
  servers: [{ url: "https://api.example.test/v1" }],
  security: [{ login: [] }],
  paths: {
    "/pets/{petId}": {
      get: {
        operationId: "getPet",
        parameters: [{ name: "petId", in: "path", required: true, schema: { type: "integer" } }],
        responses: { "200": { $ref: "#/components/responses/Pet" } },
      },
    },
    "/pets": {
      post: {
        operationId: "addPet",
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
        },
        responses: { "200": { $ref: "#/components/responses/Pet" } },
      },
    },
  },
  components: {
    securitySchemes: { login: { type: "http", scheme: "bearer" } },
    responses: {
      Pet: {
        description: "A pet.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
      },
    },
    schemas: { Pet: { type: "object", properties: { name: { type: "string" } } } },
  },
};
const TOKEN = "invented-token";
const ANSWER = '{"id":7,"name":"Rex"}';
const PET = { name: "Rex" };

const CALLS = ["GET", "POST"] as const;
/** Somebody's way to make both calls. */
type Caller = { readonly [C in (typeof CALLS)[number]]: () => PromiseLike<unknown> };
type Found = { readonly name: string; readonly caller: Caller | string };
type Exports = Readonly<Record<string, unknown>>;

/** What the platform's `fetch` costs when nothing is sent: everybody gets a new answer, and reads it. */
const stub = (): Promise<Response> =>
  Promise.resolve(new Response(ANSWER, { headers: { "content-type": "application/json" } }));

/**
 * A client's own work for a call, `fetch` answering at once: request written, credentials added,
 * answer read, with everything on that a client has by default; ours without validation.
 */
export async function benchCalls(options: BenchOptions): Promise<Report> {
  const original = globalThis.fetch;
  globalThis.fetch = stub;
  try {
    const found = await callersOf(options);
    const callers = found.flatMap(({ name, caller }) =>
      typeof caller === "string" ? [] : [{ name, caller }],
    );
    const notes = found.flatMap(({ name, caller }) =>
      typeof caller === "string" ? [`${name} ${caller}`] : [],
    );
    const rows: Row[] = [];
    for (const call of CALLS) {
      const runs = [
        async () => (await stub()).json(),
        ...callers.map(({ caller }) => caller[call]),
      ];
      options.say(`measuring ${call}`);
      const [bare = 0, ...times] = await measure(runs, 20 * options.rounds);
      const reference = (times[0] ?? 0) - bare;
      rows.push(
        ...callers.map(({ name }, index): Row => {
          const own = (times[index] ?? 0) - bare;
          return [call, name, own, own / reference];
        }),
      );
    }
    const columns = ["call", "client", "own µs", "÷ openapi-fetch"];
    return { benchmark: "calls", tables: [{ title: "Own work for a call", columns, rows }], notes };
  } finally {
    globalThis.fetch = original;
  }
}

/** openapi-fetch first: the others are held against it. */
async function callersOf(options: BenchOptions): Promise<Found[]> {
  const path = join(CACHE, "calls.json");
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(path, JSON.stringify(DOCUMENT));
  const document: BenchDocument = { name: "calls", path };
  const hey = options.peers("hey-api", document, "plain");
  return [
    { name: "openapi-fetch", caller: openapiFetch() },
    await told("ours", await generateOurs(document, options.say), "src/index.ts", ours),
    await told("hey-api", hey, "index.ts", heyApi),
    await told("openai", "reason" in hey ? hey : installed("openai"), "index.mjs", openai),
  ];
}

async function told(
  name: string,
  output: Output,
  entry: string,
  callerOf: (exports: Exports) => Caller,
): Promise<Found> {
  if ("reason" in output) return { name, caller: output.reason };
  const file = join(output.folder, entry);
  if (!existsSync(file)) return { name, caller: `has no ${entry}` };
  const imported = await importModule(file, `calls-${name}`);
  if ("reason" in imported) return { name, caller: imported.reason };
  const caller = callerOf(imported.exports);
  // One that fails would be fast.
  for (const call of CALLS) {
    const answer = JSON.stringify(await caller[call]());
    if (!answer.includes("Rex")) return { name, caller: `does not answer a ${call}` };
  }
  return { name, caller };
}

function openapiFetch(): Caller {
  const client = createFetchClient<Paths>({
    baseUrl: "https://api.example.test/v1",
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  return {
    GET: () => client.GET("/pets/{petId}", { params: { path: { petId: 7 } } }),
    POST: () => client.POST("/pets", { body: PET }),
  };
}

function ours(exports: Exports): Caller {
  const { createTransport, getPet, addPet } = exports as unknown as OurExports;
  const transport = createTransport({ auth: { login: { token: TOKEN } } });
  return {
    GET: () => getPet(transport, { path: { petId: 7 } }),
    POST: () => addPet(transport, { body: PET }),
  };
}

function heyApi(exports: Exports): Caller {
  const { getPet, addPet } = exports as unknown as HeyExports;
  const options = { baseUrl: "https://api.example.test/v1", auth: TOKEN, throwOnError: true };
  return {
    GET: () => getPet({ ...options, path: { petId: 7 } }),
    POST: () => addPet({ ...options, body: PET }),
  };
}

function openai(exports: Exports): Caller {
  const Client = exports["default"] as new (options: object) => OpenAi;
  const client = new Client({ apiKey: TOKEN, baseURL: "https://api.example.test/v1", fetch: stub });
  return { GET: () => client.get("/pets/7"), POST: () => client.post("/pets", { body: PET }) };
}

type Call = (...args: readonly unknown[]) => PromiseLike<unknown>;
interface OurExports {
  readonly createTransport: (options: object) => unknown;
  readonly getPet: Call;
  readonly addPet: Call;
}
type HeyExports = Pick<OurExports, "getPet" | "addPet">;
interface OpenAi {
  get(path: string): PromiseLike<unknown>;
  post(path: string, options: object): PromiseLike<unknown>;
}
interface Paths {
  "/pets/{petId}": { get: { parameters: { path: { petId: number } }; responses: Pet } };
  "/pets": {
    post: { requestBody: { content: { "application/json": object } }; responses: Pet };
  };
}
interface Pet {
  200: { content: { "application/json": { name?: string } } };
}

/** Calls one after the other that fill a turn: few enough that most turns see no garbage collected. */
const TURN = 100;

/** Microseconds of a call of each: the best of many turns, all taking turns. */
async function measure(
  runs: readonly (() => PromiseLike<unknown>)[],
  rounds: number,
): Promise<number[]> {
  const best = runs.map(() => Infinity);
  const turns = runs.map((run, index) => ({ run, index }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { run, index } of rotated(turns, round)) {
      const start = process.hrtime.bigint();
      for (let call = 0; call < TURN; call += 1) await run();
      const time = Number(process.hrtime.bigint() - start) / 1_000 / TURN;
      best[index] = Math.min(best[index] ?? Infinity, time);
    }
  }
  return best;
}
