import { AsyncLocalStorage } from "node:async_hooks";
import type { Input } from "../../generator/index.js";
import type { ClientPackage, OperationFunction, Transport } from "./package.js";
import { shownAnswer, shownRequest, type Redaction, type Shown } from "./exchange.js";

/** What a call of the generated client came to. */
export interface Outcome {
  /** How many requests went out. */
  readonly sent: number;
  readonly request?: Shown;
  /** The last that went out, as it was: for judges, not for reports. */
  readonly sentRequest?: Request;
  /** As it came, before the client read it. */
  readonly answer?: Shown;
  /** Its text, secrets included: for judges, not for reports. */
  readonly text?: string;
  readonly response?: Response;
  readonly data?: unknown;
  /** As the client reads those that the document describes. */
  readonly headers?: unknown;
  readonly error?: unknown;
}

/** How a call is to be made. */
export interface CallSettings {
  readonly baseUrl: string;
  /** All that there are, none, or those of some schemes by name. */
  readonly credentials: boolean | readonly string[];
  readonly validation: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly accept?: string;
  /** Answers in the server's place, or changes the request on its way. */
  readonly carry?: (request: Request) => Promise<Response>;
}

/** What goes over the wire while one call is made. */
interface Traffic {
  readonly carry: (request: Request) => Promise<Response>;
  sent: number;
  request?: Shown;
  last?: Request;
  answer?: ReturnType<typeof shownAnswer>;
  response?: Response;
}

/** Makes calls of one generated package and keeps what went over the wire. */
export class Caller {
  /** Tells the traffic of calls apart that share a transport. */
  readonly #traffic = new AsyncLocalStorage<Traffic>();
  readonly #transports = new Map<string, Transport>();

  constructor(
    readonly pack: ClientPackage,
    readonly auth: Record<string, object>,
    readonly redaction: Redaction,
  ) {}

  async call(operation: string, input: Input, settings: CallSettings): Promise<Outcome> {
    const carry = settings.carry ?? ((one: Request) => globalThis.fetch(one));
    const traffic: Traffic = { carry, sent: 0 };
    const options = {
      headers: settings.headers ?? {},
      ...(settings.accept === undefined ? {} : { accept: settings.accept }),
    };
    const sending = functionOf(this.pack, operation);
    try {
      const { data, response, headers } = await this.#traffic.run(traffic, async () => {
        const called = sending(
          this.#transport(settings),
          input as Parameters<OperationFunction>[1],
          options,
        );
        const answer = await called.withResponse();
        const { response, headers } = answer;
        return { data: await settled(answer.data), response, headers };
      });
      return { ...(await kept(traffic)), data, response, headers };
    } catch (error) {
      const { response } = traffic;
      return { ...(await kept(traffic)), error, ...(response === undefined ? {} : { response }) };
    }
  }

  #transport({ baseUrl, credentials, validation }: CallSettings): Transport {
    const key = JSON.stringify([baseUrl, credentials, validation]);
    const known = this.#transports.get(key);
    if (known !== undefined) return known;
    const transport = this.pack.client.createTransport({
      baseUrl,
      fetch: (one: Request) => this.#carry(one),
      // What a case asserts is one exchange: a call that is tried again would hide the first.
      retry: false,
      ...(credentials === false ? {} : { auth: this.#authOf(credentials) }),
      ...(validation ? { validation: { validators: this.pack.validators } } : {}),
    });
    this.#transports.set(key, transport);
    return transport;
  }

  #authOf(credentials: true | readonly string[]): Record<string, object> {
    if (credentials === true) return this.auth;
    return Object.fromEntries(
      Object.entries(this.auth).filter(([name]) => credentials.includes(name)),
    );
  }

  async #carry(one: Request): Promise<Response> {
    const traffic = this.#traffic.getStore();
    if (traffic === undefined) return globalThis.fetch(one);
    traffic.sent++;
    traffic.last = one;
    traffic.request = await shownRequest(one.clone(), this.redaction);
    const response = await traffic.carry(one);
    traffic.response = response;
    traffic.answer = shownAnswer(response.clone(), this.redaction).catch(() => ({
      shown: { line: "", headers: {} },
      text: "",
    }));
    return response;
  }
}

async function kept({ sent, request, last, answer }: Traffic) {
  const came = await answer;
  return {
    sent,
    ...(request === undefined ? {} : { request }),
    ...(last === undefined ? {} : { sentRequest: last }),
    ...(came === undefined ? {} : { answer: came.shown, text: came.text }),
  };
}

/** A stream of items is read to its end: its faults are the answer's. */
async function settled(data: unknown): Promise<unknown> {
  if (
    typeof data !== "object" ||
    data === null ||
    !(Symbol.asyncIterator in data) ||
    data instanceof Blob
  )
    return data;
  const items: unknown[] = [];
  for await (const item of data as AsyncIterable<unknown>) items.push(item);
  return items;
}

function functionOf({ client }: ClientPackage, operation: string): OperationFunction {
  const found = Object.hasOwn(client, operation) ? client[operation] : undefined;
  if (typeof found !== "function") throw new Error(`the client has no function ${operation}`);
  return found as OperationFunction;
}
