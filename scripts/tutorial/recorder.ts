import type { Json } from "../../generator/index.js";
import type { Catalogue, Target } from "./catalogue.js";
import { TutorialFault } from "./fault.js";
import { parsedJson } from "../json-text.js";

export type Fetch = typeof globalThis.fetch;

/** One request and its answer, as they travelled. Holds secrets: never print it whole. */
export interface Exchange {
  /** Name of the operation. */
  readonly operation: string;
  /** Upper case. */
  readonly method: string;
  readonly url: URL;
  /** Path parameters by name, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly headers: Headers;
  /** Parsed; undefined when there was none. */
  readonly body: Json | undefined;
  readonly status: number;
  /** Parsed; undefined when there was none, or none in JSON. */
  readonly answer: Json | undefined;
}

/** Stands between the client and the network and remembers what passes. */
export class Recorder {
  readonly #exchanges: Exchange[] = [];
  readonly #catalogue: Catalogue;
  readonly #target: Target;
  readonly #send: Fetch;

  /** `send` is what reaches the server, or a stand-in for it. */
  constructor(catalogue: Catalogue, target: Target, send: Fetch) {
    this.#catalogue = catalogue;
    this.#target = target;
    this.#send = send;
  }

  get exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** The newest exchange of an operation. */
  last(operation: string): Exchange | undefined {
    return this.#exchanges.findLast((exchange) => exchange.operation === operation);
  }

  readonly fetch: Fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method, url } = request;
    const match = this.#catalogue.match(method, url, this.#target);
    if (match === undefined) {
      throw new TutorialFault(
        "tutorial/request-unknown",
        `the client sent ${method} ${new URL(url).pathname}, which is no operation of the document`,
      );
    }
    const body = parsedJson(await request.clone().text());
    const response = await this.#send(request);
    this.#exchanges.push({
      operation: match.operation.name,
      method,
      url: new URL(url),
      path: match.path,
      headers: request.headers,
      body,
      status: response.status,
      answer: parsedJson(await response.clone().text()),
    });
    return response;
  };
}
