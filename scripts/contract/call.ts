import type { Json, SuiteCase, Input } from "../../generator/index.js";
import type { ClientPackage, OperationFunction } from "./package.js";
import { shownAnswer, shownRequest, type Redaction, type Shown } from "./exchange.js";

/** What a call of the generated client came to. */
export interface Outcome {
  /** How many requests went out. */
  readonly sent: number;
  readonly request?: Shown;
  /** As it came, before the client read it. */
  readonly answer?: Shown;
  /** Its text, secrets included: for judges, not for reports. */
  readonly text?: string;
  readonly response?: Response;
  readonly data?: unknown;
  readonly error?: unknown;
}

/** How a call is to be made. */
export interface CallSettings {
  readonly baseUrl: string;
  readonly credentials: boolean;
  readonly validation: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly accept?: string;
  /** Answers in the server's place, or changes the request on its way. */
  readonly carry?: (request: Request) => Promise<Response>;
}

/** Makes calls of one generated package and keeps what went over the wire. */
export class Caller {
  constructor(
    readonly pack: ClientPackage,
    readonly auth: Record<string, object>,
    readonly redaction: Redaction,
  ) {}

  async call(operation: string, input: Input, settings: CallSettings): Promise<Outcome> {
    let sent = 0;
    let request: Shown | undefined;
    let answer: ReturnType<typeof shownAnswer> | undefined;
    let response: Response | undefined;
    const carry = settings.carry ?? ((one: Request) => globalThis.fetch(one));
    const fetch = async (one: Request): Promise<Response> => {
      sent++;
      request = await shownRequest(one.clone(), this.redaction);
      response = await carry(one);
      answer = shownAnswer(response.clone(), this.redaction).catch(() => ({
        shown: { line: "", headers: {} },
        text: "",
      }));
      return response;
    };
    const transport = this.pack.client.createTransport({
      baseUrl: settings.baseUrl,
      fetch,
      // What a case asserts is one exchange: a call that is tried again would hide the first.
      retry: false,
      ...(settings.credentials ? { auth: this.auth } : {}),
      ...(settings.validation ? { validation: { validators: this.pack.validators } } : {}),
    });
    const kept = async () => {
      const came = await answer;
      return {
        sent,
        ...(request === undefined ? {} : { request }),
        ...(came === undefined ? {} : { answer: came.shown, text: came.text }),
      };
    };
    try {
      const options = {
        headers: settings.headers ?? {},
        ...(settings.accept === undefined ? {} : { accept: settings.accept }),
      };
      const { data, response: read } = await functionOf(this.pack, operation)(
        transport,
        input as Parameters<OperationFunction>[1],
        options,
      ).withResponse();
      return { ...(await kept()), data: await settled(data), response: read };
    } catch (error) {
      return { ...(await kept()), error, ...(response === undefined ? {} : { response }) };
    }
  }
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

/** An answer that is played in the server's place. */
export function played(status: number, mediaType: string | undefined, text: string): Response {
  const headers: Record<string, string> =
    mediaType === undefined ? {} : { "content-type": mediaType };
  const isBare = status === 204 || status === 205 || status === 304;
  return new Response(isBare ? null : text, { status, headers });
}

/** What a malformed answer is, on the wire. Rejects where none comes at all. */
export function malformed(
  one: Extract<SuiteCase, { readonly kind: "malformed" }>,
  valid: Json,
): Promise<Response> {
  const { answer, status } = one;
  switch (answer.fault) {
    case "cut":
      return Promise.reject(new TypeError("the connection was cut"));
    case "truncated": {
      const text = JSON.stringify(valid);
      return Promise.resolve(
        played(status, answer.mediaType, `${text.slice(0, Math.max(1, text.length >> 1))}{`),
      );
    }
    case "page":
      return Promise.resolve(
        played(status, "text/html", "<!doctype html><title>Bad gateway</title>"),
      );
    case "empty":
      return Promise.resolve(played(status, answer.mediaType, ""));
    case "type":
      return Promise.resolve(played(status, answer.mediaType, JSON.stringify(answer.value)));
    case "undocumented status":
      return Promise.resolve(played(status, "application/json", '{"unexpected":true}'));
  }
}
