import type { AddressInfo } from "node:net";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { CANARY } from "./canary.js";
import type { Answer, Placed, Verdict } from "./position.js";
import { faultsOfRequest, type Arrived } from "./wire.js";

/** What is asked of a package that has been imported. */
export type Plan = Pick<Placed, "input" | "auth" | "sent" | "answer" | "received" | "verdicts">;

/** A package in memory: importing it is what runs it. */
export interface Loaded {
  readonly client: () => Promise<{ createClient: (options: object) => Groups }>;
  readonly schemas: () => Promise<Schemas>;
}

type Groups = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Schemas {
  readonly componentSchemas: Readonly<Record<string, Checker>>;
  readonly validators: object;
  readonly explain: (schema: Checker, value: unknown) => readonly { message: string }[];
}

interface Checker {
  safeParse(value: unknown): { success: boolean };
}

/** Milliseconds a call may take: all is on one machine. */
const PATIENCE = 5_000;

/**
 * Imports packages one after another, constructs their clients, calls every operation against a
 * server of this process and asks the validators. Tells the faults of each as soon as they are
 * known, so that one that ends the process is known by its absence.
 */
export async function probe(
  packages: ReadonlyMap<string, Loaded>,
  plans: Readonly<Record<string, Plan>>,
  tell: (id: string, faults: readonly string[]) => void,
): Promise<void> {
  const trap = setTrap();
  const server = await open();
  for (const [id, loaded] of packages) {
    const plan = plans[id] ?? {};
    const faults: string[] = [];
    try {
      faults.push(...(await examine(loaded, plan, server)));
    } catch (error) {
      faults.push(`it threw ${describe(error)}`);
    }
    // What was left for a later turn of the loop runs now.
    await new Promise((resolve) => setImmediate(resolve));
    tell(id, [...faults, ...trap.sprung()]);
  }
  server.close();
}

async function examine(loaded: Loaded, plan: Plan, server: Server): Promise<string[]> {
  const [{ createClient }, schemas] = [await loaded.client(), await loaded.schemas()];
  const { arrived } = server;
  arrived.length = 0;
  server.answer = plan.answer ?? {};
  const addresses: string[] = [];
  const client = createClient({
    validation: { validators: schemas.validators },
    fetch: (request: Request) => {
      addresses.push(request.url);
      return fetch(
        server.address + request.url.replace(/^[a-z]+:\/\/[^/]*/i, ""),
        forwarded(request),
      );
    },
    ...(plan.auth === undefined ? {} : { auth: plan.auth }),
    // What a document's address is does not matter where no call is meant for it.
    ...(plan.sent?.url === undefined ? { baseUrl: "https://api.test" } : {}),
  });
  const faults: string[] = [];
  let calls = 0;
  for (const [group, members] of Object.entries(client)) {
    if (group === "transport") continue;
    for (const [name, call] of Object.entries(members)) {
      if (typeof call !== "function") continue;
      calls += 1;
      const outcome = await settled(() => (call as Call)(plan.input ?? {}));
      faults.push(...faultsOfCall(`${group}.${name}`, outcome, plan));
    }
  }
  if (plan.sent !== undefined) {
    const own = arrived.filter(({ path }) => path !== "/token");
    if (own.length < calls) faults.push(`${String(calls)} calls, ${String(own.length)} requests`);
    faults.push(...faultsOfRequest(arrived, addresses, plan.sent));
  }
  return [
    ...faults,
    ...(plan.verdicts ?? []).flatMap((verdict) => faultsOfVerdict(schemas, verdict)),
  ];
}

type Call = (input: object) => unknown;
type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** Calls, and waits for a promise or reads the first of what is iterated over. */
async function settled(call: () => unknown): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no end in sight")), PATIENCE);
  });
  try {
    const given = call();
    const iterated = isIterable(given) ? given[Symbol.asyncIterator]().next() : given;
    return { value: await Promise.race([iterated, late]) };
  } catch (error) {
    return { error };
  } finally {
    clearTimeout(timer);
  }
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

