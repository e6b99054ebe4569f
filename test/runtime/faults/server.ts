import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeClock } from "../fake-clock.js";

/** One way to answer a request wrongly. */
export type Fault = (exchange: Exchange) => void;

/** A request on a real socket, and what a fault may do with it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What would be right. */
  readonly body: string;
  readonly mediaType: string;
  readonly clock: FakeClock;
  /** Says that no more will come, or only as time passes. */
  stall(where: Stall): void;
}

/** Where an answer stays: before it began, inside its body for good, or there with a byte a second. */
export type Stall = "before" | "inside" | "drip by drip";

/** What a server saw of a request. */
export interface Asked {
  readonly method: string;
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

const BODIES: Readonly<Record<string, readonly [mediaType: string, body: string]>> = {
  "/thing": ["application/json", '{"state":"done","items":[1,2],"pages":1}'],
  "/lines": ["application/jsonl", '{"n":1}\n{"n":2}\n'],
};

/** A server on loopback that answers as its script says, request by request, and rightly after that. */
export class FaultyServer {
  readonly #server = createServer((request, response) => {
    this.#answer(request, response);
  });
  #open = 0;
  seen: Asked[] = [];
  stalled: Stall | undefined;
  script: { fault: Fault; times: number } | undefined;
  clock: FakeClock | undefined;

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, "127.0.0.1", resolve);
    });
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  /** Exchanges whose connection is still held. */
  get open(): number {
    return this.#open;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    this.#open += 1;
    response.on("close", () => {
      this.#open -= 1;
      this.stalled = undefined;
    });
    request.on("error", () => undefined);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", headers, url = "" } = request;
      const key = headers["idempotency-key"];
      this.seen.push({
        method,
        key: typeof key === "string" ? key : undefined,
        authorization: headers.authorization,
        body: Buffer.concat(chunks).toString("latin1"),
      });
      const [mediaType = "", body = ""] = BODIES[url.split("?")[0] ?? ""] ?? [];
      const { script, clock } = this;
      if (clock === undefined) throw new Error("no clock");
      if (script === undefined || script.times === 0) {
        response.writeHead(200, { "content-type": mediaType }).end(body);
        return;
      }
      script.times -= 1;
      const stall = (where: Stall) => {
        this.stalled = where;
      };
      script.fault({ request, response, body, mediaType, clock, stall });
    });
  }
}
