import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ApiModel, Json, JsonObject, Operation } from "../../generator/index.js";
import type { ClientPackage } from "../contract/package.js";
import { bodyOf, routed, typed } from "./routing.js";
import { Refusal, type SandboxAnswer, type SandboxRequest } from "./answer.js";
import type { SandboxClock } from "./clock.js";
import { Pipelines } from "./pipelines.js";
import { Platform } from "./platform.js";
import { Resources } from "./resources.js";
import { emptyState, readState, writeState, type State } from "./state.js";
import { Throttle } from "./throttle.js";

export interface SandboxOptions {
  readonly model: ApiModel;
  /** The generated package: its validators judge requests and the sandbox's own answers. */
  readonly pack: ClientPackage;
  readonly clock: SandboxClock;
  /** Default 0: a free port. */
  readonly port?: number;
  /** Where the state is kept; default: in memory alone. */
  readonly file?: string;
  /** Seconds until a created pipeline has reports; default 60. */
  readonly appears?: number;
  /** Seconds until a token lapses; default 28,800. */
  readonly tokenLasts?: number;
  /** Requests a workspace may send within a minute; default 600. */
  readonly rate?: number;
}

export interface Sandbox {
  readonly url: string;
  /** Lets seconds pass at once. */
  advance(seconds: number): void;
  stop(): Promise<void>;
}

type Handler = (request: SandboxRequest) => SandboxAnswer;

