import type { CallContext } from "./call-error.js";
import { requestIdOf } from "./request-id.js";

/** What a call came to: the answer's parsed body and headers, and the raw response, which consoles and JSON do not show. */
export interface Answer<Data, Described = unknown> {
  /** Which call it was; without secrets. */
  readonly call: CallContext;
  /** What the server calls the request, or what it was sent as. */
  readonly requestId: string | undefined;
  readonly data: Data;
  /** Those that the document describes and that came as it says; all others are with the `response`. */
  readonly headers: Described;
  /** Its body has been read, unless the answer is a stream. */
  readonly response: Response;
}

/** An answer that has come. The response's address may hold a key, so nobody is shown it who does not ask. */
export class Received<Data, Described> implements Answer<Data, Described> {
  declare readonly call: CallContext;
  declare readonly data: Data;
  declare readonly headers: Described;
  readonly #response: Response;

  constructor(call: CallContext, data: Data, headers: Described, response: Response) {
    this.call = call;
    this.data = data;
    this.headers = headers;
    this.#response = response;
  }

  get requestId(): string | undefined {
    return requestIdOf(this.call, this.#response);
  }

  get response(): Response {
    return this.#response;
  }

  toJSON(): object {
    return { ...this, requestId: this.requestId };
  }
}

/**
 * A call under way. Awaiting it gives the answer's body; `withResponse` gives the response too. The
 * request is sent once, however often either is asked for.
 */
export class ApiCall<Data, Described = unknown> extends Promise<Data> {
  readonly #answer: Promise<Answer<Data, Described>>;

  constructor(answer: Promise<Answer<Data, Described>>) {
    // Never the promise that is awaited (see `then`): one that rejected here would count as unhandled.
    super((resolve) => {
      resolve(undefined as Data);
    });
    this.#answer = answer;
  }

  /** What is chained to a call is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** @internal The answer, whatever its headers are; consoles show no getter. */
  get answer(): Promise<Answer<Data, Described>> {
    return this.#answer;
  }

  /**
   * The body, the headers the document describes, and the response they came in: status, final URL.
   * Rejects with a `ValidationError` where validators judge answers and refuse the headers.
   */
  withResponse(): Promise<Answer<Data, Described>> {
    return this.#answer.then(
      (answer: Guarded<Answer<Data, Described>>) => answer.judged?.() ?? answer,
    );
  }

  override then<Value = Data, Failure = never>(
    fulfilled?: ((data: Data) => Value | PromiseLike<Value>) | null,
    rejected?: ((reason: unknown) => Failure | PromiseLike<Failure>) | null,
  ): Promise<Value | Failure> {
    const given = ({ data }: Answer<Data, Described>) =>
      typeof fulfilled === "function" ? fulfilled(data) : (data as never);
    return this.#answer.then(given, rejected);
  }
}

/** An answer whose headers are judged when it is asked for with them. */
type Guarded<Whole> = Whole & { judged?(): Whole };