function faultsOfCall(name: string, outcome: Outcome, plan: Plan): string[] {
  if ("error" in outcome) {
    // Where nothing is said of what is sent, the call may be one that cannot be made.
    return plan.sent === undefined && plan.received === undefined
      ? []
      : [`${name} threw ${describe(outcome.error)}`];
  }
  const { value } = outcome;
  if (plan.received === undefined || isDeepStrictEqual(value, plan.received)) return [];
  const within = (value as { data?: unknown } | undefined)?.data;
  return isDeepStrictEqual(within, plan.received)
    ? []
    : [`${name} gave ${JSON.stringify(value)?.slice(0, 120) ?? "nothing"}`];
}

function faultsOfVerdict(schemas: Schemas, { component, value, valid }: Verdict): string[] {
  const known = schemas.componentSchemas;
  const schema = Object.hasOwn(known, component) ? known[component] : undefined;
  if (schema === undefined) return [`no validator of ${JSON.stringify(component).slice(0, 80)}`];
  const { success } = schema.safeParse(value);
  const findings = schemas.explain(schema, value);
  const shown = JSON.stringify(value).slice(0, 120);
  if (success !== valid) return [`the validator ${success ? "takes" : "refuses"} ${shown}`];
  return (findings.length === 0) === valid ? [] : [`findings of ${shown} differ from the verdict`];
}

interface Server {
  readonly address: string;
  readonly arrived: Arrived[];
  answer: Answer;
  close(): void;
}

async function open(): Promise<Server> {
  const listener = createServer({ maxHeaderSize: 2 ** 20 }, (request, response) => {
    void serve(request, response, server);
  });
  await new Promise<void>((resolve) => {
    listener.listen(0, "127.0.0.1", resolve);
  });
  const { port } = listener.address() as AddressInfo;
  const server: Server = {
    address: `http://127.0.0.1:${String(port)}`,
    arrived: [],
    answer: {},
    close: () => {
      listener.close();
      listener.closeAllConnections();
    },
  };
  return server;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { arrived, answer }: Server,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [path = "", query = ""] = (request.url ?? "").split(/\?(.*)/s);
  arrived.push({
    path,
    query,
    headers: request.headers,
    body: Buffer.concat(chunks).toString("latin1"),
  });
  const {
    status = 200,
    headers = {},
    body,
  } = path === "/token" ? { body: { access_token: "given", expires_in: 3600 } } : answer;
  response.writeHead(status, {
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
  });
  response.end(body === undefined ? "" : JSON.stringify(body));
}

/** A request's method, headers and body, for another address. */
function forwarded(request: Request): RequestInit {
  return {
    method: request.method,
    headers: request.headers,
    body: request.body,
    ...({ duplex: "half" } as object),
  };
}

/** Notices whatever a document's text could do to the process. */
function setTrap(): { sprung(): string[] } {
  const caught: string[] = [];
  Object.defineProperty(globalThis, CANARY, {
    set: () => caught.push("the canary was set"),
    get: () => caught.push("the canary was read"),
  });
  process.exit = ((code?: number) => {
    caught.push(`process.exit(${String(code)})`);
  }) as never;
  const shapes = [Object, Array, Function, String, Promise].map(
    (built) => built.prototype as object,
  );
  const before = shapes.map((shape) => Reflect.ownKeys(shape).length);
  const globals = Reflect.ownKeys(globalThis).length;
  return {
    sprung() {
      const changed = shapes.some(
        (shape, index) => Reflect.ownKeys(shape).length !== before[index],
      );
      if (changed) caught.push("a prototype has changed");
      if (Reflect.ownKeys(globalThis).length > globals + LAZY) caught.push("there is a new global");
      return caught.splice(0);
    },
  };
}

/** Globals that Node defines when they are first used. */
const LAZY = 4;

function describe(error: unknown): string {
  const { message, issues } = error as { message?: string; issues?: unknown };
  return `${String(message).slice(0, 200)}${issues === undefined ? "" : ` ${JSON.stringify(issues).slice(0, 200)}`}`;
}