/** Serves the Warehouse Sync API as if it were there: what is made is found again, runs take their time, limits are kept. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, file, port = 0 } = options;
  const state = file === undefined ? emptyState() : readState(file);
  const service = new Service(options, state);
  const server = createServer((incoming, outgoing) => {
    void read(incoming).then((text) => {
      const { status, body, headers } = service.answer(incoming, text);
      const hasBody = body !== undefined;
      outgoing.writeHead(status, {
        ...(hasBody ? { "content-type": "application/json" } : {}),
        ...headers,
      });
      outgoing.end(hasBody ? JSON.stringify(body) : undefined);
      if (file !== undefined && incoming.method !== "GET") writeState(file, state);
    });
  });
  await listening(server, port);
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(chosen)}`,
    advance: (seconds) => {
      clock.advance(seconds * 1000);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };

  function listening(one: Server, at: number): Promise<void> {
    return new Promise((resolve, reject) => {
      one.once("error", reject);
      one.listen(at, "127.0.0.1", () => {
        resolve();
      });
    });
  }

  async function read(incoming: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  }
}

class Service {
  readonly #handlers: Readonly<Record<string, Handler>>;
  readonly #platform: Platform;
  readonly #throttle: Throttle;
  readonly #hidden: ReadonlySet<string>;

  constructor(
    readonly options: SandboxOptions,
    state: State,
  ) {
    const { clock, appears = 60, tokenLasts = 28_800, rate = 600 } = options;
    const now = (): number => clock.read();
    this.#platform = new Platform(state, now, tokenLasts);
    this.#throttle = new Throttle(rate, now);
    this.#hidden = hiddenMembers(options.model);
    this.#handlers = handlersOf(this.#platform, state, now, appears * 1000);
  }

  answer({ method = "GET", url = "/", headers }: IncomingMessage, text: string): SandboxAnswer {
    const { model, clock } = this.options;
    clock.onRequest();
    const address = new URL(url, "http://sandbox");
    const found = routed(model, method, address.pathname);
    if (found === undefined)
      return { status: 404, body: { errors: [{ message: "No such path." }] } };
    const { operation, path } = found;
    try {
      if (operation.security.length > 0) this.#platform.authorize(headers.authorization);
      const used = this.#throttle.take(String(path["workspaceId"] ?? "account"));
      const request = {
        path: typed(operation, "path", path),
        query: typed(operation, "query", Object.fromEntries(address.searchParams)),
        body: bodyOf(text),
      };
      this.#judge(operation, request);
      const handler = this.#handlers[operation.name];
      const answer = handler === undefined ? shown(operation) : handler(request);
      const kept =
        answer.body === undefined ? answer : { ...answer, body: this.#without(answer.body) };
      this.#check(operation, kept);
      return {
        ...kept,
        headers: { "x-mp-rate-limit-percentage-used": String(used), ...kept.headers },
      };
    } catch (error) {
      if (error instanceof Refusal) return refusal(operation, error);
      return {
        status: 500,
        body: { errors: [{ message: error instanceof Error ? error.message : String(error) }] },
      };
    }
  }

  /** Refuses what the document forbids, by the generated validators. */
  #judge(operation: Operation, { path, query, body }: SandboxRequest): void {
    const own = this.options.pack.validators[operation.name] as unknown as Readonly<
      Record<string, Judge | Readonly<Record<string, Judge>> | undefined>
    >;
    for (const [place, value] of [
      ["path", path],
      ["query", query],
    ] as const) {
      const judge = own[place] as Judge | undefined;
      if (judge?.safeParse(value).success === false)
        throw new Refusal(400, `The ${place} parameters are not valid.`);
    }
    const judge = (own["body"] as Readonly<Record<string, Judge>> | undefined)?.[
      "application/json"
    ];
    if (judge?.safeParse(body).success === false)
      throw new Refusal(400, "The request body is not valid.");
  }

  /** The sandbox keeps its own document: an answer that does not is its fault. */
  #check(operation: Operation, { status, body }: SandboxAnswer): void {
    const { responses } = this.options.pack.validators[operation.name] ?? { responses: {} };
    const judge = responses[String(status)]?.["application/json"];
    if (judge?.safeParse(body).success === false)
      throw new Error(
        `the sandbox's own answer to ${operation.name} is not what the document says`,
      );
  }

  /** What is only ever written is never shown. */
  #without(value: Json): Json {
    if (Array.isArray(value)) return value.map((item) => this.#without(item as Json));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value as JsonObject)
        .filter(([name]) => !this.#hidden.has(name))
        .map(([name, member]) => [name, this.#without(member)]),
    );
  }
}

interface Judge {
  safeParse(value: unknown): { readonly success: boolean };
}

function handlersOf(
  platform: Platform,
  state: State,
  now: () => number,
  appears: number,
): Readonly<Record<string, Handler>> {
  const pipelines = new Pipelines(state, now, appears);
  const crud = (
    noun: string,
    kind: "connections" | "dataModels" | "fieldTransformations",
  ): Record<string, Handler> => {
    const own = new Resources(kind, state, now);
    return {
      [`list${noun}s`]: (request) => own.list(request),
      [`create${noun}`]: (request) => own.create(request),
      [`get${noun}`]: (request) => own.read(request),
      [`update${noun}`]: (request) => own.update(request),
      [`delete${noun}`]: (request) => own.delete(request),
    };
  };
  return {
    createToken: (request) => platform.token(request),
    listFeeds: (request) => platform.listFeeds(request),
    createFeed: (request) => platform.createFeed(request),
    getFeed: (request) => platform.readFeed(request),
    updateFeed: (request) => platform.updateFeed(request),
    ...crud("Connection", "connections"),
    ...crud("DataModel", "dataModels"),
    ...crud("FieldTransformation", "fieldTransformations"),
    listPipelines: (request) => pipelines.list(request),
    createPipeline: (request) => pipelines.create(request),
    getPipeline: (request) => pipelines.read(request),
    updatePipeline: (request) => pipelines.update(request),
    deletePipeline: (request) => pipelines.delete(request),
    triggerPipeline: (request) => pipelines.trigger(request),
    getPipelineReport: (request) => pipelines.report(request),
    listPipelineRunReports: (request) => pipelines.listRuns(request),
    getPipelineRunReport: (request) => pipelines.readRun(request),
  };
}

/** What no request changes is answered by the document's own example. */
function shown({ responses }: Operation): SandboxAnswer {
  const success = responses.find(({ status }) => typeof status === "number" && status < 300);
  const example = success?.content[0]?.examples[0]?.value;
  return {
    status: Number(success?.status ?? 200),
    ...(example === undefined ? {} : { body: example }),
  };
}

/** A refusal in the operation's own body of errors. */
function refusal({ name, path }: Operation, { status, message, headers }: Refusal): SandboxAnswer {
  if (name === "createToken")
    return { status, headers, body: { error: "access_denied", error_description: message } };
  const errors = [{ message }];
  return {
    status,
    headers,
    body: path.startsWith("/v1/") ? { data: null, errors } : { statusCode: status, errors },
  };
}

/** Members that only requests have. Of a token it is the answer's own business. */
function hiddenMembers({ schemas }: ApiModel): ReadonlySet<string> {
  return new Set(
    Object.values(schemas).flatMap(({ assertions }) =>
      Object.entries(assertions.object?.properties ?? {}).flatMap(([name, id]) =>
        schemas[id]?.access === "write" ? [name] : [],
      ),
    ),
  );
}
